/** A part of the stack is a process that ought to run; it is started after what it needs and started again when it dies. */
@NullMarked
package com.parkhold.local.supervisor.part;

import org.jspecify.annotations.NullMarked;
