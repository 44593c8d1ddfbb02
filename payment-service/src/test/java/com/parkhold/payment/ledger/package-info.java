@NullMarked
package com.parkhold.payment.ledger;

import org.jspecify.annotations.NullMarked;
