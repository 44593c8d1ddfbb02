/** Decides whether a car goes in or out, and nothing else does. */
@NullMarked
package com.parkhold.gate;

import org.jspecify.annotations.NullMarked;
