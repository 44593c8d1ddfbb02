/** Amounts in minor units of a currency. Knows no Spring. */
@NullMarked
package com.parkhold.common.money;

import org.jspecify.annotations.NullMarked;
