#!/usr/bin/env bash
# One night, for cron:
#
#   30 2 * * * GALAXY_VAE_WORKSPACE=/data/survey GALAXY_VAE_CONFIG=/data/nightly.yaml /opt/galaxy-vae-0.1.0/submit/nightly.sh
#
# Runs galaxy-vae nightly, then writes status for Prometheus; ends with the exit code of nightly, also where status fails.
# Two nights never write at once: galaxy-vae locks the workspace. Arguments are passed on to nightly: nightly.sh --dry-run
#
# Environment:
#   GALAXY_VAE_WORKSPACE    required: directory or URI
#   GALAXY_VAE_CONFIG       YAML file; without it the defaults, which ingest nothing
#   GALAXY_VAE_MASTER       local[*] (default), spark://host:port, yarn
#   GALAXY_VAE_WAIT         seconds to wait for another command that writes; default: nightly.lock_wait_s
#   GALAXY_VAE_LOGS         folder of logs, default ~/galaxy-vae-logs: night-DATE.log, night-DATE.json
#   GALAXY_VAE_LOG_DAYS     logs older than that go, default 30
#   GALAXY_VAE_PROMETHEUS   file for node_exporter's textfile collector, such as /var/lib/node_exporter/galaxy_vae.prom
#   and what submit/galaxy-vae reads, such as JAVA_HOME, SPARK_HOME, GALAXY_VAE_SUBMIT_OPTIONS
set -uo pipefail

# cron gives /usr/bin:/bin at most
export PATH=${PATH:+$PATH:}/usr/local/bin:/usr/bin:/bin

fail() {
  echo "$1" >&2
  exit 2
}

case ${1:-} in
  -h | --help)
    sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
    exit 0
    ;;
esac

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
workspace=${GALAXY_VAE_WORKSPACE:-}
[[ -n $workspace ]] || fail "Cannot run a night: GALAXY_VAE_WORKSPACE is not set, expected a directory or URI"
days=${GALAXY_VAE_LOG_DAYS:-30}
[[ $days =~ ^[0-9]+$ ]] || fail "Invalid GALAXY_VAE_LOG_DAYS $days: expected a number of days such as 30"
logs=${GALAXY_VAE_LOGS:-${HOME:-/var/tmp}/galaxy-vae-logs}
mkdir -p "$logs" || fail "Cannot write GALAXY_VAE_LOGS $logs: expected a folder"

log=$logs/night-$(date +%Y-%m-%d)
common=(--workspace "$workspace")
[[ -z ${GALAXY_VAE_CONFIG:-} ]] || common+=(--config "$GALAXY_VAE_CONFIG")
[[ -z ${GALAXY_VAE_MASTER:-} ]] || common+=(--master "$GALAXY_VAE_MASTER")
wait=()
[[ -z ${GALAXY_VAE_WAIT:-} ]] || wait=(--wait "$GALAXY_VAE_WAIT")

echo "$(date -Is) nightly $workspace" >>"$log.log" || fail "Cannot write $log.log"
"$here/galaxy-vae" nightly "${common[@]}" "${wait[@]}" --json "$@" >>"$log.json" 2>>"$log.log"
code=$?
echo "$(date -Is) exit code $code" >>"$log.log"

if [[ -n ${GALAXY_VAE_PROMETHEUS:-} ]]; then
  # A small local session: status reads metadata.
  common=(--workspace "$workspace")
  [[ -z ${GALAXY_VAE_CONFIG:-} ]] || common+=(--config "$GALAXY_VAE_CONFIG")
  "$here/galaxy-vae" status "${common[@]}" --prometheus --out "$GALAXY_VAE_PROMETHEUS" >>"$log.log" 2>&1 ||
    echo "$(date -Is) status failed" >>"$log.log"
fi

find "$logs" -maxdepth 1 -type f -name 'night-????-??-??.*' -mtime "+$days" -delete

# cron mails what a job prints: silence is a good night.
if ((code != 0)); then
  echo "galaxy-vae nightly of $workspace ended with exit code $code; the end of $log.log:" >&2
  tail -n 20 "$log.log" >&2
fi
exit "$code"
