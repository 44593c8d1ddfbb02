/** Events written in the transaction of their cause; the Debezium relay carries them to Kafka. */
@NullMarked
package com.parkhold.common.outbox;

import org.jspecify.annotations.NullMarked;
