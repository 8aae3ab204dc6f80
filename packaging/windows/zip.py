#!/usr/bin/env python3
"""UNTRIED. Packs the program for Windows: a folder to unpack anywhere, with ONNX Runtime beside the program, where it looks first.

    python packaging/windows/zip.py target/release/supple.exe OUT.zip
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTE = """Supple, a stretch coach for sore backs

Start supple.exe, or `supple doctor` in a terminal, which says what works on this machine and what to do about what doesn't.
onnxruntime.dll must stay beside it. Windows asks whether it may use the camera (Settings, Privacy, Camera, desktop programs).

ffmpeg, if it is installed (winget install ffmpeg), decodes video files; the camera and pictures need none.

What you do is remembered in your own folder for programs' data; deleting this folder leaves it there.

Pain-free only: stop when something hurts, and see a health professional first with an injury. This is not medical advice.
"""


def main(arguments):
    program, out = map(Path, arguments)
    scripts = ROOT / "packaging"
    library = subprocess.run(
        [sys.executable, scripts / "runtime.py", "windows-x86_64", ROOT / "runtime"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()
    with tempfile.TemporaryDirectory() as scratch:
        licences = Path(scratch) / "licences"
        licences.mkdir()
        subprocess.run([sys.executable, scripts / "licences.py", licences, library], check=True)
        bill = subprocess.run([sys.executable, scripts / "sbom.py", program, library], stdout=subprocess.PIPE, check=True).stdout
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.write(program, "Supple/supple.exe")
            package.write(library, "Supple/onnxruntime.dll")
            package.writestr("Supple/README.txt", NOTE)
            package.writestr("Supple/supple.cdx.json", bill)
            for file in sorted(licences.iterdir()):
                package.write(file, f"Supple/licences/{file.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
