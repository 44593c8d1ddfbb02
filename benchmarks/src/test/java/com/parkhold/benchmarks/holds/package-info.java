/** Tests. */
@NullMarked
package com.parkhold.benchmarks.holds;

import org.jspecify.annotations.NullMarked;
