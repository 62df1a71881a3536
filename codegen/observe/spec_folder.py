"""The files of a specification while they are edited."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import define
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from codegen.documents import Json, JsonObject, SpecError, as_object, as_text
from codegen.locations import EXAMPLES
from codegen.observe.yaml_layout import dump, laid_out, load, merged, plain, unfold
from codegen.yaml_files import read

_NO_SCHEMAS = ("paths.yaml", "parameters.yaml", "responses.yaml", "openapi.yaml")

Step = str | int
Where = Sequence[Step]


@define
class _File:
    text: str
    document: CommentedMap
    line_end: str


class SpecFolder:
    """The files of a specification.

    Callers use bare names of schemas as references; in the files they are paths.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._files: dict[Path, _File] = {}
        files = [file for file in sorted(self.root.rglob("*.yaml")) if file.name not in _NO_SCHEMAS]
        files = [file for file in files if EXAMPLES not in file.relative_to(self.root).parts]
        self._homes = {name: file for file in files for name in as_object(read(file), str(file))}

    def home(self, schema: str) -> Path:
        """Return the file of a schema."""
        return self._homes[schema]

    def paths_file(self, path: str) -> Path:
        """Return the file with the operations of a path."""
        entry = as_object(self.value(self.root / "openapi.yaml", ("paths", path)), path)
        return (self.root / as_text(entry["$ref"], path).partition("#")[0]).resolve()

    def has(self, file: Path, where: Where) -> bool:
        """Whether there is a part at a place."""
        try:
            self._at(file, where)
        except SpecError:
            return False
        return True

    def value(self, file: Path, where: Where) -> Json:
        """Return a part of a file.

        Raises:
            SpecError: There is none.
        """
        return plain(self._at(file, where))

    def set(self, file: Path, where: Where, key: str, value: Json, *, after: Sequence[str] = ()) -> None:
        """Set an entry of a mapping.

        Args:
            file: The file.
            where: Place of the mapping.
            key: Name of the entry.
            value: Its value, with bare names of schemas as references.
            after: Names that a new entry goes after, behind the last that is there; otherwise it goes to the end.
        """
        mapping = self._mapping(file, where)
        part = self._part(file, where, key, value)
        if key in mapping:
            mapping[key] = part
        else:
            present = [place for place, name in enumerate(mapping) if name in after]
            mapping.insert(present[-1] + 1 if present else len(mapping), key, part)

    def append(self, file: Path, where: Where, value: Json) -> None:
        """Add an item to a list."""
        items = self._at(file, where)
        if not isinstance(items, CommentedSeq):
            raise SpecError(f"{file}: {'/'.join(map(str, where))} is not a list")
        items.append(laid_out("", value, _column(where)))

    def remove(self, file: Path, where: Where, key: str) -> None:
        """Remove an entry of a mapping."""
        del self._mapping(file, where)[key]

    def change(self, file: Path, where: Where, new: JsonObject) -> None:
        """Change the entries of a mapping that differ from a new value, which has bare names as references."""
        old = as_object(bare(self.value(file, where)), str(file))
        mapping = self._mapping(file, where)
        gone = [key for key in old if key not in new]
        place = list(old).index(gone[0]) if gone else len(old)
        for key in gone:
            del mapping[key]
        for number, key in enumerate(key for key in new if key not in old):
            mapping.insert(place + number, key, self._part(file, where, key, new[key]))
        for key in [key for key in old if key in new and new[key] != old[key]]:
            self.set(file, where, key, new[key])
        if where and isinstance(parent := self._at(file, where[:-1]), CommentedMap):
            unfold(parent, str(where[-1]), _column(where[:-1]))

    def add_schema(self, name: str, schema: JsonObject, file: Path, after: str | None) -> None:
        """Write a new schema into a file, after another one if one is named."""
        self.set(file, (), name, schema, after=[after] if after else [])

    def settle(self, schema: str, file: Path) -> None:
        """Announce the file that a new schema is going to be written to."""
        self._homes[schema] = file

    @staticmethod
    def way(file: Path, target: Path) -> str:
        """Return the relative path from a file to another one; empty for itself."""
        if file == target:
            return ""
        path = Path(os.path.relpath(target, file.parent)).as_posix()
        return path if path.startswith(".") else f"./{path}"

    def save(self) -> list[Path]:
        """Write the files that changed, and return them.

        Raises:
            SpecError: A file would not say what was meant.
        """
        changed = []
        for path, file in self._files.items():
            whole = dump(file.document)
            text = merged(file.text, whole)
            if text == file.text:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            for candidate in (text, whole):  # a line of a text may look like a comment; then the file is laid out anew
                path.write_bytes(candidate.replace("\n", file.line_end).encode("utf-8"))
                if _says(path, file.document):
                    break
            else:
                raise SpecError(f"{path}: the change cannot be written as YAML")
            file.text, file.document = candidate, load(candidate)  # comments belong to their new neighbours now
            changed.append(path)
        return changed

    def _part(self, file: Path, where: Where, key: str, value: Json) -> object:
        return laid_out(key, self._at_home({key: value}, file)[key], _column(where))

    def _at_home(self, node: JsonObject, file: Path) -> JsonObject:
        """A part with references as they are written in a file."""

        def homed(part: Json) -> Json:
            if isinstance(part, list):
                return [homed(item) for item in part]
            return self._at_home(part, file) if isinstance(part, dict) else part

        return {key: self._reference(str(part), file) if key == "$ref" else homed(part) for key, part in node.items()}

    def _reference(self, name: str, file: Path) -> str:
        if "#" in name or name.endswith(".json"):
            return name
        return f"{self.way(file, self._homes[name])}#/{name}"

    def _file(self, path: Path) -> _File:
        if path not in self._files:
            content = path.read_bytes().decode("utf-8") if path.exists() else ""
            text = content.replace("\r\n", "\n")
            self._files[path] = _File(text, load(text), "\r\n" if "\r\n" in content else "\n")
        return self._files[path]

    def _at(self, file: Path, where: Where) -> object:
        found: Any = self._file(file).document
        for step in where:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                raise SpecError(f"{file}: there is no {'/'.join(map(str, where))}") from None
        return found

    def _mapping(self, file: Path, where: Where) -> CommentedMap:
        found = self._at(file, where)
        if not isinstance(found, CommentedMap):
            raise SpecError(f"{file}: {'/'.join(map(str, where))} is not a mapping")
        return found


def bare(node: Json) -> Json:
    """Return a part of a specification with bare names of schemas as references."""
    if isinstance(node, list):
        return [bare(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {key: str(part).rpartition("/")[2] if key == "$ref" else bare(part) for key, part in node.items()}


def _says(path: Path, document: CommentedMap) -> bool:
    try:
        return read(path) == plain(document)
    except SpecError:
        return False


def _column(where: Where) -> int:
    return 2 * len(where)
