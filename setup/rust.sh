#!/bin/sh
# Makes sure that cargo is there and new enough; prints what to put in front of PATH, if anything.
set -eu

cd "$(dirname "$0")/.."
wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

new_enough() {
	have=$(cargo --version 2>/dev/null | cut -d ' ' -f 2 | cut -d - -f 1)
	[ -n "$have" ] && [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ]
}

if ! new_enough; then
	echo "setup: Supple needs Rust $wanted or newer; getting it with rustup" >&2
	if ! command -v rustup >/dev/null 2>&1; then
		as_root=
		[ "$(id -u)" -eq 0 ] || as_root=sudo
		if ! $as_root apt-get install -y -q rustup >/dev/null 2>&1; then
			echo "setup: this system has no package 'rustup'. Install Rust as https://rustup.rs says, then run make again." >&2
			exit 1
		fi
	fi
	rustup toolchain install stable --profile default >&2
	rustup default stable >&2
	if ! new_enough; then
		echo "setup: cargo is still older than $wanted; run 'rustup update' and then make again." >&2
		exit 1
	fi
fi
dirname "$(command -v cargo)"
