"""The photovoltaic model of a site or of an inverter, as its form edits it. A write names its target by the `key` in
the body.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.modeling_hardware import ModelingHardware
from powertrack_api.models.pv_config import PvConfig
from powertrack_core.decoding import JsonObject, flag, identity, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ModelingData(Model):
    """The photovoltaic model of a site or of an inverter, as its form edits it. A write names its target by the `key`
    in the body.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "ts",
            "pvConfig",
            "siteHasInverterGroups",
            "selectedHardware",
            "latitude",
            "longitude",
            "dcRating",
            "groupKey",
            "outputKey",
            "weatherStationKey1",
            "weatherStationKey2",
            "siteDcShare",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "latitude": "deg",
        "longitude": "deg",
        "dc_rating": "kW",
        "site_dc_share": "kW",
    }

    key: str
    """Key of the inverter or site that the model belongs to."""
    ts: datetime | None = None
    """Version stamp of the model. The answers to a write that were seen repeat it unchanged; whether a later read
    shows a newer one was not seen.
    """
    pv_config: PvConfig | None = None
    """The model itself."""
    site_has_inverter_groups: bool | None = None
    """Whether inverters of the site are put together into groups."""
    selected_hardware: list[ModelingHardware] = Factory(list)
    """All inverters of the site; the selected ones are those that a write saves the model for."""
    latitude: float | None = None
    """Latitude for the model; north is positive. Unit: deg."""
    longitude: float | None = None
    """Longitude for the model; east is positive. Unit: deg."""
    dc_rating: float | None = None
    """DC capacity. In one capture it equals the inverter's `dcSize`, in another it is far more. Unit: kW."""
    group_key: str | None = None
    """Group that the inverter belongs to; only the empty string was seen."""
    output_key: str | None = None
    """Device that receives the output, such as a production meter."""
    weather_station_key_1: str | None = None
    """First weather station that the model reads."""
    weather_station_key_2: str | None = None
    """Second weather station that the model reads."""
    site_dc_share: float | None = None
    """Share in the site's DC capacity. It was equal to `dcRating` where inverters were written, and 0 for a site.
    Unit: kW.
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
            pv_config=PvConfig.maybe(get("pvConfig")),
            site_has_inverter_groups=flag(get("siteHasInverterGroups")),
            selected_hardware=ModelingHardware.many(get("selectedHardware")),
            latitude=number(get("latitude")),
            longitude=number(get("longitude")),
            dc_rating=number(get("dcRating")),
            group_key=text(get("groupKey")),
            output_key=text(get("outputKey")),
            weather_station_key_1=text(get("weatherStationKey1")),
            weather_station_key_2=text(get("weatherStationKey2")),
            site_dc_share=number(get("siteDcShare")),
            raw=data,
        )
