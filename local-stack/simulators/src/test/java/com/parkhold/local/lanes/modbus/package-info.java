@NullMarked
package com.parkhold.local.lanes.modbus;

import org.jspecify.annotations.NullMarked;
