/** The local stack's supervisor: the commands of {@code ./park}, and the daemon that keeps every process running. */
@NullMarked
package com.parkhold.local.supervisor;

import org.jspecify.annotations.NullMarked;
