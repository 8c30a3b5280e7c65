#!/usr/bin/env bash
# Gets the files of real-apks.tsv into artifacts/real-apks/.
exec "$(dirname "${BASH_SOURCE[0]}")"/fetch-npm-files.sh tests/real-apks.tsv artifacts/real-apks
