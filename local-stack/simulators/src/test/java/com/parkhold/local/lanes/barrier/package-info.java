@NullMarked
package com.parkhold.local.lanes.barrier;

import org.jspecify.annotations.NullMarked;
