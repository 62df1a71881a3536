"""The applications that the session's user may open."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.app_link import AppLink
from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AppLinks(Model):
    """The applications that the session's user may open."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "email",
            "appLinks",
        }
    )

    email: str | None = None
    """Address of the user."""
    app_links: list[AppLink] = Factory(list)
    """The applications."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            email=text(get("email")),
            app_links=AppLink.many(get("appLinks")),
            raw=data,
        )
