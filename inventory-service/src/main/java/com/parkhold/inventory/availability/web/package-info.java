/** Availability over HTTP, for everybody. */
@NullMarked
package com.parkhold.inventory.availability.web;

import org.jspecify.annotations.NullMarked;
