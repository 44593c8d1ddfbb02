/** Reconciliation the other way round: what the provider has, held against what we know. */
@NullMarked
package com.parkhold.payment.sweep;

import org.jspecify.annotations.NullMarked;
