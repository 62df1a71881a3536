"""Ratings and scaling of a meter, and its latest reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.meter_energy_option import MeterEnergyOption
from powertrack_core.decoding import JsonObject, flag, integer, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class MeterConfig(Model):
    """Ratings and scaling of a meter, and its latest reading."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "acInfo",
            "isDc",
            "maxPower",
            "maxCurrent",
            "maxVoltage",
            "scale",
            "scaleKw",
            "scaleKwh",
            "grossEnergy",
            "grossEnergyOptions",
            "showLoad",
            "load",
            "loadLoss",
            "noLoadLoss",
            "lineResistance",
            "kw",
            "kwhNet",
            "kwhDelivered",
            "kwhReceived",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "max_power": "kW",
        "max_current": "A",
        "max_voltage": "V",
        "kw": "kW",
        "kwh_net": "kWh",
        "kwh_delivered": "kWh",
        "kwh_received": "kWh",
    }

    ac_info: int | None = None
    """Code of the AC connection. Only 2 was seen on meters; its meaning was not observed."""
    is_dc: bool | None = None
    """Whether the meter measures direct current. Only later client versions send it."""
    max_power: float | None = None
    """Greatest power that the meter is expected to measure. The server derives `dcRating` of the device from it.
    Unit: kW.
    """
    max_current: float | None = None
    """Greatest current that the meter is expected to measure. Unit: A."""
    max_voltage: float | None = None
    """Greatest voltage that the meter is expected to measure. Unit: V."""
    scale: float | None = None
    """Factor on the readings of the meter; the setting `dev:Scale` was seen with the same value."""
    scale_kw: float | None = None
    """Factor that turns the raw power into kW; the setting `dev:ScaleKW` was seen with the same value. -1 was seen
    too.
    """
    scale_kwh: float | None = None
    """Factor that turns the raw energy into kWh."""
    gross_energy: int | None = None
    """Which counter is taken as gross energy; the value of one of `grossEnergyOptions`."""
    gross_energy_options: list[MeterEnergyOption] = Factory(list)
    """What `grossEnergy` may be."""
    show_load: bool | None = None
    """Whether the load is shown."""
    load: float | None = None
    """Load behind the meter; only 0 was seen. Unit not observed."""
    load_loss: float | None = None
    """Loss of the transformer under load; only 0 was seen. Unit not observed."""
    no_load_loss: float | None = None
    """Loss of the transformer without load; only 0 was seen. Unit not observed."""
    line_resistance: float | None = None
    """Resistance of the line that losses are computed with; only 0 was seen. Unit not observed."""
    kw: float | None = None
    """Latest power. A live reading, so it changes between a read and the next. Unit: kW."""
    kwh_net: float | None = None
    """Energy received less energy delivered. A live reading, so it changes between a read and the next. Unit: kWh."""
    kwh_delivered: float | None = None
    """Counter of energy delivered. A live reading, so it changes between a read and the next. Unit: kWh."""
    kwh_received: float | None = None
    """Counter of energy received. A live reading, so it changes between a read and the next. Unit: kWh."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            ac_info=integer(get("acInfo")),
            is_dc=flag(get("isDc")),
            max_power=number(get("maxPower")),
            max_current=number(get("maxCurrent")),
            max_voltage=number(get("maxVoltage")),
            scale=number(get("scale")),
            scale_kw=number(get("scaleKw")),
            scale_kwh=number(get("scaleKwh")),
            gross_energy=integer(get("grossEnergy")),
            gross_energy_options=MeterEnergyOption.many(get("grossEnergyOptions")),
            show_load=flag(get("showLoad")),
            load=number(get("load")),
            load_loss=number(get("loadLoss")),
            no_load_loss=number(get("noLoadLoss")),
            line_resistance=number(get("lineResistance")),
            kw=number(get("kw")),
            kwh_net=number(get("kwhNet")),
            kwh_delivered=number(get("kwhDelivered")),
            kwh_received=number(get("kwhReceived")),
            raw=data,
        )
