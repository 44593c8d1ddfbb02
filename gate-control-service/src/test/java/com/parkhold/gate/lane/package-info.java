@NullMarked
package com.parkhold.gate.lane;

import org.jspecify.annotations.NullMarked;
