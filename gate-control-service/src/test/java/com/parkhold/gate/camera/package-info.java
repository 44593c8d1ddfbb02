/** Tests. */
@NullMarked
package com.parkhold.gate.camera;

import org.jspecify.annotations.NullMarked;
