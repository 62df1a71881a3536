"""What the specification says already, and may be said again."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import define, field

from codegen.documents import Json, JsonObject, as_object, child, operations_of, schemas_of
from codegen.locations import EXAMPLES, OBSERVED
from codegen.spec_model.types import code_values


@define
class Vocabulary:
    """Names, texts and numbers of a specification.

    Attributes:
        names: Names of fields and of query parameters.
        texts: Texts of its examples.
        numbers: Whole numbers of its examples and enumerations.
    """

    names: set[str] = field(factory=set, repr=False)
    texts: set[str] = field(factory=set, repr=False)
    numbers: set[int] = field(factory=set, repr=False)

    @classmethod
    def of(cls, bundle: JsonObject, spec: Path) -> Vocabulary:
        """The vocabulary of a specification.

        Args:
            bundle: The specification.
            spec: Its folder, where the examples are.
        """
        found = cls()
        for name, schema in schemas_of(bundle).items():
            found.names |= child(schema, "properties").keys()
            found._take((code_values(schema) or {}).get("enum"))
            found._take(as_object(schema, name).get("x-powertrack-unnamed"))
        found._take([operation.get("parameters") for _, _, operation in operations_of(bundle)])
        for folder in (spec / EXAMPLES, spec / OBSERVED):
            for file in sorted(folder.rglob("*.json")):
                found._take(json.loads(file.read_bytes()))
        return found

    def _take(self, value: Json) -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                self.texts.add(name)
                self._take(part)
        elif isinstance(value, list):
            for item in value:
                self._take(item)
        elif isinstance(value, str):
            self.texts.add(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            self.numbers.add(value)
