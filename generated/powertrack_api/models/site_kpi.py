"""A site with its key figures."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.site_kpi_figures import SiteKpiFigures
from powertrack_core.decoding import JsonObject, identity, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteKpi(Model):
    """A site with its key figures."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "type",
            "data",
        }
    )

    key: str
    """Key of a site, such as `S10001`."""
    name: str | None = None
    """Name of the site."""
    type_: int | None = None
    """Kind of site; only 0 was seen."""
    data: SiteKpiFigures | None = None
    """Its figures."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            name=text(get("name")),
            type_=integer(get("type")),
            data=SiteKpiFigures.maybe(get("data")),
            raw=data,
        )
