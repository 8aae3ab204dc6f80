#!/bin/sh
# Installs the system packages that are missing, on Debian and its relatives.
set -eu

# ALSA's headers bring its library, which is called otherwise on newer systems.
build='gcc libc6-dev pkg-config libclang-dev libasound2-dev python3 python3-pip'
run='libstdc++6 libx11-6 libxcursor1 libxkbcommon0 ffmpeg'
# Speaks the words of a person's own stretches; without it they are a chime, and on the screen.
liked='espeak-ng'
wanted="$build $run $liked"

if ! command -v dpkg-query >/dev/null 2>&1; then
	echo "setup: this isn't a Debian-like system; see 'Other systems' in docs/from-source.md for what to install." >&2
	exit 0
fi

missing=
for package in $wanted; do
	state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$state" = installed ] || missing="$missing $package"
done
# pip and the C library's headers may come from elsewhere than the distribution; what counts is that they work.
if python3 -m pip --version >/dev/null 2>&1; then
	missing=$(echo " $missing " | sed 's/ python3-pip / /; s/ python3 / /')
fi
missing=$(echo "$missing" | xargs)
[ -n "$missing" ] || exit 0
needed=$(echo " $missing " | sed "s/ $liked / /" | xargs)

as_root=
if [ "$(id -u)" -ne 0 ]; then
	# What can be done without isn't worth asking for a password.
	[ -n "$needed" ] || exit 0
	if ! command -v sudo >/dev/null 2>&1; then
		echo "setup: these packages are missing, and there is no sudo to install them with." >&2
		echo "setup: as root, run:  apt-get install $missing" >&2
		exit 1
	fi
	as_root=sudo
fi
install() {
	echo "setup: installing $missing"
	$as_root apt-get update -q >/dev/null &&
		# shellcheck disable=SC2086 # a list of package names
		$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null
}
if ! install; then
	# What is liked may be what isn't there.
	if [ -n "$needed" ]; then
		missing=$needed
		install || exit 1
	fi
	echo "setup: $liked can't be installed; what only it could speak is a chime" >&2
fi
