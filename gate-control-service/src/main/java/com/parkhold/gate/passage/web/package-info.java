/** The gate's REST edge: check-in, check-out, gate events, exceptions, overrides. */
@NullMarked
package com.parkhold.gate.passage.web;

import org.jspecify.annotations.NullMarked;
