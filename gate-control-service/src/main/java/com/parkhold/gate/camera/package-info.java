/** Camera pushes: stored first, then read, grouped into one event per car, and taken to the lane. */
@NullMarked
package com.parkhold.gate.camera;

import org.jspecify.annotations.NullMarked;
