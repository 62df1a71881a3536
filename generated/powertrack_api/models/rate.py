"""A rate, kept as a file that ends in `.rate`: what energy costs or earns, by periods of dates. A write names its
target by the `key` in the body.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.rate_period import RatePeriod
from powertrack_api.models.tag_set import TagSet
from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, JsonValue, identity, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Rate(Model):
    """A rate, kept as a file that ends in `.rate`: what energy costs or earns, by periods of dates. A write names its
    target by the `key` in the body.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "ts",
            "parentKey",
            "content",
            "name",
            "type",
            "units",
            "userCurrency",
            "userSymbol",
            "rateUnit",
            "customUnit",
            "customSymbol",
            "rate",
            "tags",
            "selectedIdx",
            "selectedRate",
        }
    )

    key: str
    """Key of the rate's file; empty for a rate that is not saved yet."""
    ts: datetime | None = None
    """Version stamp; it moves on every save. A rate that is not saved yet has the time it was asked for."""
    parent_key: str | None = None
    """Key of the folder that the file lies in."""
    content: JsonValue = None
    """Content of the file; only null was seen."""
    name: str | None = None
    """Name of the rate; empty for one that is not saved yet."""
    type_: int | None = None
    """Kind of rate: 0 for one that is not filled in, 1 and 5 were seen on saved ones."""
    units: UnitCode | int | None = None
    """Unit of the money; only 64 was seen, beside dollars."""
    user_currency: str | None = None
    """Name of the currency, such as `Dollars`."""
    user_symbol: str | None = None
    """Symbol of the currency, such as `$`."""
    rate_unit: UnitCode | int | None = None
    """Unit that is paid for; only kilowatt hours (11) were seen."""
    custom_unit: str | None = None
    """Name of the unit that is paid for, such as `Kilowatt hours`."""
    custom_symbol: str | None = None
    """Symbol of that unit, such as `kWh`."""
    rate: list[RatePeriod] = Factory(list)
    """Periods of dates, each with its fees. Entries have no identity but their place."""
    tags: TagSet | None = None
    """Attributes and keywords of the rate."""
    selected_idx: int | None = None
    """Place of the period that the editor shows. The web application sends it, and the server neither keeps it nor
    answers with it.
    """
    selected_rate: RatePeriod | None = None
    """That period as the editor holds it, which may be older than its entry in `rate`. The web application sends it
    when it saves a rate anew, and the server neither keeps it nor answers with it.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            ts=moment(get("ts")),
            parent_key=text(get("parentKey")),
            content=get("content"),
            name=text(get("name")),
            type_=integer(get("type")),
            units=UnitCode.of(get("units")),
            user_currency=text(get("userCurrency")),
            user_symbol=text(get("userSymbol")),
            rate_unit=UnitCode.of(get("rateUnit")),
            custom_unit=text(get("customUnit")),
            custom_symbol=text(get("customSymbol")),
            rate=RatePeriod.many(get("rate")),
            tags=TagSet.maybe(get("tags")),
            selected_idx=integer(get("selectedIdx")),
            selected_rate=RatePeriod.maybe(get("selectedRate")),
            raw=data,
        )
