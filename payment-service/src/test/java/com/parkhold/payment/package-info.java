@NullMarked
package com.parkhold.payment;

import org.jspecify.annotations.NullMarked;
