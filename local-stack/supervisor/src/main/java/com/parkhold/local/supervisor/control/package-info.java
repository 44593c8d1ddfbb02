/** The daemon's control over loopback HTTP, and the commands' side of it. */
@NullMarked
package com.parkhold.local.supervisor.control;

import org.jspecify.annotations.NullMarked;
