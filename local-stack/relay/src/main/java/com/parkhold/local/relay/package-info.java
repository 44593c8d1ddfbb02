/**
 * The outbox relay: Debezium's embedded engine, one for each database that has an outbox.
 *
 * <p>Nothing here decides what is relayed or in which order: that is Debezium's PostgreSQL connector with its
 * {@code EventRouter}, as in production under Kafka Connect. This package only configures the engines, hands their records
 * to a producer, and starts an engine again when it ends. Promises: no outbox row is lost; rows with the same partition key
 * keep their commit order; a row may arrive more than once (after a crash between Kafka's acknowledgement and the flush of
 * the offset), so consumers keep an inbox.
 */
@NullMarked
package com.parkhold.local.relay;

import org.jspecify.annotations.NullMarked;
