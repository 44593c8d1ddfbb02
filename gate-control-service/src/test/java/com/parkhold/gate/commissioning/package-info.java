@NullMarked
package com.parkhold.gate.commissioning;

import org.jspecify.annotations.NullMarked;
