/** Cars arriving and passing: the ladder of levels on which a decision is taken, what counts as through, what an operator must look at. */
@NullMarked
package com.parkhold.gate.passage;

import org.jspecify.annotations.NullMarked;
