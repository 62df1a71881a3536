"""Compare the committed output with what the specification gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from codegen.generate import generate
from codegen.locations import GENERATED


def differences(generated: Path = GENERATED) -> list[str]:
    """Generated files that are missing, left over, or not as they would be generated now.

    Args:
        generated: Folder with the output to look at.
    """
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "generated"
        generate(fresh)
        expected, present = _files(fresh), _files(generated)
    return [
        f"{generated.name}/{name}: {_fault(expected.get(name), present.get(name))}; run `make generate`"
        for name in sorted(expected.keys() | present.keys())
        if expected.get(name) != present.get(name)
    ]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _fault(expected: bytes | None, present: bytes | None) -> str:
    if present is None:
        return "is missing"
    return "is not generated" if expected is None else "is stale or was edited by hand"
