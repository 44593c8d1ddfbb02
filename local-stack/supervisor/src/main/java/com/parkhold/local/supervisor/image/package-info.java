/** Applications as they are run: copied out of {@code target}, so that a build never pulls a jar from under a process. */
@NullMarked
package com.parkhold.local.supervisor.image;

import org.jspecify.annotations.NullMarked;
