/**
 * A Stripe of one's own, over real HTTP: Stripe's requests, objects, errors, idempotency keys, signed webhooks and
 * hosted page, and switches ({@code /_drill}) that make it as unpleasant as the real one can be.
 *
 * <p>Whatever it has answered is on disk, and survives {@code kill -9}. Nothing here knows Parkhold: an object carries
 * only what a client of Stripe has put into it.
 */
@NullMarked
package com.parkhold.local.stripe;

import org.jspecify.annotations.NullMarked;
