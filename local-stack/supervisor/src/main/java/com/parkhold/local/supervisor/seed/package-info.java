/** Demo data, put in through the public interface as any client would, and only where it is absent. */
@NullMarked
package com.parkhold.local.supervisor.seed;

import org.jspecify.annotations.NullMarked;
