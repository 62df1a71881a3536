"""Reading YAML the way JSON is meant: no dates, no `yes` and `no`, no name twice in one mapping."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import ClassVar

import yaml
from yaml.nodes import MappingNode

from codegen.documents import Json, SpecError


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, object]:
        names: set[object] = set()
        for key_node, _ in node.value:
            name = self.construct_object(key_node, deep=True)
            if name in names:
                raise yaml.MarkedYAMLError(problem=f"{name!r} stands twice", problem_mark=key_node.start_mark)
            names.add(name)
        return super().construct_mapping(node, deep=deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read(path: Path) -> Json:
    """The content of a YAML file.

    Raises:
        SpecError: It is missing or not well-formed.
    """
    try:
        with path.open("rb") as stream:
            content: Json = yaml.load(stream, _Loader)  # noqa: S506  # it is a safe loader
    except (OSError, yaml.YAMLError) as error:
        raise SpecError(f"{path}: {error}") from error
    return content
