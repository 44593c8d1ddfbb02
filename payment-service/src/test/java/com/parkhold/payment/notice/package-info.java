@NullMarked
package com.parkhold.payment.notice;

import org.jspecify.annotations.NullMarked;
