/**
 * One Kafka broker with its controller, in KRaft mode, in a process of its own.
 *
 * <p>Local only: one node, no authentication, bound to the loopback address. The topics are the ones that
 * {@code docs/architecture.md} lists; whatever else the services need (dead-letter topics) the broker makes on first use.
 */
@NullMarked
package com.parkhold.local.kafka;

import org.jspecify.annotations.NullMarked;
