/** Lanes with cars: cameras that push as their vendors do, and barriers behind real Modbus/TCP controllers. */
@NullMarked
package com.parkhold.local.lanes;

import org.jspecify.annotations.NullMarked;
