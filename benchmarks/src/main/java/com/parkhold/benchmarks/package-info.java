/** Measures what Parkhold promises about speed, with the baselines in the same run. */
@NullMarked
package com.parkhold.benchmarks;

import org.jspecify.annotations.NullMarked;
