/** The gate with a car in front of it: camera push to coil write, with everything behind it there, and without. */
@NullMarked
package com.parkhold.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
