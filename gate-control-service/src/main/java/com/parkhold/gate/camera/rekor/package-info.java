/** Rekor and OpenALPR: results, groups and heartbeats. */
@NullMarked
package com.parkhold.gate.camera.rekor;

import org.jspecify.annotations.NullMarked;
