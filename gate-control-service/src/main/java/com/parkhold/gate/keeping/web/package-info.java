/** Hands a request about a lane to the instance that keeps it. */
@NullMarked
package com.parkhold.gate.keeping.web;

import org.jspecify.annotations.NullMarked;
