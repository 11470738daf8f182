#!/usr/bin/env bash
# The whole pipeline on simulated galaxies, into ./demo: images, training, scores, and a contact sheet of the oddest.
#
# Environment: DEMO_COUNT, the number of galaxies, default 2000; and what submit/galaxy-vae reads.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
count=${DEMO_COUNT:-2000}
out=$PWD/demo
marker=$out/.galaxy-vae-demo
config=$here/conf/demo.yaml

if [[ ! $count =~ ^[1-9][0-9]*$ ]]; then
  echo "Invalid DEMO_COUNT $count: expected a number of galaxies such as 2000" >&2
  exit 2
fi
# Only a folder that an earlier demonstration made is removed.
if [[ -e $out && ! -e $marker ]]; then
  echo "Cannot write $out: it exists and is not of a demonstration, move it away" >&2
  exit 2
fi

run() {
  {
    printf '\n$'
    printf ' %q' "$@"
    echo
  } >&2
  "$@"
}

if [[ ! -d $here/lib/spark ]] && ! compgen -G "$here/target/galaxy-vae-*/lib/spark/jars" >/dev/null; then
  (cd "$here" && run mvn -B -q -DskipTests package)
fi

rm -rf "$out"
mkdir -p "$out"
touch "$marker"

galaxy_vae() {
  run "$here/submit/galaxy-vae" "$@" --config "$config"
}
galaxy_vae simulate --count "$count" --out "$out/survey" --size 424
galaxy_vae ingest --workspace "$out/workspace" --images "$out/survey/images" --catalog "$out/survey/catalog.csv"
galaxy_vae train --workspace "$out/workspace"
galaxy_vae score --workspace "$out/workspace"
galaxy_vae top --workspace "$out/workspace" --count 100 --label-column anomaly --out "$out/top"

printf '\nDone in %d min %02d s. The 100 oddest galaxies, oddest first:\n' $((SECONDS / 60)) $((SECONDS % 60))
ls "$out"/top/*.png
