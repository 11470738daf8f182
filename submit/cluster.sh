#!/usr/bin/env bash
# A real Spark standalone cluster on this machine: one master and workers, each a JVM of its own, all on 127.0.0.1.
#
#   cluster.sh start [WORKERS]   starts a master and WORKERS workers (default 2), waits until they work together, and
#                                prints the master's URL
#   cluster.sh status            prints what runs; exit code 0: the master and all workers, 1: not all or nothing
#   cluster.sh stop              stops all of it; exit code 0 also where nothing runs
#
# Environment:
#   SPARK_HOME                  a Spark 3.5 for Scala 2.12; without it the bundled one is used
#   GALAXY_VAE_CLUSTER_DIR      process ids, the secret, logs and work; default ~/.local/state/galaxy-vae/cluster
#   GALAXY_VAE_MASTER_PORT      default 7077; 0: any free one
#   GALAXY_VAE_WORKER_CORES     of each worker, default 1
#   GALAXY_VAE_WORKER_MEMORY    Java heap of each worker's executors, default 3g; their native memory is not counted
set -euo pipefail
shopt -s nullglob

readonly patience=60 # seconds to start or to stop; a busy machine needs ten

fail() {
  echo "$1" >&2
  exit "${2:-2}"
}

submit=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=submit/state.sh
. "$submit/state.sh"

