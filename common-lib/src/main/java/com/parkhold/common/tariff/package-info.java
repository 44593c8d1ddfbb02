/** Prices as a pure function of tariff, window and spot class. Knows no Spring. */
@NullMarked
package com.parkhold.common.tariff;

import org.jspecify.annotations.NullMarked;
