#!/usr/bin/env python3
"""Writes a bill of materials (CycloneDX 1.5, JSON) of what is in the packages: every crate, and what is no crate, each with licence and
hash.

    packaging/sbom.py PROGRAM LIBRARY

A crate's hash is that of its archive on crates.io, as Cargo.lock has it. What builds the program and isn't in it has the scope
`excluded`. The same sources and program give the same bytes: the time is SOURCE_DATE_EPOCH. .ci/package checks the result against
CycloneDX's own schema.
"""

import json
import os
import re
import sys
import uuid
from datetime import UTC, datetime

from contents import everything, sha256

# Names of bills of this program, each made from what it holds.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://crates.io/crates/supple")


def licence(expression):
    """An expression, or one licence by its id."""
    if re.fullmatch(r"[\w.+-]+", expression):
        return [{"license": {"id": expression}}]
    return [{"expression": expression}]


def hashes(value):
    return [{"alg": "SHA-256", "content": value}]


def of_crate(crate):
    component = {
        "type": "library",
        "bom-ref": crate.id,
        "name": crate.name,
        "version": crate.version,
        "scope": "required" if crate.linked else "excluded",
        "hashes": hashes(crate.sha256),
        "licenses": licence(crate.licence),
        "purl": crate.id,
    }
    if crate.authors:
        component["author"] = ", ".join(crate.authors)
    if crate.description:
        component["description"] = " ".join(crate.description.split())
    return component


def of_part(part):
    component = {
        "type": part.kind,
        "bom-ref": part.id,
        "name": part.name,
        "version": part.version,
        "description": part.description,
        "scope": "required",
        "licenses": licence(part.licence),
        "copyright": part.copyright,
    }
    if not part.version:
        del component["version"]
    if part.purl:
        component["purl"] = part.purl
    if len(part.files) == 1:
        component["hashes"] = hashes(sha256(part.files[0]))
    elif part.files:
        component["components"] = [
            {"type": "file", "bom-ref": f"{part.id}#{file.parent.name}/{file.name}", "name": file.name, "hashes": hashes(sha256(file))}
            for file in part.files
        ]
    return component


def bill(program, crates, parts, binary, time):
    main = {
        "type": "application",
        "bom-ref": program.id,
        "name": program.name,
        "version": program.version,
        "description": program.description,
        "licenses": licence(program.licence),
        "hashes": hashes(sha256(binary)),
    }
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": main,
        },
        "components": [of_crate(crate) for crate in crates] + [of_part(part) for part in parts],
        "dependencies": [{"ref": program.id, "dependsOn": sorted({*program.needs, *(part.id for part in parts)})}]
        + [{"ref": crate.id, "dependsOn": crate.needs} for crate in crates]
        + [{"ref": part.id} for part in parts],
    }
    document["serialNumber"] = f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps(document, sort_keys=True))}"
    return document


def main(arguments):
    binary, library = arguments
    document = bill(*everything(library), binary, int(os.environ["SOURCE_DATE_EPOCH"]))
    json.dump(document, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