find_spark() {
  local here=${submit%/*} candidate
  if [[ -n ${SPARK_HOME:-} ]]; then
    if compgen -G "$SPARK_HOME/jars/spark-core_2.12-3.5.*.jar" >/dev/null && [[ -x $SPARK_HOME/bin/spark-class ]]; then
      spark=$SPARK_HOME
      return
    fi
    fail "Cannot use SPARK_HOME $SPARK_HOME: expected jars/spark-core_2.12-3.5.*.jar and bin/spark-class"
  fi
  for candidate in "$here" "$here"/target/galaxy-vae-*/; do
    spark=${candidate%/}/lib/spark
    if [[ -d $spark/jars ]]; then
      return
    fi
  done
  fail "Cannot find Spark: expected $here/lib/spark or $here/target/galaxy-vae-*/lib/spark, run mvn package"
}

# What the master says about itself at http://host:port/json/, over bash's own sockets: curl may not be there.
master_json() {
  local address
  address=$(cat "$state/ui" 2>/dev/null) || return 1
  address=${address#http://}
  (
    exec 3<>"/dev/tcp/${address%:*}/${address##*:}" || exit 1
    printf 'GET /json/ HTTP/1.0\r\nHost: %s\r\n\r\n' "$address" >&3
    timeout 5 cat <&3
  ) 2>/dev/null
}

registered() {
  master_json | sed -nE 's/.*"aliveworkers"[^0-9]*([0-9]+).*/\1/p' | head -n 1
}

# Waits until a condition holds; fails at once where a process has died.
await() { # WHAT COMMAND...
  local what=$1 file
  shift
  local until=$((SECONDS + patience))
  while ! "$@"; do
    for file in "$state"/*.pid; do
      if ! alive "$file"; then
        give_up "Cannot start: ${file##*/} died while waiting for $what" "${file%.pid}.log"
      fi
    done
    if ((SECONDS >= until)); then
      give_up "Cannot start: no $what within $patience s" "$state/master.log"
    fi
    sleep 0.2
  done
}

give_up() { # MESSAGE LOG
  local reason
  reason=$(grep -E 'Exception|Error' "$2" | head -n 1) || true
  cp "$2" "$state/failed.log"
  stop_all
  fail "$1${reason:+ ($reason)}; its log is $state/failed.log" 1
}

spawn() { # NAME CLASS ARGUMENTS...
  local name=$1
  shift
  # A session of its own: the interrupt key ends the job in the terminal, not the cluster.
  setsid "$spark/bin/spark-class" "$@" >"$state/$name.log" 2>&1 </dev/null &
  remember "$state/$name.pid" "$!"
}

said_url() {
  grep -oE 'spark://[^ ]+:[0-9]+' "$state/master.log" | head -n 1 >"$state/url"
  grep -oE 'http://[^ ]+:[0-9]+' "$state/master.log" | head -n 1 >"$state/ui"
  [[ -s $state/url && -s $state/ui ]]
}

all_registered() {
  [[ $(registered) == "$workers" ]]
}

start() {
  workers=${1:-2}
  [[ $workers =~ ^[1-9][0-9]*$ ]] || fail "Invalid number of workers $workers: expected 1 or more"
  if running; then
    echo "Runs already: $(cat "$state/url")" >&2
    cat "$state/url"
    return
  fi
  stop_all
  find_spark
  make_state
  mkdir -p "$state/work"
  echo "$workers" >"$state/workers"
  rm -f "$state"/*.log

  cat >"$state/log4j2.properties" <<'LOG'
# This script reads the addresses from the log, so the log's form is not left to the machine's configuration.
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss} %-5p %c{1}: %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
LOG
  # Who does not know the secret can neither send work nor be sent any. In files of ours alone: ps shows command lines.
  (
    umask 077
    rm -f "$state/secret" "$state/spark-defaults.conf"
    head -c 32 /dev/urandom | base64 -w 0 | tr -d '/+=' >"$state/secret"
    printf '%s\n' "spark.authenticate true" "spark.authenticate.secret $(<"$state/secret")" "spark.ui.killEnabled false" \
      >"$state/spark-defaults.conf"
  )
  export SPARK_LOCAL_IP=127.0.0.1
  # Executors inherit it; one native thread a task.
  export OMP_NUM_THREADS=1
  export SPARK_DAEMON_MEMORY=512m
  # A file: the option's value must not hold the blanks a path may have.
  export SPARK_CONF_DIR=$state
  # No other port than the one asked for; and an application's copies of the jars go soon after it.
  export SPARK_DAEMON_JAVA_OPTS="-Dspark.port.maxRetries=0"
  export SPARK_WORKER_OPTS="-Dspark.worker.cleanup.enabled=true -Dspark.worker.cleanup.interval=300 -Dspark.worker.cleanup.appDataTtl=600"

  spawn master org.apache.spark.deploy.master.Master \
    --host 127.0.0.1 --port "${GALAXY_VAE_MASTER_PORT:-7077}" --webui-port 0
  await "master" said_url
  local i
  for ((i = 1; i <= workers; i++)); do
    spawn "worker-$i" org.apache.spark.deploy.worker.Worker \
      --host 127.0.0.1 --port 0 --webui-port 0 --work-dir "$state/work" \
      --cores "${GALAXY_VAE_WORKER_CORES:-1}" --memory "${GALAXY_VAE_WORKER_MEMORY:-3g}" "$(cat "$state/url")"
  done
  await "$workers registered workers" all_registered
  echo "Started with $workers workers; web page $(cat "$state/ui"), logs and work in $state" >&2
  cat "$state/url"
}

# Everything that was started is alive.
running() {
  local file
  local -a files=("$state"/*.pid)
  ((${#files[@]} > 1)) && [[ ${#files[@]} == $(($(cat "$state/workers") + 1)) ]] || return 1
  for file in "${files[@]}"; do
    alive "$file" || return 1
  done
}

status() {
  local file name known
  local -a files=("$state"/*.pid)
  if ((${#files[@]} == 0)); then
    echo "No cluster runs (state folder $state)"
    return 1
  fi
  echo "master $(cat "$state/url")"
  for file in "${files[@]}"; do
    name=${file##*/}
    echo "${name%.pid} pid $(pid_of "$file") $(alive "$file" && echo alive || echo gone)"
  done
  known=$(registered) || true
  echo "workers registered ${known:-0} of $(cat "$state/workers")"
  [[ ${known:-0} == "$(cat "$state/workers")" ]] && running
}

stop_all() {
  local -a files=("$state"/*.pid)
  local i
  # The workers first: they end their executors. A master that went first would leave them looking for it.
  for ((i = ${#files[@]} - 1; i >= 0; i--)); do
    end "${files[i]}" "$patience"
  done
  rm -rf "$state/work" "$state/url" "$state/ui" "$state/workers" "$state/secret" "$state/spark-defaults.conf"
}

[[ ${1:-} == -* ]] || find_state cluster GALAXY_VAE_CLUSTER_DIR
# In braces, which bash reads as a whole: it reads on from a file where it was, also from one that was replaced meanwhile.
{
  case ${1:-} in
    start) start "${2:-2}" ;;
    stop) stop_all && echo "Stopped" >&2 ;;
    status) status ;;
    -h | --help) sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" ;;
    *) fail "Invalid command ${1:-(none)}: expected cluster.sh start [WORKERS], stop or status" ;;
  esac
  exit
}
