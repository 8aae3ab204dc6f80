#!/bin/sh
# Fetches ONNX Runtime from its Python package (pinned version and hash) and places its library in each folder named.
#   setup/onnxruntime.sh FOLDER...
set -eu

cd "$(dirname "$0")/.."
version=1.31.1
case $(uname -s)-$(uname -m) in
Linux-x86_64)
	platform=manylinux_2_28_x86_64
	wheel=5752bd508126ae7c49894d3b9d2e83f0c3d487319246d04c444b393308d7ad7f
	library=onnxruntime/capi/libonnxruntime.so.$version
	;;
Linux-aarch64)
	platform=manylinux_2_28_aarch64
	wheel=da05378364c44d4407e463982d2bf8d5e4cfea873283757e48beeb41df97b7f3
	library=onnxruntime/capi/libonnxruntime.so.$version
	;;
*)
	echo "setup: there is no pinned ONNX Runtime for $(uname -s) on $(uname -m)." >&2
	echo "setup: see 'Other systems' in README.md; set ORT_DYLIB_PATH to a library of version 1.20 or newer." >&2
	exit 1
	;;
esac

kept=runtime/libonnxruntime-$version.so
if [ ! -s "$kept" ]; then
	echo "setup: fetching ONNX Runtime $version"
	mkdir -p runtime
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	echo "onnxruntime==$version --hash=sha256:$wheel" >"$scratch/requirements.txt"
	# The wheel of one Python version, whatever Python this machine has: only the library inside is wanted.
	python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
		--platform "$platform" --python-version 311 --implementation cp --abi cp311 \
		--dest "$scratch" --requirement "$scratch/requirements.txt"
	python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' \
		"$scratch"/onnxruntime-*.whl "$library" >"$kept.part"
	mv "$kept.part" "$kept"
fi

for folder in "$@"; do
	mkdir -p "$folder"
	cmp -s "$kept" "$folder/libonnxruntime.so" || cp "$kept" "$folder/libonnxruntime.so"
done
