/** A Hikvision camera that drives a barrier for us, over ISAPI: HTTP with digest authentication and XML. */
@NullMarked
package com.parkhold.gate.barrier.hikvision;

import org.jspecify.annotations.NullMarked;
