"""A site with its latest figures and all its devices with their latest readings. Only the beginning of an answer was
seen, so it may hold more fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.script_device import ScriptDevice
from powertrack_api.models.sun_path_point import SunPathPoint
from powertrack_core.decoding import JsonObject, identity, integer, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ScriptSite(Model):
    """A site with its latest figures and all its devices with their latest readings. Only the beginning of an answer
    was seen, so it may hold more fields.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "id",
            "name",
            "lastChanged",
            "lastChangedLocal",
            "lastChangedDiff",
            "localDateTime",
            "timeZone",
            "address",
            "address2",
            "latitude",
            "longitude",
            "elevation",
            "status",
            "siteType",
            "systemSize",
            "runningSince",
            "power",
            "today",
            "thisMonth",
            "thisYear",
            "lifetime",
            "azimuth",
            "sunElevation",
            "azimuthSunrise",
            "azimuthSunset",
            "sunrise",
            "sunset",
            "sunPath",
            "sunPathSummerSolstice",
            "sunPathWinterSolstice",
            "hardware",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "latitude": "deg",
        "longitude": "deg",
        "power": "kW",
        "today": "kWh",
        "this_month": "kWh",
        "this_year": "kWh",
        "lifetime": "kWh",
        "azimuth": "deg",
        "sun_elevation": "deg",
        "azimuth_sunrise": "deg",
        "azimuth_sunset": "deg",
    }

    key: str
    """Key of a site, such as `S10001`."""
    id: int | None = None
    """Number of the site; the digits of its key."""
    name: str | None = None
    """Name of the site."""
    last_changed: datetime | None = None
    """When any of this last changed."""
    last_changed_local: datetime | None = None
    """Time at the site; seen equal to `localDateTime` and some minutes later than `lastChanged`."""
    last_changed_diff: int | None = None
    """Number about the age of the figures; 0 was seen."""
    local_date_time: datetime | None = None
    """Time at the site when it answered."""
    time_zone: str | None = None
    """Name of the site's time zone, such as `US/Eastern`."""
    address: str | None = None
    """First line of the site's address."""
    address2: str | None = None
    """Second line of the site's address."""
    latitude: float | None = None
    """Latitude, north positive. Unit: deg."""
    longitude: float | None = None
    """Longitude, east positive. Unit: deg."""
    elevation: float | None = None
    """Height above sea level; its unit was not observed."""
    status: int | None = None
    """Code of the site's state; 8 was seen."""
    site_type: str | None = None
    """Kind of site, such as `PV`."""
    system_size: str | None = None
    """Size of the system as text with its unit, such as `2.01 MW`."""
    running_since: datetime | None = None
    """When the site went into operation."""
    power: float | None = None
    """AC power now. Unit: kW."""
    today: float | None = None
    """Energy since midnight. Unit: kWh."""
    this_month: float | None = None
    """Energy of this month so far. Unit: kWh."""
    this_year: float | None = None
    """Energy of this year so far. Unit: kWh."""
    lifetime: float | None = None
    """Energy since the site went into operation. Unit: kWh."""
    azimuth: float | None = None
    """Direction of the sun now; 180 is south. Unit: deg."""
    sun_elevation: float | None = None
    """Height of the sun above the horizon now. Unit: deg."""
    azimuth_sunrise: float | None = None
    """Direction in which the sun rises today. Unit: deg."""
    azimuth_sunset: float | None = None
    """Direction in which the sun sets today. Unit: deg."""
    sunrise: str | None = None
    """Time of sunrise with its time zone, such as `6:35 AM EDT`."""
    sunset: str | None = None
    """Time of sunset with its time zone, such as `7:00 PM EDT`."""
    sun_path: list[SunPathPoint] = Factory(list)
    """Path of the sun today, a point for every quarter of an hour from sunrise to sunset."""
    sun_path_summer_solstice: list[SunPathPoint] = Factory(list)
    """The same for the longest day of the year."""
    sun_path_winter_solstice: list[SunPathPoint] = Factory(list)
    """The same for the shortest day of the year."""
    hardware: list[ScriptDevice] = Factory(list)
    """All devices of the site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            id=integer(get("id")),
            name=text(get("name")),
            last_changed=moment(get("lastChanged")),
            last_changed_local=moment(get("lastChangedLocal")),
            last_changed_diff=integer(get("lastChangedDiff")),
            local_date_time=moment(get("localDateTime")),
            time_zone=text(get("timeZone")),
            address=text(get("address")),
            address2=text(get("address2")),
            latitude=number(get("latitude")),
            longitude=number(get("longitude")),
            elevation=number(get("elevation")),
            status=integer(get("status")),
            site_type=text(get("siteType")),
            system_size=text(get("systemSize")),
            running_since=moment(get("runningSince")),
            power=number(get("power")),
            today=number(get("today")),
            this_month=number(get("thisMonth")),
            this_year=number(get("thisYear")),
            lifetime=number(get("lifetime")),
            azimuth=number(get("azimuth")),
            sun_elevation=number(get("sunElevation")),
            azimuth_sunrise=number(get("azimuthSunrise")),
            azimuth_sunset=number(get("azimuthSunset")),
            sunrise=text(get("sunrise")),
            sunset=text(get("sunset")),
            sun_path=SunPathPoint.many(get("sunPath")),
            sun_path_summer_solstice=SunPathPoint.many(get("sunPathSummerSolstice")),
            sun_path_winter_solstice=SunPathPoint.many(get("sunPathWinterSolstice")),
            hardware=ScriptDevice.many(get("hardware")),
            raw=data,
        )
