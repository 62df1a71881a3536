"""Production of a site and the path of the sun over it, for the site's dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.day_power_profile import DayPowerProfile
from powertrack_api.models.sun_path_point import SunPathPoint
from powertrack_core.decoding import JsonObject, identity, integer, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteProduction(Model):
    """Production of a site and the path of the sun over it, for the site's dashboard."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "lastChanged",
            "lastChangedLocal",
            "lastChangedDiff",
            "localDateTime",
            "timeZone",
            "latitude",
            "runningSince",
            "systemSize",
            "systemSizeDC",
            "ratedPower",
            "energyCapacity",
            "power",
            "powerAvg15",
            "powerAvg15Exp",
            "expected",
            "actualEnergy24",
            "expectedEnergy24",
            "expectedEnergyMonthToDate",
            "energyThirtyDays",
            "expectedEnergyThirtyDays",
            "today",
            "yesterday",
            "thisMonth",
            "thisYear",
            "lifetime",
            "todayAnd7DayAverageKw",
            "azimuth",
            "sunElevation",
            "azimuthSunrise",
            "azimuthSunset",
            "sunrise",
            "sunset",
            "sunPath",
            "sunPathSummerSolstice",
            "sunPathWinterSolstice",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "latitude": "deg",
        "system_size": "kW",
        "system_size_dc": "kW",
        "rated_power": "kW",
        "energy_capacity": "kWh",
        "power": "kW",
        "power_avg_15": "kW",
        "power_avg_15_exp": "kW",
        "actual_energy_24": "kWh",
        "expected_energy_24": "kWh",
        "expected_energy_month_to_date": "kWh",
        "energy_thirty_days": "kWh",
        "expected_energy_thirty_days": "kWh",
        "today": "kWh",
        "yesterday": "kWh",
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
    name: str | None = None
    """Name of the site."""
    last_changed: datetime | None = None
    """When the figures last changed; the first day of 2001 was seen on a site without data."""
    last_changed_local: datetime | None = None
    """The same moment in the zone of the site."""
    last_changed_diff: int | None = None
    """Number about the age of the figures. 2 was seen on a site without data; its unit was not observed."""
    local_date_time: str | None = None
    """Time at the site when it answered, month first, such as `12/22/2025 3:59:53 PM`."""
    time_zone: str | None = None
    """Name of the site's time zone, such as `US/Central`."""
    latitude: float | None = None
    """Latitude of the site, north positive. Unit: deg."""
    running_since: str | None = None
    """When the site went into operation; only the empty string was seen, on a site without data."""
    system_size: float | None = None
    """Size of the system; `NaN` where it is not set. Unit: kW."""
    system_size_dc: float | None = None
    """DC capacity; 0 where it is not set. Unit: kW."""
    rated_power: float | None = None
    """Rated power of the storage; 0 where there is none. Unit: kW."""
    energy_capacity: float | None = None
    """Energy that the storage holds; 0 where there is none. Unit: kWh."""
    power: float | None = None
    """AC power now. Unit: kW."""
    power_avg_15: float | None = None
    """Mean AC power of the last quarter of an hour. Unit: kW."""
    power_avg_15_exp: float | None = None
    """Mean AC power that was expected for the last quarter of an hour. Unit: kW."""
    expected: float | None = None
    """What is expected of the site; only 0 was seen, so whether power or energy is not known. Unit: not observed."""
    actual_energy_24: float | None = None
    """Energy of the last 24 hours. Unit: kWh."""
    expected_energy_24: float | None = None
    """Energy that was expected for the last 24 hours. Unit: kWh."""
    expected_energy_month_to_date: float | None = None
    """Energy that was expected for this month so far. Unit: kWh."""
    energy_thirty_days: float | None = None
    """Energy of the last thirty days. Unit: kWh."""
    expected_energy_thirty_days: float | None = None
    """Energy that was expected for the last thirty days. Unit: kWh."""
    today: float | None = None
    """Energy since midnight. Unit: kWh."""
    yesterday: float | None = None
    """Energy of yesterday. Unit: kWh."""
    this_month: float | None = None
    """Energy of this month so far. Unit: kWh."""
    this_year: float | None = None
    """Energy of this year so far. Unit: kWh."""
    lifetime: float | None = None
    """Energy since the site went into operation. Unit: kWh."""
    today_and_7_day_average_kw: DayPowerProfile | None = None
    """Power over today and over the mean of the last seven days."""
    azimuth: float | None = None
    """Direction of the sun now; 180 is south. Unit: deg."""
    sun_elevation: float | None = None
    """Height of the sun above the horizon now. Unit: deg."""
    azimuth_sunrise: float | None = None
    """Direction in which the sun rises today. Unit: deg."""
    azimuth_sunset: float | None = None
    """Direction in which the sun sets today. Unit: deg."""
    sunrise: str | None = None
    """Time of sunrise with its time zone, such as `7:20 AM CST`."""
    sunset: str | None = None
    """Time of sunset with its time zone, such as `4:25 PM CST`."""
    sun_path: list[SunPathPoint] = Factory(list)
    """Path of the sun today, a point for every quarter of an hour from sunrise to sunset."""
    sun_path_summer_solstice: list[SunPathPoint] = Factory(list)
    """The same for the longest day of the year."""
    sun_path_winter_solstice: list[SunPathPoint] = Factory(list)
    """The same for the shortest day of the year."""

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
            last_changed=moment(get("lastChanged")),
            last_changed_local=moment(get("lastChangedLocal")),
            last_changed_diff=integer(get("lastChangedDiff")),
            local_date_time=text(get("localDateTime")),
            time_zone=text(get("timeZone")),
            latitude=number(get("latitude")),
            running_since=text(get("runningSince")),
            system_size=number(get("systemSize")),
            system_size_dc=number(get("systemSizeDC")),
            rated_power=number(get("ratedPower")),
            energy_capacity=number(get("energyCapacity")),
            power=number(get("power")),
            power_avg_15=number(get("powerAvg15")),
            power_avg_15_exp=number(get("powerAvg15Exp")),
            expected=number(get("expected")),
            actual_energy_24=number(get("actualEnergy24")),
            expected_energy_24=number(get("expectedEnergy24")),
            expected_energy_month_to_date=number(get("expectedEnergyMonthToDate")),
            energy_thirty_days=number(get("energyThirtyDays")),
            expected_energy_thirty_days=number(get("expectedEnergyThirtyDays")),
            today=number(get("today")),
            yesterday=number(get("yesterday")),
            this_month=number(get("thisMonth")),
            this_year=number(get("thisYear")),
            lifetime=number(get("lifetime")),
            today_and_7_day_average_kw=DayPowerProfile.maybe(get("todayAnd7DayAverageKw")),
            azimuth=number(get("azimuth")),
            sun_elevation=number(get("sunElevation")),
            azimuth_sunrise=number(get("azimuthSunrise")),
            azimuth_sunset=number(get("azimuthSunset")),
            sunrise=text(get("sunrise")),
            sunset=text(get("sunset")),
            sun_path=SunPathPoint.many(get("sunPath")),
            sun_path_summer_solstice=SunPathPoint.many(get("sunPathSummerSolstice")),
            sun_path_winter_solstice=SunPathPoint.many(get("sunPathWinterSolstice")),
            raw=data,
        )
