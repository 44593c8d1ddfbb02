/** Cameras: one class per vendor writes a plate read as that vendor sends it. */
@NullMarked
package com.parkhold.local.lanes.camera;

import org.jspecify.annotations.NullMarked;
