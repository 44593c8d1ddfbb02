/** A Hikvision camera that drives a barrier: ISAPI over HTTP, with digest authentication. */
@NullMarked
package com.parkhold.local.lanes.isapi;

import org.jspecify.annotations.NullMarked;
