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
# --users, --keystore, --insecure, --config, --set, --master. Statements run in executors of their own, processes that may run
# out of memory; should the server itself end, it is started again at the same address.
#
# Examples:
#   thrift-server.sh start --workspace /data/survey
#   GALAXY_VAE_SERVER_DIR=~/second thrift-server.sh start --workspace hdfs:///survey --port 10001
#   thrift-server.sh stop
#
# Environment:
#   GALAXY_VAE_SERVER_DIR      process ids, address and log; default ~/.local/state/galaxy-vae/server. One server each
#   GALAXY_VAE_SERVER_CORES    executors, one core each; default: the machine's cores, 4 at most
#   GALAXY_VAE_SERVER_MEMORY   MB of Java heap of each executor; default 1024
#   and what submit/galaxy-vae reads, such as SPARK_HOME, JAVA_HOME, GALAXY_VAE_SUBMIT_OPTIONS
set -euo pipefail

readonly patience=120 # seconds to start or to stop; a busy machine needs thirty

fail() {
  echo "$1" >&2
  exit "${2:-2}"
}

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=submit/state.sh
. "$here/state.sh"

address() {
  grep -m 1 '^jdbc:hive2://' "$state/address" 2>/dev/null
}

# Takes --port out of the arguments: a server that is started again gets the port that it had.
take_port() {
  local -a others=()
  local i
  port=()
  for ((i = 0; i < ${#arguments[@]}; i++)); do
    case ${arguments[i]} in
      --port=*) port=("${arguments[i]}") ;;
      --port) port=("--port=${arguments[i += 1]:-}") ;;
      *) others+=("${arguments[i]}") ;;
    esac
  done
  arguments=("${others[@]}")
}

