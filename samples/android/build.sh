#!/usr/bin/env bash
# Builds the sample into out/app-release-unsigned.apk and out/app-release-unsigned.aab with Debian's packages only; same tool
# versions, same bytes.
#   apt-get install aapt zipalign libsmali-java android-framework-res clang lld zip unzip
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Time stamps in a zip have no zone and start in 1980. All of them are this one.
export TZ=UTC LC_ALL=C
stamp=198001010000.00

framework=${ANDROID_FRAMEWORK:-/usr/share/android-framework-res/framework-res.apk}
missing=()
for tool in aapt2 clang ld.lld smali unzip zip zipalign; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
[[ -f $framework ]] || missing+=("$framework")
if ((${#missing[@]})); then
  echo "build.sh: not here: ${missing[*]}. On Debian or Ubuntu: apt-get install aapt zipalign libsmali-java android-framework-res clang lld zip unzip" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "resources"
aapt2 compile --no-crunch --dir res -o "$work/resources.zip"
aapt2 link --manifest AndroidManifest.xml -I "$framework" --stable-ids stable-ids.txt -o "$work/app.apk" "$work/resources.zip"

echo "dex"
smali assemble --api 21 -o "$work/classes.dex" smali

# 16 KiB pages for the 64-bit libraries, as Android 15 and Google Play ask; 32-bit ones stay at 4 KiB.
# Both hash tables, because Android knows the GNU one only from 6.0 on.
library() { # ABI, target, page size
  echo "native library for $1"
  mkdir -p "$work/lib/$1"
  clang --target="$2" -DABI="\"$1\"" -O2 -Wall -Wextra -Werror -fPIC -fvisibility=hidden -shared -nostdlib -fuse-ld=lld -ffile-prefix-map="$PWD"=. \
    -Wl,-soname,libsample.so -Wl,--build-id=none -Wl,--hash-style=both -Wl,-z,max-page-size="$3" -Wl,--strip-all \
    -o "$work/lib/$1/libsample.so" native/sample.c
}
library arm64-v8a aarch64-linux-android21 16384
library armeabi-v7a armv7a-linux-androideabi21 4096
library x86_64 x86_64-linux-android21 16384

echo "package"
cd "$work"
find classes.dex lib -exec touch -t "$stamp" {} +
zip -q -X -9 app.apk classes.dex
# Stored, because the manifest says extractNativeLibs="false": Android maps them straight out of the package.
zip -q -X -0 app.apk lib/arm64-v8a/libsample.so lib/armeabi-v7a/libsample.so lib/x86_64/libsample.so
zipalign -f -p 4 app.apk app-release-unsigned.apk
zipalign -c -p 4 app-release-unsigned.apk
cd - >/dev/null

# A module of a bundle is what aapt2 links in the protobuf form, in other folders.
module() { # name, manifest, more arguments for aapt2
  aapt2 link --proto-format --manifest "$2" -I "$framework" -o "$work/$1.apk" "${@:3}"
  mkdir -p "$work/bundle/$1/manifest"
  unzip -q "$work/$1.apk" -d "$work/bundle/$1"
  mv "$work/bundle/$1/AndroidManifest.xml" "$work/bundle/$1/manifest/"
}
echo "bundle"
module base AndroidManifest.xml --stable-ids stable-ids.txt "$work/resources.zip"
module guide modules/guide/AndroidManifest.xml
module levels modules/levels/AndroidManifest.xml
cp -R modules/levels/assets "$work/bundle/levels/"
mkdir -p "$work/bundle/base/dex"
cp "$work/classes.dex" "$work/bundle/base/dex/"
cp -R "$work/lib" "$work/bundle/base/"
# BundleConfig { bundletool { version: "1.18.1" } }
printf '\012\010\022\0061.18.1' > "$work/bundle/BundleConfig.pb"
cd "$work/bundle"
find . -exec touch -t "$stamp" {} +
find . -type f | sed 's|^\./||' | sort | zip -q -X -9 "$work/app-release-unsigned.aab" -@
cd - >/dev/null

mkdir -p out
for package in app-release-unsigned.apk app-release-unsigned.aab; do
  mv "$work/$package" "out/$package"
  echo "out/$package: $(wc -c < "out/$package") bytes"
done
