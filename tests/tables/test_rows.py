"""Models as rows: which columns there are, of which types, and lists that can become tables."""

from __future__ import annotations

import copy
import math
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime

import pandas as pd
import polars as pl
import pytest

from powertrack_api import models
from powertrack_api.models import FunctionCode, UnitCode
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.model import Model
from powertrack_sdk import (
    AlertSummaryResponse,
    AlertTrigger,
    AlertTriggers,
    ChartData,
    Hardware,
    HardwareDiagnostics,
    HardwareList,
    PortfolioMetrics,
    Rows,
    SiteOverview,
)
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.tables.columns import Column, distinct
from powertrack_sdk.tables.tabular import Tabular
from powertrack_sdk.units import unit_name
from tests.driver import Driver
from tests.generated.decoding_tree import parts
from tests.generated.example_files import WITH_OBJECTS, decoded


def examples() -> dict[type[Model], list[Model]]:
    """All objects in the example answers, by their class."""
    found: dict[type[Model], list[Model]] = {}
    for file in WITH_OBJECTS:
        for _, part in parts(decoded(file)):
            found.setdefault(type(part), []).append(part)
    return found


EXAMPLES = examples()


def column(rows: Tabular, name: str) -> Column:
    [found] = [one for one in rows.table().columns if one.name == name]
    return found


def register(name: str | None, value: JsonValue, unit: JsonValue = None) -> JsonObject:
    return {"name": name, "value": value, "unit": unit}


def device(key: str, *registers: JsonObject, **fields: JsonValue) -> Hardware:
    return Hardware.from_json({"key": key, "dataRegisters": list(registers), **fields})


def test_sites(client: Driver, sim: Simulator) -> None:
    overview = client.get_portfolio_overview("C1001")
    frame = overview.to_pandas()

    assert frame["key"].tolist() == ["S10001", "S10002", "S10003"]
    assert frame["power"].tolist() == [site.power for site in overview.sites]
    assert frame["name"].tolist() == [site.name for site in overview.sites]
    assert frame["last_data_utc"].tolist() == [pd.Timestamp(site.last_data_utc) for site in overview.sites]
    expected = {"id": "Int64", "power": "float64", "name": "string", "last_data_utc": "datetime64[us, UTC]"}
    assert {name: str(frame.dtypes[name]) for name in expected} == expected
    assert frame.attrs["units"]["power"] == "kW"
    assert frame.attrs["units"]["today"] == "kWh"
    assert frame.index.equals(pd.RangeIndex(3))


def test_columns_are_the_attributes_in_order(client: Driver) -> None:
    overview = client.get_portfolio_overview("C1001")
    names = [one.name for one in overview.table().columns]

    assert names[:4] == ["key", "id", "parent_key", "name"]
    assert not {"raw", "rolling_24_kw", "today_and_7_day_average_kw", "rule_tool_summary"} & set(names)
    declared = [name for name in SiteOverview.__annotations__ if name in names]
    assert names == declared


def test_units_survive_in_pandas(client: Driver) -> None:
    frame = client.get_portfolio_overview("C1001").to_pandas()

    for derived in (frame["power"], frame[["power"]], frame.query("power > 0"), frame.set_index("key")):
        assert derived.attrs["units"]["power"] == "kW"


def test_devices_with_their_readings(client: Driver) -> None:
    devices = client.get_hardware_list("S10001")
    frame = devices.to_pandas().set_index("key")
    inverter = next(one for one in devices if one.function_code == FunctionCode.INVERTER)

    assert frame["function_code"].tolist()[:3] == ["gateway", "cell modem", "production meter"]
    for reading in inverter.data_registers:
        assert frame.loc[inverter.key, reading.name] == reading.value
        assert frame.attrs["units"].get(reading.name, "") == unit_name(reading.unit)
    assert math.isnan(frame.loc["H100001", "KwAC"]), "a data logger has no power"
    assert devices.to_polars().filter(key="H100001")["KwAC"].to_list() == [None]
    assert client.get_site_hardware_production("S10001").to_polars().equals(devices.to_polars())


def test_readings_of_one_name_stay_apart() -> None:
    devices = HardwareList(
        [
            device("H1", register("TempF", 20.0, 30), register("name", 1.0)),
            device("H2", register("TempF", 70.0, 31), register("A", 1.0), register("A", "NaN")),
            device("H3", register("TempF", 25.0, 30), register(None, 5.0)),
        ]
    )
    frame = devices.to_polars()

    assert frame["TempF"].to_list() == [20.0, None, 25.0]
    assert frame["TempF 2"].to_list() == [None, 70.0, None]
    assert devices.table().units["TempF"] == "degC"
    assert devices.table().units["TempF 2"] == "degF"
    assert frame["name 2"].to_list() == [1.0, None, None]
    assert frame["A"].to_list() == [None, 1.0, None]
    assert math.isnan(frame["A 2"][1])
    assert frame["Register"].to_list() == [None, None, 5.0]


