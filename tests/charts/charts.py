"""Charts as the server would answer them."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from attrs import frozen

from powertrack_core.decoding import JsonValue
from powertrack_sdk import ChartData

VOLT, AMPERE, WATT, KILOWATT, KILOWATT_HOUR, MEGAWATT = 2, 4, 8, 10, 11, 12
KILOVAR, DEGREE_CELSIUS, HERTZ, IRRADIANCE = 26, 30, 43, 57
QUARTER = 900_000  # milliseconds
MIDNIGHT = 1_782_187_200_000  # of 2026-06-23 in US/Eastern
NOTHING: Sequence[JsonValue] = [None] * 96


@frozen
class Given:
    """A series of an answer."""

    name: str | None
    values: Sequence[JsonValue]
    unit: int | None = KILOWATT
    custom: str = ""
    times: Sequence[int] | None = None
    visible: bool = True


def day(peak: float) -> list[float]:
    """A day of power in quarters of an hour."""
    return [max(0.0, peak * math.sin((place - 24) / 48 * math.pi)) if 24 < place < 72 else 0.0 for place in range(96)]


def chart(
    *series: Given,
    zone: str | None = "US/Eastern",
    start: str | None = "2026-06-23T00:00:00",
    end: str | None = "2026-06-23T23:59:59",
    bin_size: int | None = 15,
) -> ChartData:
    """The answer with some series; of the 23rd of June 2026, in quarters of an hour."""
    answer = {
        "timeZone": zone,
        "start": start,
        "end": end,
        "binSize": bin_size,
        "series": [
            {
                "name": one.name,
                "units": one.unit,
                "customUnit": one.custom,
                "visible": one.visible,
                "dataXy": [
                    {"x": time, "y": value}
                    for time, value in zip(
                        one.times or [MIDNIGHT + place * QUARTER for place in range(len(one.values))],
                        one.values,
                        strict=True,
                    )
                ],
            }
            for one in series
        ],
    }
    return ChartData.parse(json.dumps(answer).encode())
