#!/usr/bin/env bash
# Gets the files of real-machos.tsv into artifacts/real-machos/.
exec "$(dirname "${BASH_SOURCE[0]}")"/fetch-npm-files.sh tests/real-machos.tsv artifacts/real-machos