def test_triggers(client: Driver) -> None:
    triggers = client.get_alert_triggers("H100005")
    frame = triggers.to_polars()

    assert frame["key"].to_list() == [one.key for one in triggers.triggers]
    assert frame["is_active"].to_list() == [one.is_active for one in triggers.triggers]
    assert frame.schema["is_active"] == pl.Boolean
    assert triggers.table().units["delay_hours_trigger"] == "h"
    assert AlertTriggers(key="H100005").to_polars().schema == frame.schema


def test_counts_of_alerts() -> None:
    summary = AlertSummaryResponse.from_json(
        {
            "total": 3,
            "siteSummary": {"S10001": {"count": 3, "maxSeverity": 5}},
            "hardwareSummary": {"H100001": {"count": 1, "maxSeverity": 4}, "H100002": {"count": 2, "maxSeverity": 9}},
        }
    )
    assert summary.to_polars().to_dict(as_series=False) == {
        "key": ["S10001", "H100001", "H100002"],
        "kind": ["site", "hardware", "hardware"],
        "count": [3, 1, 2],
        "max_severity": ["unresolved", "acknowledged", "9"],
    }
    assert AlertSummaryResponse(total=0).to_polars().columns == ["key", "kind", "count", "max_severity"]


def test_registers(client: Driver) -> None:
    diagnostics = client.get_hardware_diagnostics("H100005")
    frame = diagnostics.to_pandas()

    assert frame["name"].tolist() == [one.name for one in diagnostics.registers]
    assert frame["value"].tolist() == [one.value for one in diagnostics.registers]
    assert frame["register_set"].unique().tolist() == [one.name for one in diagnostics.register_sets]


@pytest.mark.parametrize(
    "empty",
    [
        HardwareList(),
        Rows(SiteOverview),
        PortfolioMetrics(key="C1001"),
        AlertTriggers(key="H100001"),
        HardwareDiagnostics(key="H100001"),
    ],
)
def test_without_rows_there_are_columns(empty: HardwareList) -> None:
    assert empty.to_polars().height == 0
    assert {"key", "name"} & set(empty.to_polars().columns)
    assert len(empty.to_pandas()) == empty.to_arrow().num_rows == 0
    assert empty.to_arrow().column_names == empty.to_polars().columns == list(empty.to_pandas().columns)


def test_types_do_not_depend_on_the_values(client: Driver) -> None:
    full = client.get_hardware_list("S10001").to_polars()
    bare = HardwareList([Hardware(key="H1")]).to_polars()

    assert bare.schema == {name: full.schema[name] for name in bare.columns}
    assert bare.drop("key").row(0) == (None,) * (bare.width - 1)


def test_codes_are_words_or_digits_and_never_both_types() -> None:
    rows = Rows(Hardware, [device("H1", functionCode=code) for code in (1, 6, 999, None)])

    assert column(rows, "function_code").values == ["inverter", "dc combiner", "999", None]
    assert rows.to_polars().schema["function_code"] == pl.String


def test_codes_of_units_are_units() -> None:
    rows = Rows(models.DataRegister, [models.DataRegister.from_json(register("A", 1, unit)) for unit in (57, 1, 64)])
    assert column(rows, "unit").values == ["W/m2", "", "64"]


def test_a_code_that_is_a_quantity_stays_a_number() -> None:
    rows = Rows(ChartData, [ChartData.from_json({"binSize": size}) for size in (15, 60)])
    assert (column(rows, "bin_size").values, column(rows, "bin_size").unit) == ([15, 60], "min")


def test_every_unit_code_has_a_name_but_those_without_a_unit() -> None:
    without = {UnitCode.NONE, UnitCode.DIMENSIONLESS, UnitCode.POWER_FACTOR}
    assert {code for code in UnitCode if not unit_name(code)} == without
    names = [unit_name(code) for code in UnitCode if code not in without]
    assert len(set(names)) == len(names)


def test_moments_are_aware_or_naive_as_they_came() -> None:
    site: JsonObject = {
        "key": "S1",
        "lastDataUTC": "2026-06-24T16:59:00.5-04:00",
        "expirationDate": "2029-02-05T00:00:00",
    }
    rows = Rows(SiteOverview, [SiteOverview.from_json(site), SiteOverview(key="S2")])
    frame = rows.to_polars()

    assert frame["last_data_utc"].to_list() == [datetime(2026, 6, 24, 20, 59, 0, 500000, UTC), None]
    assert frame["expiration_date"].to_list() == [datetime(2029, 2, 5), None]
    assert (frame.schema["last_data_utc"], frame.schema["expiration_date"]) == (
        pl.Datetime("us", "UTC"),
        pl.Datetime("us"),
    )


