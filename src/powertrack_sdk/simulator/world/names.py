"""Names and figures that sites are made from. States and products are real; towns, streets and sites are not."""

from __future__ import annotations

import json
from importlib.resources import files

from attrs import frozen

_DATA = json.loads(files("powertrack_sdk.simulator.world").joinpath("names.json").read_bytes())


@frozen
class Region:
    """An area where sites lie, within `SPREAD` degrees of its middle."""

    state: str
    zone: str
    latitude: float
    longitude: float
    postal: int


@frozen
class InverterModel:
    """An inverter product: its AC rating in kW and its driver."""

    name: str
    ac_kw: float
    driver_id: int
    driver_name: str


SPREAD = 0.6
REGIONS = tuple(Region(*row) for row in _DATA["regions"])
INVERTER_MODELS = tuple(InverterModel(*row) for row in _DATA["inverter_models"])
SITE_WORDS: list[str] = _DATA["site_words"]
SITE_LANDS: list[str] = _DATA["site_lands"]
TOWN_HEADS: list[str] = _DATA["town_heads"]
TOWN_TAILS: list[str] = _DATA["town_tails"]
STREETS: list[str] = _DATA["streets"]
PANEL_WATTS = (400.0, 425.0, 450.0, 480.0, 540.0)
