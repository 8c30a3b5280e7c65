#!/usr/bin/env bash
# Makes the Mach-O files beside it with clang, ld64.lld and llvm-lipo (Debian's clang, lld and llvm, version 14). They are
# committed, so that tests need none of these; run it only to change them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export PATH=/usr/lib/llvm-14/bin:$PATH

target=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >libSystem.tbd <<'EOF'
--- !tapi-tbd
tbd-version: 4
targets: [ arm64-ios, armv7-ios, x86_64-ios-simulator, arm64_32-watchos ]
install-name: '/usr/lib/libSystem.B.dylib'
current-version: 1311
exports:
  - targets: [ arm64-ios, armv7-ios, x86_64-ios-simulator, arm64_32-watchos ]
    symbols: [ _puts, _exit, dyld_stub_binder ]
...
EOF
echo 'extern int puts(const char *); int main(void) { return puts("tiny"); }' >main.c
echo '__attribute__((visibility("default"))) int answer(void) { return 42; }' >answer.c
cat >Info.plist <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>CFBundleIdentifier</key>
	<string>com.example.tiny.embedded</string>
</dict>
</plist>
EOF

compile() { clang -target "$1" -O1 -ffreestanding -c "$2" -o "$3"; }
compile arm64-apple-ios15.0 main.c main.o
compile arm64-apple-ios15.0 answer.c answer.o
compile x86_64-apple-ios15.0-simulator answer.c answer.x64.o
compile armv7-apple-ios9.0 answer.c answer.v7.o
compile arm64_32-apple-watchos6.0 answer.c answer.watch.o

arm64=(ld64.lld -arch arm64 -platform_version ios 15.0 15.0 -no_encryption)
"${arm64[@]}" -no_adhoc_codesign -e _main -o "$target/app.macho" main.o libSystem.tbd
"${arm64[@]}" -adhoc_codesign -e _main -o "$target/linker-signed.macho" main.o libSystem.tbd
"${arm64[@]}" -no_adhoc_codesign -headerpad 0 -e _main -o "$target/no-room.macho" main.o libSystem.tbd
"${arm64[@]}" -no_adhoc_codesign -e _main -sectcreate __TEXT __info_plist Info.plist -o "$target/embedded-info.macho" main.o libSystem.tbd
"${arm64[@]}" -no_adhoc_codesign -dylib -install_name @rpath/libanswer.dylib -o "$target/library.macho" answer.o libSystem.tbd
ld64.lld -arch x86_64 -platform_version ios-simulator 15.0 15.0 -dylib -install_name @rpath/libanswer.dylib -o "$target/x64.macho" answer.x64.o libSystem.tbd
ld64.lld -arch arm64_32 -platform_version watchos 6.0 6.0 -no_adhoc_codesign -dylib -install_name @rpath/libanswer.dylib -o "$target/watch.macho" answer.watch.o libSystem.tbd
cp answer.v7.o "$target/object-armv7.macho"
llvm-lipo -create "$target/library.macho" "$target/x64.macho" -output "$target/fat.macho"
