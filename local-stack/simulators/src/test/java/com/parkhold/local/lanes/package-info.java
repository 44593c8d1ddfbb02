@NullMarked
package com.parkhold.local.lanes;

import org.jspecify.annotations.NullMarked;