def test_aware_and_naive_moments_together_are_text() -> None:
    moments = [datetime(2026, 6, 24, 16, tzinfo=UTC), datetime(2026, 6, 24, 16), None]
    rows = Rows(SiteOverview, [SiteOverview(key="S1", last_upload=moment) for moment in moments])
    assert column(rows, "last_upload").values == ["2026-06-24T16:00:00+00:00", "2026-06-24T16:00:00", None]


def test_days() -> None:
    rows = Rows(Hardware, [device("H1", installDate="2024-10-16"), device("H2")])
    assert rows.to_polars()["install_date"].to_list() == [date(2024, 10, 16), None]
    assert rows.to_pandas()["install_date"].iloc[0] == pd.Timestamp("2024-10-16")
    assert rows.to_pandas()["install_date"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, None, 4], [5, None, 4]),
        ([5, 4.5, None], [5.0, 4.5, None]),
        ([True, None], [True, None]),
        (["high", None], ["high", None]),
        (["high", 5, None], ["high", "5", None]),
        ([True, 5], ["True", "5"]),
        ([None, None], [None, None]),
    ],
)
def test_what_nobody_has_seen_gets_the_type_of_its_values(values: list[JsonValue], expected: list[object]) -> None:
    rows = Rows(SiteOverview, [SiteOverview.from_json({"key": "S1", "alertSeverity": value}) for value in values])

    assert column(rows, "alert_severity").values == expected
    assert rows.to_polars()["alert_severity"].to_list() == expected
    assert rows.to_arrow()["alert_severity"].to_pylist() == expected


def test_objects_that_nobody_has_seen_are_left_out() -> None:
    severities: list[JsonValue] = [5, {"level": 5}]
    sites = [SiteOverview.from_json({"key": "S1", "alertSeverity": value}) for value in severities]
    assert "alert_severity" not in Rows(SiteOverview, sites).to_polars().columns


def test_whole_numbers_beyond_64_bits_are_text() -> None:
    rows = Rows(SiteOverview, [SiteOverview(key="S1", id=2**63), SiteOverview(key="S2", id=1), SiteOverview(key="S3")])
    assert rows.to_polars()["id"].to_list() == ["9223372036854775808", "1", None]


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.__name__)
def test_all_that_was_seen_can_be_rows(kind: type[Model]) -> None:
    rows = Rows(kind, EXAMPLES[kind])
    names = [one.name for one in rows.table().columns]
    frame = rows.to_polars()

    assert frame.columns == names
    assert rows.to_pandas().columns.tolist() == names
    assert rows.to_arrow().column_names == names
    assert len(rows.to_pandas()) == rows.to_arrow().num_rows == frame.height == (len(rows) if names else 0)
    for name in set(names) & {"key", "name"}:
        assert frame[name].to_list() == [getattr(row, name) for row in rows]
    assert not set(names) & {"raw", *kind.secret_names}


def test_a_list_of_devices_is_a_list(client: Driver) -> None:
    devices = client.get_hardware_list("S10001")
    plain = list(devices)

    assert isinstance(devices, list)
    assert isinstance(devices, HardwareList)
    assert devices == plain
    assert plain == devices
    assert devices[0] is plain[0]
    assert type(devices[:2]) is list
    assert HardwareList(devices[:2]).to_polars()["key"].to_list() == ["H100001", "H100002"]
    devices.append(Hardware(key="H9"))
    assert devices.to_polars()["key"].to_list()[-1] == "H9"


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, lambda rows: pickle.loads(pickle.dumps(rows))])
def test_rows_can_be_copied(clone: Callable[[Rows[AlertTrigger]], Rows[AlertTrigger]]) -> None:
    rows = Rows(AlertTrigger, [AlertTrigger(key="AS1")])
    copied = clone(rows)

    assert copied == rows
    assert copied is not rows
    assert copied.to_polars().equals(rows.to_polars())


def test_rows_are_printed_in_short() -> None:
    rows = Rows(AlertTrigger, [AlertTrigger(key=f"AS{number}") for number in range(26)])

    assert repr(rows) == "[AlertTrigger(key='AS0'), AlertTrigger(key='AS1'), AlertTrigger(key='AS2'), ... and 23 more]"
    assert repr(Rows(AlertTrigger)) == "[]"


def test_a_name_is_there_once() -> None:
    assert distinct(["a", "a", "a 2", "a", "b"]) == ["a", "a 2", "a 2 2", "a 3", "b"]
