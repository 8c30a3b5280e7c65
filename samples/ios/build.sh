#!/usr/bin/env bash
# Builds the sample into out/Sample-unsigned.ipa with Debian's packages only; same tool versions, same bytes.
#   apt-get install clang lld llvm zip python3
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Time stamps in a zip have no zone and start in 1980. All of them are this one.
export TZ=UTC LC_ALL=C
stamp=198001010000.00

# Debian puts the Mach-O linker beside clang's other programs only.
for folder in /usr/lib/llvm-*/bin; do
  [[ -d $folder ]] && PATH=$PATH:$folder
done
missing=()
for tool in clang ld64.lld zip python3; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if ((${#missing[@]})); then
  echo "build.sh: not here: ${missing[*]}. On Debian or Ubuntu: apt-get install clang lld llvm zip python3" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compile() { # source, object
  clang -target arm64-apple-ios15.0 -O2 -Wall -Wextra -Wno-unused-parameter -Werror -ffreestanding -ffile-prefix-map="$PWD"=. -c "$1" -o "$work/$2"
}
# Unsigned, as Xcode's archive is with CODE_SIGNING_ALLOWED=NO. The header keeps room for the command that a signature needs.
link() {
  ld64.lld -arch arm64 -platform_version ios 15.0 15.0 -no_adhoc_codesign -headerpad 0x100 "$@"
}

echo "framework"
app=$work/Payload/Sample.app kit=$app/Frameworks/SampleKit.framework share=$app/PlugIns/Share.appex
mkdir -p "$kit" "$share"
compile SampleKit/SampleKit.c kit.o
link -dylib -application_extension -install_name @rpath/SampleKit.framework/SampleKit -o "$kit/SampleKit" "$work/kit.o" sdk/libSystem.tbd

echo "app"
compile App/main.m main.o
link -e _main -rpath @executable_path/Frameworks -o "$app/Sample" "$work/main.o" "$kit/SampleKit" sdk/*.tbd

echo "extension"
compile Share/ShareController.m share.o
link -e _NSExtensionMain -application_extension -rpath @executable_path/../../Frameworks -o "$share/Share" "$work/share.o" "$kit/SampleKit" sdk/*.tbd

echo "resources"
cp App/*.png "$app"
cp -R App/*.lproj "$app"
printf 'APPL????' > "$app/PkgInfo"
python3 - App/Info.plist "$app" SampleKit/Info.plist "$kit" Share/Info.plist "$share" <<'PY'
import pathlib, plistlib, sys
for source, folder in zip(sys.argv[1::2], sys.argv[2::2]):
    # Xcode writes them binary.
    binary = plistlib.dumps(plistlib.loads(pathlib.Path(source).read_bytes()), fmt=plistlib.FMT_BINARY)
    pathlib.Path(folder, "Info.plist").write_bytes(binary)
PY

echo "package"
cd "$work"
find Payload -type f -exec chmod 644 {} +
chmod 755 "$app/Sample" "$kit/SampleKit" "$share/Share"
find Payload -exec touch -t "$stamp" {} +
find Payload -type f | LC_ALL=C sort | zip -q -X -9 Sample-unsigned.ipa -@
cd - >/dev/null
mkdir -p out
mv "$work/Sample-unsigned.ipa" out/Sample-unsigned.ipa
echo "out/Sample-unsigned.ipa: $(wc -c < out/Sample-unsigned.ipa) bytes"
