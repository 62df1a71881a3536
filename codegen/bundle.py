"""Joins the files of the specification into one document, as any OpenAPI tool expects it."""

from __future__ import annotations

import json
from pathlib import Path

from codegen.documents import Json, JsonObject, SpecError, as_object, child
from codegen.locations import EXAMPLES
from codegen.yaml_files import read

# Files whose entries become components of another sort than schemas.
_SECTIONS = {"parameters.yaml": "parameters", "responses.yaml": "responses"}


def bundle(spec: Path) -> JsonObject:
    """The specification as one document, with every reference inside it.

    Args:
        spec: Folder that holds `openapi.yaml`.

    Raises:
        SpecError: A file or a reference does not resolve, or two files give one name.
    """
    return _Bundler(spec).run()


class _Bundler:
    def __init__(self, spec: Path) -> None:
        self._spec = spec.resolve()
        self._files: dict[Path, Json] = {}
        self._components: dict[str, dict[str, Json]] = {"schemas": {}, "parameters": {}, "responses": {}}
        self._origin: dict[tuple[str, str], Path] = {}

    def run(self) -> JsonObject:
        root_file = self._spec / "openapi.yaml"
        root = as_object(self._read(root_file), str(root_file))
        document = as_object(self._resolve(root, root_file), str(root_file))
        self._check_listing(child(root, "paths"), root_file)
        self._add_unreferred_schemas()
        document["components"] = {
            **as_object(document.get("components", {}), "components"),
            **{name: dict(sorted(section.items())) for name, section in self._components.items() if section},
        }
        return document

    def _check_listing(self, listed: JsonObject, root_file: Path) -> None:
        """Refuse a path that is described and not listed, or listed under another name than its description has.

        Raises:
            SpecError: There is such a path. All are reported at once.
        """
        problems: list[str] = []
        used: set[tuple[Path, str]] = set()
        for path, node in listed.items():
            reference = as_object(node, path).get("$ref")
            if not isinstance(reference, str):
                continue
            name, _, pointer = reference.partition("#")
            entry = _entry(pointer)
            used.add(((root_file.parent / name).resolve(), entry))
            if entry != path:
                problems.append(f"{root_file}: {path} refers to {reference}, which describes {entry}")
        for file in sorted(self._spec.rglob("paths.yaml")):
            described = as_object(self._read(file), str(file))
            problems += [
                f"{file}: {path} is not listed in {root_file.name}" for path in described if (file, path) not in used
            ]
        if problems:
            raise SpecError("\n".join(problems))

    def _read(self, path: Path) -> Json:
        if path not in self._files:
            if path.suffix == ".json":
                try:
                    self._files[path] = json.loads(path.read_text(encoding="utf-8"))
                except (OSError, ValueError) as error:
                    raise SpecError(f"{path}: {error}") from error
            else:
                self._files[path] = read(path)
        return self._files[path]

    def _resolve(self, node: Json, file: Path) -> Json:
        if isinstance(node, list):
            return [self._resolve(item, file) for item in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if not isinstance(reference, str):
            return {name: self._resolve(value, file) for name, value in node.items()}
        beside = {name: self._resolve(value, file) for name, value in node.items() if name != "$ref"}
        return self._refer(reference, file, beside)

    def _refer(self, reference: str, file: Path, beside: JsonObject) -> Json:
        name, _, pointer = reference.partition("#")
        target = (file.parent / name).resolve() if name else file
        if target.suffix == ".json":
            name = target.relative_to(self._spec / EXAMPLES).with_suffix("").as_posix()
            return {**beside, "x-powertrack-example": name, "value": self._read(target)}
        entry = _entry(pointer)
        content = as_object(self._read(target), str(target))
        if entry not in content:
            raise SpecError(f"{file}: {reference} names nothing")
        if target.name == "paths.yaml":
            return self._resolve(content[entry], target)
        section = _SECTIONS.get(target.name, "schemas")
        self._add(section, entry, target)
        return {"$ref": f"#/components/{section}/{entry}", **beside}

    def _add(self, section: str, name: str, file: Path) -> None:
        origin = self._origin.setdefault((section, name), file)
        if origin != file:
            raise SpecError(f"{name} is described in {origin} and in {file}")
        if name in self._components[section]:
            return
        self._components[section][name] = None  # holds the place while it refers to itself
        content = as_object(self._read(file), str(file))
        self._components[section][name] = self._resolve(content[name], file)

    def _add_unreferred_schemas(self) -> None:
        """Keeps what nothing refers to visible, so that lint can name it."""
        for file in sorted(self._spec.glob("*/*.yaml")):
            if file.name == "paths.yaml" or file.name in _SECTIONS:
                continue
            for name in as_object(self._read(file), str(file)):
                self._add("schemas", name, file)


def _entry(pointer: str) -> str:
    """Name of the entry that a reference points to within a file."""
    return pointer.lstrip("/").replace("~1", "/").replace("~0", "~")
