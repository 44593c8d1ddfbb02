/** How many webhooks a second are taken in, and how fast what they mean is worked off. */
@NullMarked
package com.parkhold.benchmarks.webhooks;

import org.jspecify.annotations.NullMarked;
