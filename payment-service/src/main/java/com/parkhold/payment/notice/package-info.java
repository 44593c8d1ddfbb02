/** What the payment provider says happened: stored first, then followed up by asking the provider. */
@NullMarked
package com.parkhold.payment.notice;

import org.jspecify.annotations.NullMarked;
