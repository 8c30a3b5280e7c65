#!/usr/bin/env bash
# Starts the build host: ./build.sh --target=TARGET [--name=value …] [-- …]
# Builds it first when its sources changed; otherwise goes straight to it.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
hosts="$root/artifacts/host"
own_dotnet="$root/artifacts/dotnet"

# Anywhere in this repository is the same place; in another folder the host works on that one.
case "$(pwd -P)/" in
  "$root"/*) cd "$root" ;;
esac

# What the host is made of: checksum, size and name of each file. Contents and not times, so that a fresh checkout over
# kept artifacts still fits, and a file that went back in time does not.
sources() {
  (
    cd "$root"
    find build src build.sh Directory.Build.props Directory.Packages.props global.json \
      \( -name bin -o -name obj \) -prune -o -type f -print0 | xargs -0 cksum | LC_ALL=C sort
  )
}

say() { printf '%s\n' "$*" >&2; }

# Prints the dotnet whose SDK can build the host; fails when there is none.
find_sdk() {
  local candidate
  for candidate in "$own_dotnet/dotnet" "$(command -v dotnet || true)"; do
    if [ -x "$candidate" ] && (cd "$root" && "$candidate" --version >/dev/null 2>&1); then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

install_sdk() {
  local script="$own_dotnet/dotnet-install.sh"
  say "Fetching the .NET SDK into artifacts/dotnet…"
  mkdir -p "$own_dotnet"
  if command -v curl >/dev/null; then
    curl --fail --silent --show-error --location --retry 3 --output "$script" https://dot.net/v1/dotnet-install.sh
  else
    wget --quiet --output-document="$script" https://dot.net/v1/dotnet-install.sh
  fi
  bash "$script" --channel 10.0 --install-dir "$own_dotnet" --no-path >&2
}

require_sdk() {
  find_sdk && return
  if [ "${MOBILEDIST_INSTALL_DOTNET:-}" = 1 ] && install_sdk; then
    find_sdk && return
  fi
  say "The .NET 10 SDK is needed, and it is not here (dotnet: $(command -v dotnet || echo 'not on the PATH'))."
  say "  get it:    https://dotnet.microsoft.com/download/dotnet/10.0"
  say "  or:        MOBILEDIST_INSTALL_DOTNET=1 ./build.sh … fetches it into artifacts/dotnet with Microsoft's install script"
  exit 2
}

# One build at a time: the lock is a file that only one can make, with the number of the process that holds it.
lock="$hosts/build.lock"
take_lock() {
  local owner waited=0
  until (set -o noclobber && echo $$ >"$lock") 2>/dev/null; do
    owner=$(cat "$lock" 2>/dev/null || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -f "$lock" # its holder is gone
      continue
    fi
    waited=$((waited + 1))
    if [ "$waited" -gt 3000 ]; then
      say "Another start has been building the host for ten minutes. If there is none, delete '$lock'."
      exit 1
    fi
    sleep 0.2
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 130' INT TERM
}

is_built() { [ -f "$host/MobileDist.dll" ] && [ "$(cat "$host/host.sources" 2>/dev/null)" = "$wanted" ]; }

# Every state of the sources has a folder of its own: a host that is still running keeps its files.
build_host() {
  local dotnet log="$hosts/build.log" fresh="$host.$$"
  dotnet=$(require_sdk) || exit $?
  say "Building the host…"
  if ! env -u MSBUILDSDKSPATH -u MSBuildSDKsPath -u MSBUILD_EXE_PATH MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    "$dotnet" build "$root/build/Build.csproj" --configuration Release --artifacts-path "$hosts/out" \
    -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:GenerateDocumentationFile=false -p:DebugType=portable --verbosity quiet >"$log" 2>&1; then
    cat "$log" >&2
    say "The host did not build; the compiler's words are above."
    exit 1
  fi
  rm -rf "$fresh" "$host"
  cp -R "$hosts/out/bin/Build/release" "$fresh"
  printf '%s\n' "$wanted" >"$fresh/host.sources"
  printf '%s\n' "$dotnet" >"$fresh/host.dotnet"
  mv "$fresh" "$host"
  # Old states go when nothing can be running in them any more.
  find "$hosts" -mindepth 1 -maxdepth 1 -type d -name 'host-*' ! -path "$host" -mtime +1 -exec rm -rf {} +
}

wanted=$(sources)
host="$hosts/host-$(printf '%s' "$wanted" | cksum | tr ' ' '-')"
if ! is_built; then
  mkdir -p "$hosts"
  take_lock
  is_built || build_host
  rm -f "$lock"
  trap - EXIT INT TERM
fi

dotnet=$(cat "$host/host.dotnet")
[ -x "$dotnet" ] || dotnet=$(require_sdk)
if [ "$dotnet" = "$own_dotnet/dotnet" ]; then
  export DOTNET_ROOT="$own_dotnet" PATH="$own_dotnet:$PATH"
fi
exec "$dotnet" "$host/MobileDist.dll" "$@"
