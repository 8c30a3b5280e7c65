#!/usr/bin/env bash
# Gets the files of a list (file name here, npm package@version, path in it, SHA-256; more columns are the tests' own) into
# a folder. What is there already, with the right digest, stays.
# usage: fetch-npm-files.sh LIST FOLDER, both from the repository's root
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

list=$1
target=$2
mkdir -p "$target"

digest() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

rows() { grep -v '^#' "$list"; }

missing=() # npm packages of which a file is not here yet
while IFS=$'\t' read -r name source path sha _; do
  if [[ ! -f $target/$name || $(digest "$target/$name") != "$sha" ]]; then
    [[ " ${missing[*]-} " == *" $source "* ]] || missing+=("$source")
  fi
done < <(rows)

if ((${#missing[@]} == 0)); then
  echo "real files: all $(rows | wc -l | tr -d ' ') are in $target"
  exit 0
fi
if ! command -v npm >/dev/null; then
  echo "fetch-npm-files.sh: npm is not on the PATH; it is what gets: ${missing[*]}" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for wanted in "${missing[@]}"; do
  echo "real files: $wanted"
  rm -rf "$work/pack" && mkdir "$work/pack"
  # Nothing of a package is run: pack only downloads it. Once more after a failure, for a registry that hiccups.
  npm pack "$wanted" --silent --ignore-scripts --pack-destination "$work/pack" >/dev/null ||
    npm pack "$wanted" --silent --ignore-scripts --pack-destination "$work/pack" >/dev/null
  while IFS=$'\t' read -r name source path sha _; do
    [[ $source == "$wanted" ]] || continue
    tar -xzOf "$work"/pack/*.tgz "$path" >"$work/$name"
    got=$(digest "$work/$name")
    if [[ $got != "$sha" ]]; then
      echo "fetch-npm-files.sh: '$path' of $source has the SHA-256 $got, and not $sha as $list says." >&2
      exit 1
    fi
    mv "$work/$name" "$target/$name"
  done < <(rows)
done
