"""The files of a specification while they are edited."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from codegen.documents import Json, JsonObject, as_object, as_text
from codegen.locations import EXAMPLES
from codegen.observe.yaml_edit import Step, YamlText
from codegen.yaml_files import read

_NO_SCHEMAS = ("paths.yaml", "parameters.yaml", "responses.yaml", "openapi.yaml")


class SpecFolder:
    """The files of a specification.

    References are bare names of schemas for whoever uses it; in the files they are paths.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._texts: dict[Path, YamlText] = {}
        self._schemas = dict(self._all_schemas())

    def _all_schemas(self) -> list[tuple[str, Path]]:
        files = [file for file in sorted(self.root.rglob("*.yaml")) if file.name not in _NO_SCHEMAS]
        files = [file for file in files if EXAMPLES not in file.relative_to(self.root).parts]
        return [(name, file) for file in files for name in as_object(read(file), str(file))]

    def text(self, file: Path) -> YamlText:
        """The text of a file; an empty one where there is no file yet."""
        if file not in self._texts:
            written = file.read_bytes().decode("utf-8") if file.exists() else ""
            self._texts[file] = YamlText(file, written.replace("\r\n", "\n"))
        return self._texts[file]

    def home(self, schema: str) -> Path:
        """The file that a schema stands in."""
        return self._schemas[schema]

    def paths_file(self, path: str) -> Path:
        """The file that the operations of a path stand in."""
        entry = as_object(self.text(self.root / "openapi.yaml").value(("paths", path)), path)
        return (self.root / as_text(entry["$ref"], path).partition("#")[0]).resolve()

    def bare(self, node: Json) -> Json:
        """A part of a file with bare references."""
        if isinstance(node, list):
            return [self.bare(part) for part in node]
        if not isinstance(node, dict):
            return node
        return {key: str(part).rpartition("#/")[2] if key == "$ref" else self.bare(part) for key, part in node.items()}

    def at_home(self, node: Json, file: Path) -> Json:
        """A part with references as they are written in a file."""
        if isinstance(node, list):
            return [self.at_home(part, file) for part in node]
        if not isinstance(node, dict):
            return node
        return {
            key: self._reference(str(part), file) if key == "$ref" else self.at_home(part, file)
            for key, part in node.items()
        }

    def _reference(self, name: str, file: Path) -> str:
        if "#" in name or name.endswith(".json"):
            return name
        return f"{self.way(file, self._schemas[name])}#/{name}"

    @staticmethod
    def way(file: Path, target: Path) -> str:
        """How a file refers to another one; empty for itself."""
        if file == target:
            return ""
        told = Path(os.path.relpath(target, file.parent)).as_posix()
        return told if told.startswith(".") else f"./{told}"

    def change(self, file: Path, where: Sequence[Step], new: JsonObject) -> None:
        """Make a part of a file another one; only the entries that differ are written."""
        text = self.text(file)
        old = as_object(text.value(where), str(file))
        kept = as_object(self.bare(old), str(file))
        written = {key: old[key] if kept.get(key) == part and key in old else part for key, part in new.items()}
        text.change(where, as_object(self.at_home(written, file), str(file)))

    def settle(self, schema: str, file: Path) -> None:
        """Tell the file that a new schema is going to stand in."""
        self._schemas[schema] = file

    def add_schema(self, name: str, schema: JsonObject, after: str | None) -> None:
        """Write a new schema into its file, behind another one where one is named."""
        file = self._schemas[name]
        text = self.text(file)
        told = self.at_home(schema, file)
        if after is not None and text.has((after,)):
            text.insert_after(after, name, told)
        else:
            text.add(name, told)

    def save(self) -> list[Path]:
        """Write the files that changed; which those are."""
        changed = []
        for file, text in self._texts.items():
            old = file.read_bytes() if file.exists() else b""
            new = text.text.encode("utf-8")
            if b"\r\n" in old:  # a line that is not touched ends as it did
                new = new.replace(b"\n", b"\r\n")
            if new != old:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(new)
                changed.append(file)
        return changed
