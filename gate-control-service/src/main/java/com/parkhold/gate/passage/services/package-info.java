/** What a car at a barrier waits for from other services: a spot, a settlement; both with a deadline and an answer without them. */
@NullMarked
package com.parkhold.gate.passage.services;

import org.jspecify.annotations.NullMarked;
