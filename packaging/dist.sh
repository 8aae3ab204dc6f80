#!/usr/bin/env bash
# Makes the packages: a .deb, a tarball, the bill of materials and their checksums, in FOLDER.
#   packaging/dist.sh FOLDER [PROGRAM]
# PROGRAM is built as packaging/build.sh does, unless one is named.
# The same sources give the same bytes: see docs/packaging.md.
set -euo pipefail
cd "$(dirname "$0")/.."

out=$(realpath -m "$1") program=${2:-}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
PATH="$(setup/rust.sh):$PATH"
# The time of the sources, which is all that packages know of time.
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC

packaging/tools.sh
[ -n "$program" ] || program=$(packaging/build.sh)
rm -rf "$out"
mkdir -p "$out"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
packaging/stage.sh "$program" "$scratch/staged"

packaging/deb.sh "$scratch/staged" "$version" "$out" >/dev/null

name=supple-$version-$(uname -m)-linux
umask 022
cp -r "$scratch/staged" "$scratch/$name"
cp packaging/README.txt LICENSE-MIT LICENSE-APACHE "$scratch/$name/"
install -m 755 packaging/install.sh "$scratch/$name/install.sh"
tar --create --directory "$scratch" --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
	--mtime="@$SOURCE_DATE_EPOCH" --format=gnu "$name" | gzip -9n >"$out/$name.tar.gz"
cp "$scratch/staged/share/doc/supple/supple.cdx.json" "$out/supple-$version.cdx.json"
(cd "$out" && sha256sum -- *.deb *.tar.gz *.cdx.json >SHA256SUMS)

echo "packages: in $out"
(cd "$out" && du -b -- * | awk '{ printf "%12.1f MB  %s\n", $1 / 1e6, $2 }')
echo "packages: what they install, in bytes"
(cd "$scratch/staged" && find . -type f -printf '%10s  %P\n' | sort -k 2 | awk '
	$2 ~ /man1\// { pages += 1; bytes += $1; next }
	{ print; all += $1 }
	END { printf "%10d  share/man/man1: %d pages\n%10d  all\n", bytes, pages, all + bytes }')
