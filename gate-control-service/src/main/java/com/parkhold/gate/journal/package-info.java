/** What this machine remembers by itself: the journal that is written before a barrier moves, and copies for a start without any backend. */
@NullMarked
package com.parkhold.gate.journal;

import org.jspecify.annotations.NullMarked;
