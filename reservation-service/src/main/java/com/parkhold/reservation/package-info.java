/** Reservations: the aggregate, its states and signals, and how it is read. Knows neither its edges nor the contract between services. */
@NullMarked
package com.parkhold.reservation;

import org.jspecify.annotations.NullMarked;
