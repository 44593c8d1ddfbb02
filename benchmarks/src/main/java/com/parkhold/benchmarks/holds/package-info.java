/** How many holds a second, one hot lot or many, against the usual ways to keep room. */
@NullMarked
package com.parkhold.benchmarks.holds;

import org.jspecify.annotations.NullMarked;
