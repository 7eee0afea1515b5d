#!/bin/sh
# Starts a broker; the process becomes the broker's JVM, and SIGTERM or bin/kafka-server-stop.sh shuts it down cleanly.
. "$(dirname "$(readlink -f "$0")")/launch"

usage() {
  cat <<'TEXT'
Usage: kafka-server-start.sh [-daemon] [server.properties] [--override name=value]...

  -daemon               run in the background; output goes to $LOG_DIR/kafkaServer.out (LOG_DIR is logs/ by default)
  server.properties     the configuration; config/server.properties when left out
  --override name=value a configuration that wins over the file's; may be repeated

Example:
  bin/kafka-server-start.sh --override listeners=PLAINTEXT://:9093 --override log.dirs=/tmp/barnabas

Read from the environment: KAFKA_HEAP_OPTS, KAFKA_JVM_PERFORMANCE_OPTS, KAFKA_OPTS (options for the JVM), LOG_DIR.
TEXT
}

daemon=
case ${1:-} in
  -h | --help) usage; exit 0 ;;
  -daemon) daemon=yes; shift ;;
esac
case ${1:---override} in
  --override) set -- "$root/config/server.properties" "$@" ;;
  -*) echo "kafka-server-start.sh: unknown option $1" >&2; usage >&2; exit 1 ;;
esac

prepare
set -- $collector $jvm_options ${KAFKA_HEAP_OPTS:-$broker_options} ${KAFKA_OPTS:-} \
  "-XX:AOTCache=$broker_cache" "-Dbarnabas.home=$root" \
  -cp "$class_path" io.barnabas.broker.Main "$@"
if [ -z "$daemon" ]; then
  exec "$java" "$@"
fi
LOG_DIR=${LOG_DIR:-$root/logs}
mkdir -p "$LOG_DIR"
nohup "$java" "$@" > "$LOG_DIR/kafkaServer.out" 2>&1 < /dev/null &
