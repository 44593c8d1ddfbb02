/** Revocation, asked for by reservation-service. */
@NullMarked
package com.parkhold.gate.pass.web;

import org.jspecify.annotations.NullMarked;