# Executors of its own, unless a master is named. Spark puts their work below its home: ours has links to the bundled one.
own_executors() {
  local word spark=${SPARK_HOME:-} candidate cores memory=${GALAXY_VAE_SERVER_MEMORY:-1024}
  for word in "${arguments[@]}"; do
    [[ $word != --master && $word != --master=* ]] || return 0
  done
  cores=${GALAXY_VAE_SERVER_CORES:-$(($(nproc) < 4 ? $(nproc) : 4))}
  [[ $cores =~ ^[1-9][0-9]*$ ]] || fail "Invalid GALAXY_VAE_SERVER_CORES $cores: expected a number of executors such as 2"
  [[ $memory =~ ^[1-9][0-9]{2,}$ ]] || fail "Invalid GALAXY_VAE_SERVER_MEMORY $memory: expected MB such as 1024"
  if [[ -z $spark ]]; then
    for candidate in "$here/.." "$here"/../target/galaxy-vae-*/; do
      [[ -z $spark && -d $candidate/lib/spark/jars ]] && spark=$(cd "$candidate/lib/spark" && pwd)
    done
  fi
  [[ -d $spark/jars ]] || return 0 # the launcher says what is missing
  rm -rf "$state/spark"
  mkdir "$state/spark"
  for candidate in "$spark"/*; do
    ln -s "$candidate" "$state/spark/"
  done
  rm -f "$state/spark/work"
  export SPARK_HOME=$state/spark
  arguments+=(--master "local-cluster[$cores,1,$memory]")
  nice_java
  # an executor without memory ends before it is given the next task, which may be another client's
  export GALAXY_VAE_SUBMIT_OPTIONS="--conf spark.executor.memory=${memory}m \
    --conf spark.executor.extraJavaOptions=-XX:+ExitOnOutOfMemoryError ${GALAXY_VAE_SUBMIT_OPTIONS:-}"
}

# A Java for the executors that gives way to the server: while they start, or work on a statement that needs all cores, whoever
# asks for something small is answered. Where nothing may be executed below the state folder they are as important as the server.
nice_java() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java home=$state/java
  java=$(command -v "$java") || return 0 # the launcher says what is missing
  mkdir -p "$home/bin"
  printf '#!/bin/sh\nexec nice -n 5 %q "$@"\n' "$(readlink -f "$java")" >"$home/bin/java"
  chmod 700 "$home/bin/java"
  if "$home/bin/java" -version >/dev/null 2>&1; then
    export GALAXY_VAE_SUBMIT_OPTIONS="--conf spark.executorEnv.JAVA_HOME=$(printf %q "$home") ${GALAXY_VAE_SUBMIT_OPTIONS:-}"
  fi
}

# Starts the server, and starts it again where it ends without being told to; a beginning that fails is none.
supervise() {
  local code began quick=0
  local -a port
  ended=no
  trap 'ended=yes; [[ ! -f $state/server ]] || end "$state/server" "$patience"' TERM INT HUP
  trap 'rm -rf "$state/spark" "$state/java" "$state/supervisor" "$state/server" "$state/address"' EXIT
  take_port
  own_executors
  # a server that has run out of memory would go on with half of its threads
  export SPARK_SUBMIT_OPTS="-XX:+ExitOnOutOfMemoryError ${SPARK_SUBMIT_OPTS:-}"
  : >"$state/restarts"
  while :; do
    began=$SECONDS
    setsid "$here/galaxy-vae" serve "${arguments[@]}" "${port[@]}" >"$state/address" 2>>"$state/log" </dev/null &
    remember "$state/server" "$!"
    code=0
    wait "$!" || code=$?
    [[ $ended == no ]] || return 0
    # never answered, or a mistake of whoever started it
    address >/dev/null || return "$((code == 0 ? 1 : code))"
    port=$(address)
    port=${port##*:}
    port=("--port=${port%%/*}")
    echo "$(date -Is) ended with exit code $code" >>"$state/restarts"
    echo "thrift-server.sh: the server ended with exit code $code, starts again" >>"$state/log"
    ((quick = SECONDS - began < 20 ? quick + 1 : 0)) || true
    if ((quick >= 5)); then
      echo "thrift-server.sh: it ended $quick times within seconds, gives up" >>"$state/log"
      return 1
    fi
  done
}

start() {
  local until code reason
  if alive "$state/supervisor"; then
    echo "Runs already (thrift-server.sh stop ends it)" >&2
    address
    return
  fi
  stop
  make_state
  : >"$state/log"
  # A session of its own: the interrupt key ends the job in the terminal, not the server.
  GALAXY_VAE_SERVER_DIR=$state setsid "$here/thrift-server.sh" supervise "${arguments[@]}" >/dev/null 2>>"$state/log" </dev/null &
  remember "$state/supervisor" "$!"
  until=$((SECONDS + patience))
  while ! address >/dev/null; do
    if ! kill -0 "$!" 2>/dev/null; then
      code=0
      wait "$!" || code=$?
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

run() {
  alive "$state/supervisor" && fail "Runs already (thrift-server.sh stop ends it)"
  make_state
  remember "$state/supervisor" "$$"
  # in the foreground: log and address where they can be seen
  : >"$state/log"
  tail -F --pid=$$ "$state/log" >&2 2>/dev/null &
  (while kill -0 $$ && ! address; do sleep 0.5; done) 2>/dev/null &
  supervise
}

status() {
  if alive "$state/supervisor" && alive "$state/server" && address; then
    return 0
  fi
  echo "No server runs (state folder $state)"
  return 1
}

stop() {
  [[ -d $state ]] || return 0
  end "$state/supervisor" "$patience"
  end "$state/server" "$patience" # its supervisor was killed
  rm -rf "$state/address" "$state/spark" "$state/java"
}

command=${1:-}
(($# == 0)) || shift
arguments=("$@")
[[ $command == -* ]] || find_state server GALAXY_VAE_SERVER_DIR
# In braces, which bash reads as a whole: it reads on from a file where it was, also from one that was replaced meanwhile.
{
  case $command in
    start) start ;;
    run) run ;;
    supervise) supervise ;; # what start puts into the background
    status) status ;;
    stop) stop && echo "Stopped" >&2 ;;
    -h | --help) sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" ;;
    *) fail "Invalid command ${command:-(none)}: expected thrift-server.sh start, run, status or stop; --help explains them" ;;
  esac
  exit
}
