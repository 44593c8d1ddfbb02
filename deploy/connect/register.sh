#!/bin/bash
# Registers every connector beside this file (its name is the file's), then watches until all of them and their tasks
# run; what failed, because a service had not made its outbox yet, is started again. May be repeated.
# "register.sh heal" only starts again what failed.
set -u
: "${CONNECT_URL:?}" "${PATIENCE_SECONDS:=300}"
directory=$(cd "$(dirname "$0")" && pwd)

names() {
  for file in "$directory"/*.json; do basename "$file" .json; done
}

register() {
  curl -fsS -o /dev/null -X PUT -H 'Content-Type: application/json' --data-binary "@$directory/$1.json" \
    "$CONNECT_URL/connectors/$1/config"
}

# Running means: the connector, at least one task, and nothing in any other state.
runs() {
  states=$(curl -fsS "$CONNECT_URL/connectors/$1/status" | grep -o '"state":"[A-Z_]*"') || return 1
  [ "$(printf '%s\n' "$states" | wc -l)" -ge 2 ] && ! printf '%s\n' "$states" | grep -qv RUNNING
}

start_again() {
  curl -fsS -o /dev/null -X POST "$CONNECT_URL/connectors/$1/restart?includeTasks=true&onlyFailed=true"
}

if [ "${1:-}" = heal ]; then
  failed=0
  for name in $(names); do
    runs "$name" || { echo "$name does not run: starting it again"; start_again "$name" || failed=1; }
  done
  exit "$failed"
fi

ends=$((SECONDS + PATIENCE_SECONDS))
for name in $(names); do
  until register "$name"; do
    [ "$SECONDS" -lt "$ends" ] || exit 1
    sleep 3
  done
done
for name in $(names); do
  until runs "$name"; do
    [ "$SECONDS" -lt "$ends" ] || { echo "$name does not run"; exit 1; }
    start_again "$name"
    sleep 3
  done
  echo "$name runs"
done
