/** Tests of noshow-worker. */
@NullMarked
package com.parkhold.noshow;

import org.jspecify.annotations.NullMarked;
