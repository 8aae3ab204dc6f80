#!/bin/sh
# Makes sure that cargo is there and new enough; prints the folder to put in front of PATH. What else the person has, and which
# toolchain is their default, stays as it is.
set -eu

cd "$(dirname "$0")/.."
wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
pinned=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
# What rustup installs comes first: the distribution's own cargo may be there too, and older.
PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

new_enough() {
	have=$(cargo --version 2>/dev/null | cut -d ' ' -f 2 | cut -d - -f 1)
	[ -n "$have" ] && [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ]
}

# The distribution's package where it has one and nothing would be removed for it, else the installer of the Rust project.
get_rustup() {
	as_root=
	[ "$(id -u)" -eq 0 ] || as_root=sudo
	$as_root apt-get update -q >/dev/null 2>&1 || true
	if $as_root apt-get install -y -q --no-remove rustup >/dev/null 2>&1; then
		return
	fi
	installer=$(mktemp)
	python3 -c 'import sys, urllib.request; sys.stdout.buffer.write(urllib.request.urlopen("https://sh.rustup.rs", timeout=60).read())' \
		>"$installer" && sh "$installer" -y --no-modify-path --profile default --default-toolchain none >&2
	rm -f "$installer"
}

# The folder of a toolchain's own programs, if it is there and new enough.
folder_of() (
	cargo=$(rustup which --toolchain "$1" cargo 2>/dev/null) && [ -x "$cargo" ] || exit 1
	PATH="$(dirname "$cargo"):$PATH"
	new_enough && dirname "$cargo"
)

if new_enough; then
	dirname "$(command -v cargo)"
	exit
fi
if ! command -v rustup >/dev/null 2>&1; then
	echo "setup: Supple needs Rust $wanted or newer; getting it with rustup" >&2
	get_rustup || true
	if ! command -v rustup >/dev/null 2>&1; then
		echo "setup: rustup could not be installed. Install Rust as https://rustup.rs says, then run make again." >&2
		exit 1
	fi
fi
# The pinned toolchain; else one that is there; else whatever can be fetched.
folder_of "$pinned" || folder_of stable && exit
echo "setup: getting Rust $pinned" >&2
for toolchain in "$pinned" stable; do
	rustup toolchain install "$toolchain" --profile default >&2 && folder_of "$toolchain" && exit
done
echo "setup: there is no Rust $wanted or newer, and none could be fetched; see https://rustup.rs, then run make again." >&2
exit 1
