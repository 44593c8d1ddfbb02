@NullMarked
package com.parkhold.local.lanes.camera;

import org.jspecify.annotations.NullMarked;
