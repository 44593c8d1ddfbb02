@NullMarked
package com.parkhold.payment.web;

import org.jspecify.annotations.NullMarked;
