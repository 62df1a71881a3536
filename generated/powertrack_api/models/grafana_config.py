"""How the web application sends telemetry about itself."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class GrafanaConfig(Model):
    """How the web application sends telemetry about itself."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "appName",
            "authorization",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "authorization",
        }
    )

    app_name: int | None = None
    """Number of the application, in spite of the name."""
    authorization: str | None = None
    """Value of the header `Authorization` for the telemetry service. A credential."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            app_name=integer(get("appName")),
            authorization=text(get("authorization")),
            raw=data,
        )
