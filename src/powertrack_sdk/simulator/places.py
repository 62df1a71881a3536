"""Words and figures from which sites are made up. States and products are real; towns, streets and sites are not."""

from __future__ import annotations

from attrs import frozen


@frozen
class Region:
    """A stretch of country where a site may lie: its middle, and how far sites lie from it."""

    state: str
    zone: str
    latitude: float
    longitude: float
    postal: int
    spread: float = 0.6


@frozen
class InverterModel:
    """A product: its AC rating in kW and the driver that reads it."""

    name: str
    ac_kw: float
    driver_id: int
    driver_name: str


REGIONS = (
    Region("PA", "US/Eastern", 40.6, -75.6, 18000),
    Region("NJ", "US/Eastern", 40.2, -74.6, 8500),
    Region("MA", "US/Eastern", 42.2, -72.0, 1500),
    Region("NC", "US/Eastern", 35.6, -78.6, 27500),
    Region("GA", "US/Eastern", 32.8, -83.4, 31000),
    Region("NY", "US/Eastern", 42.9, -75.9, 13300),
    Region("IL", "US/Central", 40.6, -89.4, 61600),
    Region("MN", "US/Central", 44.6, -94.0, 56000),
    Region("TX", "US/Central", 31.0, -97.6, 76500),
    Region("CO", "US/Mountain", 39.6, -104.6, 80600),
    Region("NM", "US/Mountain", 34.6, -106.6, 87100),
    Region("AZ", "US/Arizona", 33.3, -111.8, 85200),
    Region("CA", "US/Pacific", 36.6, -119.6, 93600),
    Region("OR", "US/Pacific", 44.6, -122.6, 97300),
)

SITE_WORDS = (
    "Maple", "Cedar", "Willow", "Juniper", "Larkspur", "Piñon", "Sumac", "Birch", "Hazel", "Clover", "Fern", "Aspen",
    "Heron", "Kestrel", "Falcon", "Otter", "Badger", "Sparrow", "Quail", "Plover", "Copper", "Granite", "Slate",
    "Amber",
)  # fmt: skip
SITE_LANDS = (
    "Ridge", "Hollow", "Creek", "Meadow", "Prairie", "Mill", "Bluff", "Orchard", "Landing", "Quarry", "Grove",
    "Crossing", "Valley", "Point", "Knoll", "Flats", "Springs",
)  # fmt: skip
TOWN_HEADS = (
    "Alder", "Brook", "Carver", "Dunmore", "Elm", "Fair", "Glen", "Harlow", "Kings", "Linden", "Marlow", "North",
)  # fmt: skip
TOWN_TAILS = ("ton", "field", "ville", "dale", "burg", "haven", "wick", "ford")
STREETS = (
    "Field Rd", "County Line Rd", "Depot St", "Old Mill Rd", "Station Ave", "Quarry Ln", "Commerce Dr", "Ridge Rd",
)  # fmt: skip

INVERTER_MODELS = (
    InverterModel("CHINT SCH125KTL-DO/US-600", 125.0, 20631, "Chint / Solectria 125KTL String Inverter (SS) Standard"),
    InverterModel(
        "CPS SCA60KTL-DO/US-480", 60.0, 20630, "Chint / Solectria TL String Inverter w/o Control (SS) Standard"
    ),
    InverterModel("SMA CORE 1 STP50-US-41", 50.0, 19880, "SMA Tri-Power Core1 Inverter (SS) Standard"),
    InverterModel("Sungrow SG250HX-US", 250.0, 22104, "Sungrow SG250HX Inverter (SS) Standard"),
    InverterModel("SMA SHP 150-US-20", 150.0, 21377, "SMA Sunny Highpower Peak3 Inverter (SS) Standard"),
)
PANEL_WATTS = (400.0, 425.0, 450.0, 480.0, 540.0)
