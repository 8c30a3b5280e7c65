#!/usr/bin/env bash
# Installs the programs of node-tools/package.json into artifacts/node-tools. What is there already stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

pins=tests/node-tools/package.json
target=artifacts/node-tools

if cmp --silent "$pins" "$target/package.json" && [[ -f $target/node_modules/.package-lock.json ]]; then
  echo "node tools: all are in $target"
  exit 0
fi
if ! command -v npm >/dev/null; then
  echo "fetch-node-tools.sh: npm is not on the PATH." >&2
  exit 1
fi

rm -rf "$target"
mkdir -p "$target"
cp "$pins" "$target/package.json"
# No script of a package is run. Once more after a failure, for a registry that hiccups.
get() { npm install --prefix "$target" --ignore-scripts --no-audit --no-fund --no-package-lock --silent; }
get || get || { rm -f "$target/package.json"; exit 1; }
echo "node tools: installed into $target"
