/** Wires the edge. */
@NullMarked
package com.parkhold.gateway.config;

import org.jspecify.annotations.NullMarked;
