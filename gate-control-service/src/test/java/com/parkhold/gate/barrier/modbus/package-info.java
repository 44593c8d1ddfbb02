/** Tests. */
@NullMarked
package com.parkhold.gate.barrier.modbus;

import org.jspecify.annotations.NullMarked;
