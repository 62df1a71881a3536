"""Sensors of a weather station, and how they are mounted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.monthly_figures import MonthlyFigures
from powertrack_api.models.unit_code import UnitCode
from powertrack_api.models.weather_sensors import WeatherSensors
from powertrack_api.models.weather_tracker import WeatherTracker
from powertrack_core.decoding import JsonObject, JsonValue, as_is, each_in, flag, integer, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class WeatherConfig(Model):
    """Sensors of a weather station, and how they are mounted."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "sensors",
            "azimuth",
            "tilt",
            "tracking",
            "tracker",
            "trackerOptions",
            "hasPyranometer",
            "pyranometerData",
            "pyranometerUnit",
            "isPyranometerHigh",
            "hasRefPyranometer",
            "refPyranometerData",
            "refPyranometerUnit",
            "isRefPyranometerHigh",
            "minTempF",
            "maxTempF",
            "insolationType",
            "interpolateDailyInsolation",
            "monthlyInsolation",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "azimuth": "deg",
        "tilt": "deg",
        "min_temp_f": "degF",
        "max_temp_f": "degF",
    }

    sensors: WeatherSensors | None = None
    """Which sensors the station carries."""
    azimuth: float | None = None
    """Direction that the pyranometer faces; only 0 was seen. Unit: deg."""
    tilt: float | None = None
    """Tilt of the pyranometer from the horizontal, one that faces the ground having 180; only 0 was seen. Unit: deg.
    """
    tracking: int | None = None
    """How the pyranometer follows the sun. Only 0 was seen here; the array of a tracker controller has 1."""
    tracker: WeatherTracker | None = None
    """The tracker whose position the pyranometer shares."""
    tracker_options: dict[str, JsonValue] = Factory(dict)
    """Trackers that may be chosen."""
    has_pyranometer: bool | None = None
    """Whether the station has a pyranometer; seen true together with `sensors.pyranometer1`."""
    pyranometer_data: float | None = None
    """Latest reading of the pyranometer in the unit `pyranometerUnit`; `NaN` without a reading, null without the
    sensor. A live reading, so it changes between a read and the next. Unit: that of pyranometerUnit.
    """
    pyranometer_unit: UnitCode | int | None = None
    """Unit of `pyranometerData`; 0 without the sensor."""
    is_pyranometer_high: bool | None = None
    """Flag about a high reading of the pyranometer; only false was seen."""
    has_ref_pyranometer: bool | None = None
    """Whether the station has a reference pyranometer; seen true together with `sensors.pyranometer2`."""
    ref_pyranometer_data: float | None = None
    """Latest reading of the reference pyranometer in the unit `refPyranometerUnit`; `NaN` without a reading, null
    without the sensor. A live reading, so it changes between a read and the next. Unit: that of
    refPyranometerUnit.
    """
    ref_pyranometer_unit: UnitCode | int | None = None
    """Unit of `refPyranometerData`; 0 without the sensor."""
    is_ref_pyranometer_high: bool | None = None
    """Flag about a high reading of the reference pyranometer; only false was seen."""
    min_temp_f: float | None = None
    """Temperature below which a reading is not believed; the setting `MinTemp` repeats it. Unit: degF."""
    max_temp_f: float | None = None
    """Temperature above which a reading is not believed. Unit: degF."""
    insolation_type: int | None = None
    """Which insolation `monthlyInsolation` gives; only 0 was seen."""
    interpolate_daily_insolation: bool | None = None
    """Whether the insolation of a day is interpolated between the monthly figures."""
    monthly_insolation: MonthlyFigures | None = None
    """Insolation expected in each month; only 0 was seen. Unit not observed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            sensors=WeatherSensors.maybe(get("sensors")),
            azimuth=number(get("azimuth")),
            tilt=number(get("tilt")),
            tracking=integer(get("tracking")),
            tracker=WeatherTracker.maybe(get("tracker")),
            tracker_options=each_in(get("trackerOptions"), as_is),
            has_pyranometer=flag(get("hasPyranometer")),
            pyranometer_data=number(get("pyranometerData")),
            pyranometer_unit=UnitCode.of(get("pyranometerUnit")),
            is_pyranometer_high=flag(get("isPyranometerHigh")),
            has_ref_pyranometer=flag(get("hasRefPyranometer")),
            ref_pyranometer_data=number(get("refPyranometerData")),
            ref_pyranometer_unit=UnitCode.of(get("refPyranometerUnit")),
            is_ref_pyranometer_high=flag(get("isRefPyranometerHigh")),
            min_temp_f=number(get("minTempF")),
            max_temp_f=number(get("maxTempF")),
            insolation_type=integer(get("insolationType")),
            interpolate_daily_insolation=flag(get("interpolateDailyInsolation")),
            monthly_insolation=MonthlyFigures.maybe(get("monthlyInsolation")),
            raw=data,
        )
