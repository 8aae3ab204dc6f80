#!/usr/bin/env python3
"""Fetches ONNX Runtime for another system than Linux from its Python package (pinned version and hash), with its licences.

    packaging/runtime.py macos-arm64|windows-x86_64 FOLDER

It prints the library's place. On Linux setup/onnxruntime.sh does it. UNTRIED on the systems themselves; the packages and hashes are real.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# The version of setup/onnxruntime.sh, which says why it is that one.
VERSION = "1.28.0"
# The wheel's platform and hash, the library in it, and what it is called here.
SYSTEMS = {
    "macos-arm64": (
        "macosx_14_0_arm64", "f5c5daabd28aad610f83fdcf32acec8fb57e6adc6c6a39fe2a3c755db957b410",
        f"libonnxruntime.{VERSION}.dylib", f"libonnxruntime-{VERSION}.dylib",
    ),
    "windows-x86_64": (
        "win_amd64", "0d650aeee29368414367b65529e90afe4bf1bab76254789063b8b2f7ea3013c8",
        "onnxruntime.dll", f"onnxruntime-{VERSION}.dll",
    ),
}


def main(arguments):
    system, folder = arguments[0], Path(arguments[1])
    platform, wheel, inside, name = SYSTEMS[system]
    library = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "requirements.txt"
        wanted.write_text(f"onnxruntime=={VERSION} --hash=sha256:{wheel}\n")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
                   "--only-binary=:all:", "--platform", platform, "--python-version", "311", "--implementation", "cp", "--abi", "cp311",
                   "--dest", scratch, "--requirement", wanted]
        subprocess.run(command, check=True)
        with zipfile.ZipFile(next(Path(scratch).glob("*.whl"))) as package:
            for member, place in [
                (f"capi/{inside}", library),
                ("LICENSE", library.with_suffix(".licence.txt")),
                ("ThirdPartyNotices.txt", library.with_suffix(".notices.txt")),
            ]:
                place.write_bytes(package.read(f"onnxruntime/{member}"))
    print(library)


if __name__ == "__main__":
    main(sys.argv[1:])
