"""What the check of a site's devices found."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, each, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class HardwareCheckResult(Model):
    """What the check of a site's devices found."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "analyzerResults",
            "fixCodes",
        }
    )

    analyzer_results: list[str] = Factory(list)
    """Findings as pieces of HTML, which may leave a tag open."""
    fix_codes: list[JsonValue] = Factory(list)
    """Presumably the codes of findings that can be mended; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            analyzer_results=each(get("analyzerResults"), text),
            fix_codes=values(get("fixCodes")),
            raw=data,
        )
