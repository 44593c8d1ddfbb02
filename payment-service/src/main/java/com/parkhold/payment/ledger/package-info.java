/** The double-entry books, append-only, and the reports read from them. */
@NullMarked
package com.parkhold.payment.ledger;

import org.jspecify.annotations.NullMarked;
