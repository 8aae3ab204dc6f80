#!/bin/sh
# Makes sure that cargo is there and new enough; prints the folder to put in front of PATH.
set -eu

cd "$(dirname "$0")/.."
wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
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

if ! new_enough; then
	echo "setup: Supple needs Rust $wanted or newer; getting it with rustup" >&2
	command -v rustup >/dev/null 2>&1 || get_rustup || true
	if ! command -v rustup >/dev/null 2>&1; then
		echo "setup: rustup could not be installed. Install Rust as https://rustup.rs says, then run make again." >&2
		exit 1
	fi
	rustup toolchain install stable --profile default >&2
	rustup default stable >&2
	if ! new_enough; then
		echo "setup: cargo is still older than $wanted; run 'rustup update' and then make again." >&2
		exit 1
	fi
fi
dirname "$(command -v cargo)"
