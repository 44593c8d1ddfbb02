/** One operating system process: starting, adopting, watching and ending it. */
@NullMarked
package com.parkhold.local.supervisor.process;

import org.jspecify.annotations.NullMarked;
