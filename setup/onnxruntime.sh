#!/bin/sh
# Fetches ONNX Runtime from its Python package (pinned version and hash) and places its library in each folder named, in the
# place of another version.
#   setup/onnxruntime.sh FOLDER...
set -eu

cd "$(dirname "$0")/.."
# The newest version without telemetry on Linux: from 1.29.0 on the packages send some. docs/privacy.md tells more, and
# .ci/private fails if the library that is fetched here could open a connection at all.
version=1.28.0
case $(uname -s)-$(uname -m) in
Linux-x86_64) wheel=a166b78ee04f3a37fa1ef82034b6a3ce96d9684e582d4d30b296de83e9998bb5 ;;
Linux-aarch64) wheel=8d66f9ceb29909c70839e4e4fb3435c7b490050d8f162bd5f3aba4ca01ee517f ;;
*)
	echo "setup: there is no pinned ONNX Runtime for $(uname -s) on $(uname -m)." >&2
	echo "setup: see 'Other systems' in docs/from-source.md; set ORT_DYLIB_PATH to a library of version 1.20 or newer." >&2
	exit 1
	;;
esac

kept=runtime/libonnxruntime-$version.so
[ -s "$kept" ] || echo "setup: fetching ONNX Runtime $version"
setup/onnxruntime_wheel.sh "$version" "$wheel" "$kept"
for older in runtime/libonnxruntime-*.so; do
	[ "$older" = "$kept" ] || rm -f "$older" "${older%.so}.licence.txt" "${older%.so}.notices.txt"
done

for folder in "$@"; do
	mkdir -p "$folder"
	cmp -s "$kept" "$folder/libonnxruntime.so" || cp "$kept" "$folder/libonnxruntime.so"
done
