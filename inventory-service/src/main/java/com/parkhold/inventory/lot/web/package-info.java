/** Lots over HTTP, for people and for other services. */
@NullMarked
package com.parkhold.inventory.lot.web;

import org.jspecify.annotations.NullMarked;
