#!/bin/sh
# Installs what packages are made with, on Debian and its relatives, where it is missing.
set -eu

missing=
for tool in dpkg-shlibdeps:dpkg-dev objdump:binutils rsvg-convert:librsvg2-bin "$@"; do
	command -v "${tool%%:*}" >/dev/null 2>&1 || missing="$missing ${tool#*:}"
done
[ -n "$missing" ] || exit 0
as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
echo "packages: installing$missing"
$as_root apt-get update -q >/dev/null
# shellcheck disable=SC2086 # a list of package names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null
