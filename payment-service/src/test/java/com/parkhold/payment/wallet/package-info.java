@NullMarked
package com.parkhold.payment.wallet;

import org.jspecify.annotations.NullMarked;
