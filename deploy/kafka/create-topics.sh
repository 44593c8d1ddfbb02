#!/bin/bash
# Makes the topics that the services agree on; touches none that is there, so it may be repeated.
set -eu
: "${BOOTSTRAP_SERVERS:?}" "${PARTITIONS:=6}" "${REPLICAS:=1}"

create() {
  topic=$1
  shift
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists \
    --topic "$topic" --partitions "$PARTITIONS" --replication-factor "$REPLICAS" "$@"
}

create lot-config.v1 --config cleanup.policy=compact
create reservation-events.v1
create inventory-events.v1
create payment-events.v1
create gate-events.v1
create session-events.v1
