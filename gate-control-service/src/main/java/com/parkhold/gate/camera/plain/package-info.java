/** Cameras that are set up by hand to post plain JSON. */
@NullMarked
package com.parkhold.gate.camera.plain;

import org.jspecify.annotations.NullMarked;
