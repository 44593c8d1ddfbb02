/** Barriers behind Modbus/TCP controllers: profiles as data, one connection each, a deadline on every call. */
@NullMarked
package com.parkhold.gate.barrier.modbus;

import org.jspecify.annotations.NullMarked;
