/** Tests. */
@NullMarked
package com.parkhold.benchmarks;

import org.jspecify.annotations.NullMarked;
