/** Barriers behind one small interface: a pulse opens, loops tell who passed, closing stays with the barrier's own controller. */
@NullMarked
package com.parkhold.gate.barrier;

import org.jspecify.annotations.NullMarked;
