#!/usr/bin/env bash
# Makes a Debian package of what stage.sh laid out, and prints its name.
#   packaging/deb.sh STAGED VERSION FOLDER
# STAGED is left as it is. SOURCE_DATE_EPOCH is the time of the sources.
set -euo pipefail
cd "$(dirname "$0")/.."

staged=$1 version=$2 out=$3
# What a package built here must run on; Ubuntu 24.04 has a newer one.
oldest_glibc=2.36
fail() {
	echo "package: $*" >&2
	exit 1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root
umask 022
mkdir -p "$root/DEBIAN" "$scratch/debian"
chmod 755 "$root"
cp -r "$staged" "$root/usr"
share=$root/usr/share
# Where Debian's own zsh looks, and the texts that every Debian has already.
mkdir -p "$share/zsh/vendor-completions"
mv "$share/zsh/site-functions/_supple" "$share/zsh/vendor-completions/"
rmdir "$share/zsh/site-functions"
rm "$share/doc/supple/LICENSE-APACHE" "$share/doc/supple/LICENSE-MIT"
maintainer="${DEBFULLNAME:-The Supple authors} <${DEBEMAIL:-supple@localhost.localdomain}>"
{
	printf 'supple (%s) stable; urgency=low\n\n  * What has changed for you is in CHANGELOG.md.gz beside this file.\n\n' "$version"
	printf ' -- %s  %s\n' "$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$share/doc/supple/changelog.gz"
mkdir -p "$share/lintian/overrides"
install -m 644 packaging/deb/lintian-overrides "$share/lintian/overrides/supple"
find "$root/usr" -type f -exec chmod u=rwX,go=rX {} +

architecture=$(dpkg --print-architecture)
glibc=$(objdump -T "$root/usr/bin/supple" "$root/usr/lib/supple/libonnxruntime.so" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1)
[ "$(printf 'GLIBC_%s\n%s\n' $oldest_glibc "$glibc" | sort -V | tail -1)" = GLIBC_$oldest_glibc ] ||
	fail "the program needs $glibc, and Debian 12 has only GLIBC_$oldest_glibc: build it on Debian 12"

# What the program and ONNX Runtime are linked to; what each of the two asks for besides is the package's own business.
printf 'Source: supple\n\nPackage: supple\nArchitecture: any\n' >"$scratch/debian/control"
needs=$(cd "$scratch" && dpkg-shlibdeps -O "$root/usr/bin/supple" "$root/usr/lib/supple/libonnxruntime.so" 2>"$scratch/complaints" |
	sed -n 's/^shlibs:Depends=//p')
[ -n "$needs" ] || fail "dpkg-shlibdeps knows nothing: $(cat "$scratch/complaints")"
# Ubuntu 24.04 has this library by another name, and Debian from 13 on.
needs=$(echo "$needs" | sed -E 's/\blibasound2(t64)?( \([^)]*\))/libasound2\2 | libasound2t64\2/')

sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@NEEDS@/$needs/" \
	-e "s/@SIZE@/$(du -sk --apparent-size "$root/usr" | cut -f 1)/" \
	-e "s/@MAINTAINER@/$maintainer/" \
	packaging/deb/control >"$root/DEBIAN/control"
install -m 755 packaging/deb/postrm "$root/DEBIAN/postrm"
(cd "$root" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"

# The same bytes on every machine: no time but the sources', no owner but root, one thread (how many there are shows in xz's output).
find "$root" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$out"
file=$out/supple_${version}_$architecture.deb
dpkg-deb --root-owner-group --threads-max=1 -Zxz -z6 --build "$root" "$file" >/dev/null
echo "$file"
