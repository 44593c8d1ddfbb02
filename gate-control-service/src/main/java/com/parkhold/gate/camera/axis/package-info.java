/** Axis License Plate Verifier: every scalar is a string. */
@NullMarked
package com.parkhold.gate.camera.axis;

import org.jspecify.annotations.NullMarked;
