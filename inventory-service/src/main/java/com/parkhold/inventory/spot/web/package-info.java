/** Assignments over HTTP, for gate-control-service. */
@NullMarked
package com.parkhold.inventory.spot.web;

import org.jspecify.annotations.NullMarked;
