/** The commands of {@code ./park} that need more than a shell. */
@NullMarked
package com.parkhold.local.supervisor.command;

import org.jspecify.annotations.NullMarked;
