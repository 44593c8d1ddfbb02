@NullMarked
package com.parkhold.payment.stripe;

import org.jspecify.annotations.NullMarked;
