#!/bin/sh
# Asks the brokers that run from this checkout to shut down cleanly. Does not wait for them.
root=$(dirname "$(dirname "$(readlink -f "$0")")")
signal=${SIGNAL:-TERM}

usage() {
  cat <<'TEXT'
Usage: kafka-server-stop.sh [--node-id=ID]

Without an option every broker that was started from this folder is stopped.
  --node-id=ID   only the broker with this node.id (or broker.id)

Read from the environment: SIGNAL, the signal to send instead of TERM.
TEXT
}

# A line for each process: its id, then its command line.
processes() {
  if command -v ps > /dev/null 2>&1; then
    ps axww -o pid= -o args=
  else
    for entry in /proc/[0-9]*; do
      echo "${entry#/proc/} $(tr '\0' ' ' < "$entry/cmdline" 2> /dev/null)"
    done
  fi
}

# The node id that the command line $1 gives its broker: an override's, else the properties file's, else 1, the default.
node_id() {
  arguments=${1##*io.barnabas.broker.Main }
  overridden=$(echo "$arguments" | sed -nE 's/.*--override (node|broker)\.id=([0-9]+).*/\2/p')
  configured=$(sed -nE 's/^(node|broker)\.id *= *([0-9]+).*/\2/p' "${arguments%% *}" 2> /dev/null | tail -n 1)
  echo "${overridden:-${configured:-1}}"
}

node=
case ${1:-} in
  '') ;;
  --node-id=*) node=${1#*=} ;;
  --node-id) node=${2:?--node-id needs a number} ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 1 ;;
esac

stopped=
while read -r pid command; do
  case $command in
    *"-Dbarnabas.home=$root -cp "*io.barnabas.broker.Main*)
      if [ -z "$node" ] || [ "$node" = "$(node_id "$command")" ]; then
        kill -s "$signal" "$pid" && stopped=yes
      fi
      ;;
  esac
done <<LIST
$(processes)
LIST

if [ -z "$stopped" ]; then
  echo "No kafka server to stop"
  exit 1
fi
