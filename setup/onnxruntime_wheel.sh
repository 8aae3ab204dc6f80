#!/bin/sh
# Fetches one version of ONNX Runtime from its Python package and writes the library in it to FILE.so, its licence to FILE.licence.txt and
# the licences of what it is made of to FILE.notices.txt, unless they are there already.
#   setup/onnxruntime_wheel.sh VERSION WHEEL_SHA256 FILE.so
# The hash is that of this machine's wheel; nothing else is taken out of it, and nothing in it is run.
set -eu

version=$1 wheel=$2 file=$3
licence=${file%.so}.licence.txt notices=${file%.so}.notices.txt
{ [ ! -s "$file" ] || [ ! -s "$licence" ] || [ ! -s "$notices" ]; } || exit 0
machine=$(uname -m)
mkdir -p "$(dirname "$file")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo "onnxruntime==$version --hash=sha256:$wheel" >"$scratch/requirements.txt"
# The wheel of one Python version, whatever Python this machine has: only what lies inside is wanted.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
	--platform "manylinux_2_28_$machine" --python-version 311 --implementation cp --abi cp311 \
	--dest "$scratch" --requirement "$scratch/requirements.txt"
take() {
	python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' \
		"$scratch"/onnxruntime-*.whl "onnxruntime/$1" >"$2.part"
	mv "$2.part" "$2"
}
take LICENSE "$licence"
take ThirdPartyNotices.txt "$notices"
take "capi/libonnxruntime.so.$version" "$file"
