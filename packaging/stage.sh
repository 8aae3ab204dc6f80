#!/usr/bin/env bash
# Lays out what is installed below FOLDER, as it lies below /usr: the program, ONNX Runtime in a folder of its own, and what desktops,
# shells and man look for. The packages are made of it, each adding what it alone needs.
#   packaging/stage.sh PROGRAM FOLDER
# SOURCE_DATE_EPOCH is the time of the sources. The same program gives the same files.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$1 folder=$2
id=coach.supple.Supple
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
library=$(ls runtime/libonnxruntime-*.so)
share=$folder/share doc=$folder/share/doc/supple
umask 022

install -D -m 755 "$program" "$folder/bin/supple"
install -D -m 644 "$library" "$folder/lib/supple/libonnxruntime.so"

# The program knows its own commands best. It neither reads nor keeps anything of whoever makes the package.
SUPPLE_CONFIG=/nonexistent SUPPLE_DATA=/nonexistent "$program" manual "$share" >/dev/null
gzip -9n "$share"/man/man1/*.1
chmod -R u=rwX,go=rX "$share"

install -D -m 644 "packaging/$id.desktop" "$share/applications/$id.desktop"
mkdir -p "$share/metainfo"
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)/" "packaging/$id.metainfo.xml" \
	>"$share/metainfo/$id.metainfo.xml"
install -D -m 644 "packaging/$id.svg" "$share/icons/hicolor/scalable/apps/$id.svg"
for size in 16 24 32 48 64 128 256 512; do
	icons=$share/icons/hicolor/${size}x$size/apps
	mkdir -p "$icons"
	rsvg-convert -w $size -h $size "packaging/$id.svg" -o "$icons/$id.png"
done

mkdir -p "$doc"
python3 packaging/licences.py "$doc" "$library"
python3 packaging/sbom.py "$program" "$library" >"$doc/supple.cdx.json"
gzip -9nc CHANGELOG.md >"$doc/CHANGELOG.md.gz"
