#!/usr/bin/env bash
# UNTRIED. Makes Supple.app, signed with the hardened runtime, and packs it: on a Mac, with rsvg-convert (brew install librsvg).
#   packaging/macos/bundle.sh PROGRAM OUT.zip
# With SIGNING_IDENTITY (a Developer ID) it is signed for others; without, only as it must be to start on this Mac, and others have to
# allow it in their settings. Notarising is the release's business (`xcrun notarytool submit OUT.zip`).
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$1 out=$2
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
library=$(python3 packaging/runtime.py macos-arm64 runtime)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
contents=$scratch/Supple.app/Contents
mkdir -p "$contents/MacOS" "$contents/Frameworks" "$contents/Resources/licences"
install -m 755 "$program" "$contents/MacOS/supple"
# Where src/device/onnx/runtime.rs looks for it in a bundle.
install -m 644 "$library" "$contents/Frameworks/libonnxruntime.dylib"
sed "s/@VERSION@/$version/" packaging/macos/Info.plist >"$contents/Info.plist"
icons=$scratch/Supple.iconset
mkdir "$icons"
for size in 16 32 128 256 512; do
	rsvg-convert -w $size -h $size packaging/coach.supple.Supple.svg -o "$icons/icon_${size}x$size.png"
	rsvg-convert -w $((2 * size)) -h $((2 * size)) packaging/coach.supple.Supple.svg -o "$icons/icon_${size}x$size@2x.png"
done
iconutil --convert icns --output "$contents/Resources/Supple.icns" "$icons"
python3 packaging/licences.py "$contents/Resources/licences" "$library"
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
python3 packaging/sbom.py "$program" "$library" >"$contents/Resources/supple.cdx.json"

entitlements=packaging/macos/entitlements.plist
[ -n "${SIGNING_IDENTITY:-}" ] || entitlements=packaging/macos/entitlements-unsigned.plist
# From the inside out; the library needs no entitlement.
codesign --force --timestamp --options runtime --sign "${SIGNING_IDENTITY:--}" "$contents/Frameworks/libonnxruntime.dylib"
codesign --force --timestamp --options runtime --entitlements "$entitlements" --sign "${SIGNING_IDENTITY:--}" "$scratch/Supple.app"
codesign --verify --strict --deep "$scratch/Supple.app"
ditto -c -k --keepParent "$scratch/Supple.app" "$out"
