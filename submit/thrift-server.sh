#!/usr/bin/env bash
# SQL for everyone: answers JDBC and ODBC clients about a workspace, reads only, also while a night runs.
#
#   thrift-server.sh start --workspace DIR_OR_URI   starts it in the background, waits until it answers and prints the
#                                                   address for JDBC
#   thrift-server.sh status                         prints that address; exit code 0: it runs, 1: it does not
#   thrift-server.sh stop                           stops it; exit code 0 also where nothing runs
#   thrift-server.sh run --workspace DIR_OR_URI     the same in the foreground, for systemd and containers
#
# start and run take the options of galaxy-vae serve: --port (default 10000; 0: any free one), --bind (default 127.0.0.1),
# --config, --set, --master.
#
# Examples:
#   thrift-server.sh start --workspace /data/survey
#   GALAXY_VAE_SERVER_DIR=~/second thrift-server.sh start --workspace hdfs:///survey --port 10001
#   thrift-server.sh stop
#
# Environment:
#   GALAXY_VAE_SERVER_DIR   process id, address and log; default ${TMPDIR:-/tmp}/galaxy-vae-server-$USER. One server each
#   and what submit/galaxy-vae reads, such as SPARK_HOME, JAVA_HOME, GALAXY_VAE_SUBMIT_OPTIONS
set -euo pipefail

readonly patience=120 # seconds to start or to stop; a busy machine needs thirty

fail() {
  echo "$1" >&2
  exit "${2:-2}"
}

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
user=${USER:-$(id -un)}
state=${GALAXY_VAE_SERVER_DIR:-${TMPDIR:-/tmp}/galaxy-vae-server-$user}

# A process counts only if it is the one we started: ids are used again.
alive() {
  local pid
  pid=$(cat "$state/pid" 2>/dev/null) && [[ -n $pid ]] && kill -0 "$pid" 2>/dev/null &&
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qE 'galaxy-vae|spark'
}

address() {
  grep -m 1 '^jdbc:hive2://' "$state/address" 2>/dev/null
}

start() {
  local until code reason
  if alive; then
    echo "Runs already (thrift-server.sh stop ends it)" >&2
    address
    return
  fi
  mkdir -p "$state"
  [[ -O $state ]] || fail "Cannot use state directory $state: it belongs to another user, set GALAXY_VAE_SERVER_DIR"
  chmod 700 "$state"
  # A session of its own: the interrupt key ends the job in the terminal, not the server.
  setsid "$here/galaxy-vae" serve "$@" >"$state/address" 2>"$state/log" </dev/null &
  echo $! >"$state/pid"
  until=$((SECONDS + patience))
  while ! address >/dev/null; do
    if ! kill -0 "$!" 2>/dev/null; then
      code=0
      wait "$!" || code=$?
      rm -f "$state/pid"
      reason=$(tail -n 3 "$state/log")
      fail "${reason:-Cannot start}; its log is $state/log" "$((code == 0 ? 1 : code))"
    fi
    if ((SECONDS >= until)); then
      stop
      fail "Cannot start: no answer within $patience s; its log is $state/log" 1
    fi
    sleep 0.2
  done
  echo "Started; its log is $state/log" >&2
  address
}

status() {
  if alive && address; then
    return 0
  fi
  echo "No server runs (state directory $state)"
  return 1
}

stop() {
  local pid until=$((SECONDS + patience))
  if alive; then
    pid=$(cat "$state/pid")
    kill "$pid" 2>/dev/null || true
    # Longer than alive(): an ending process has no command line any more, but still its port. A zombie has nothing.
    while grep -qsE '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$pid/status"; do
      if ((SECONDS >= until)); then
        kill -KILL "$pid" 2>/dev/null || true
      fi
      sleep 0.1
    done
  fi
  rm -f "$state/pid" "$state/address"
}

command=${1:-}
(($# == 0)) || shift
case $command in
  start) start "$@" ;;
  run) exec "$here/galaxy-vae" serve "$@" ;;
  status) status ;;
  stop) stop && echo "Stopped" >&2 ;;
  -h | --help) sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" ;;
  *) fail "Invalid command ${command:-(none)}: expected thrift-server.sh start, run, status or stop; --help explains them" ;;
esac
