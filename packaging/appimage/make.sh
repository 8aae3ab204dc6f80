#!/usr/bin/env bash
# UNTRIED. Makes an AppImage of the tarball that `make dist` has written, with the `appimagetool` that is in PATH.
#   packaging/appimage/make.sh TARBALL OUT.AppImage
# One file that runs where the tarball does: the system's C library, ALSA, X11 and Wayland stay the system's own, as AppImage advises.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tarball=$(realpath "$1") out=$(realpath -m "$2")
id=coach.supple.Supple

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
folder=$scratch/Supple.AppDir
mkdir "$folder"
mkdir "$folder/usr"
tar -x -C "$folder/usr" --strip-components=1 -f "$tarball"
rm "$folder/usr/install.sh" "$folder/usr/README.txt"
install -m 755 "$here/AppRun" "$folder/AppRun"
cp "$folder/usr/share/applications/$id.desktop" "$folder/$id.desktop"
cp "$folder/usr/share/icons/hicolor/scalable/apps/$id.svg" "$folder/$id.svg"
cp "$folder/usr/share/icons/hicolor/256x256/apps/$id.png" "$folder/.DirIcon"
# By this name AppImage's own tools look for it.
mv "$folder/usr/share/metainfo/$id.metainfo.xml" "$folder/usr/share/metainfo/$id.appdata.xml"
ARCH=$(uname -m) appimagetool --no-appstream "$folder" "$out"
