#!/usr/bin/env bash
# Builds the program as it is handed to others, and prints where it is. The same source and toolchain give the same bytes in whatever
# folder and for whomever it is built: no path of this machine is in it. .ci/reproducible shows that.
#   packaging/build.sh
set -euo pipefail
cd "$(dirname "$0")/.."

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
# A folder of its own: the flags differ from those of `make build`, and cargo would build everything anew at each change.
shipped=$target/shipped
PATH="$(setup/rust.sh):$PATH"
cargo_home=$(realpath -m "${CARGO_HOME:-$HOME/.cargo}")
commit=$(rustc -vV | sed -n 's/^commit-hash: //p')

# Of several that fit the compiler takes the last one.
maps=("$PWD=/supple" "$shipped=/supple/target" "$cargo_home=/cargo" "$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc/$commit")
cargo fetch --quiet --locked
for registry in "$cargo_home"/registry/src/*; do
	# Its name tells which mirror the crates came from.
	maps+=("$registry=/cargo/crates")
done
flags='' c_flags=${CFLAGS:-}
for map in "${maps[@]}"; do
	flags+=${flags:+$'\x1f'}--remap-path-prefix=$map
	# Quoted, since a folder may have a space in its name.
	c_flags+=" $(printf '%q' "-ffile-prefix-map=$map")"
done

# What a person has set in the environment or beside their cargo must not get in.
unset RUSTFLAGS
CARGO_ENCODED_RUSTFLAGS=$flags CFLAGS=$c_flags CC_SHELL_ESCAPED_FLAGS=1 CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$shipped \
	cargo build --release --locked --bin supple >&2
echo "$shipped/release/supple"
