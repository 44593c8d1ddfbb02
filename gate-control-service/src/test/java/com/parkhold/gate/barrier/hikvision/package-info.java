@NullMarked
package com.parkhold.gate.barrier.hikvision;

import org.jspecify.annotations.NullMarked;
