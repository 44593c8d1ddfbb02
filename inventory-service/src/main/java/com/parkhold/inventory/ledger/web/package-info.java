/** Holds over HTTP, for reservation-service. */
@NullMarked
package com.parkhold.inventory.ledger.web;

import org.jspecify.annotations.NullMarked;
