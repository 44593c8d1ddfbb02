/** Milesight: flat JSON. */
@NullMarked
package com.parkhold.gate.camera.milesight;

import org.jspecify.annotations.NullMarked;
