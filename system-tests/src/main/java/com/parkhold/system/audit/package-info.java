/**
 * The audit: what every service wrote down, held against what the payment provider says and against each other. It only
 * reads.
 */
@NullMarked
package com.parkhold.system.audit;

import org.jspecify.annotations.NullMarked;
