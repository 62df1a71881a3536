"""Reading YAML the way JSON is meant: no dates, no `yes`, no `12:30` as a number, no name twice in one mapping."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path

import yaml
from yaml.nodes import MappingNode

from codegen.documents import Json, SpecError

_OTHERWISE_IN_JSON = (":timestamp", ":bool", ":int", ":float")
_WHOLE = "-?(?:0|[1-9][0-9]*)"
_EXPONENT = "[eE][-+]?[0-9]+"


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {  # noqa: RUF012  # declared on an instance by the base
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(_OTHERWISE_IN_JSON)]
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
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(f"^{_WHOLE}$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(rf"^{_WHOLE}(?:\.[0-9]+(?:{_EXPONENT})?|{_EXPONENT})$"),
    list("-0123456789"),
)


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
