/** Plate Recognizer Stream: JSON webhooks. */
@NullMarked
package com.parkhold.gate.camera.platerecognizer;

import org.jspecify.annotations.NullMarked;
