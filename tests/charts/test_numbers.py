"""Numbers of charts that a site does not have are errors that name those that it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.bent import bent
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import wire

MENU = "/api/view/chart/builtin"


@pytest.mark.parametrize("number", [0, -1, -15])
def test_no_number_of_a_chart(client: Driver, sim: Simulator, number: int) -> None:
    with pytest.raises(ValidationError, match=rf"chart_type is {number}; a number above 0"):
        client.get_chart_data(number, "S10001")
    with pytest.raises(ValidationError, match=rf"chart_type is {number}; a number above 0"):
        client.export_portfolio("C1001", "out", chart_type=number)
    assert sim.requests == []


@pytest.mark.parametrize("number", [3, 16, 150, 999, 10**12])
def test_a_chart_that_no_menu_has_is_refused_with_those_that_there_are(
    client: Driver, sim: Simulator, number: int
) -> None:
    with pytest.raises(ValidationError, match=f"S10001 has no chart {number}; it has 15 Production Meter, 20 Wind, "):
        client.get_chart_data(number, "S10001")
    assert [sent.path for sent in wire(sim)] == [MENU]


def test_the_nearest_of_many_charts_are_named(connect: Connect) -> None:
    menu: JsonValue = {
        "chartMenuSections": [{"predefinedCharts": [{"chartType": 1000 + 10 * one} for one in range(50)]}]
    }
    with pytest.raises(ValidationError, match=r"the nearest of its 50 are 1000, 1010, .*, 1190$"):
        connect(answers(menu)).get_chart_data(999, "S10001")


def test_a_chart_is_read_if_its_site_lists_it_or_has_no_menu(sim: Simulator, connect: Connect) -> None:
    listed: JsonValue = [{"predefinedCharts": [{"chartType": 999}]}]
    for sections in (listed, []):

        def menu(answer: JsonObject, _: JsonObject, sections: JsonValue = sections) -> None:
            answer["chartMenuSections"] = sections

        assert connect(bent(sim, {MENU: menu})).get_chart_data(999, "S10001").series


def test_an_export_takes_a_chart_that_one_site_lists(sim: Simulator, connect: Connect, tmp_path: Path) -> None:
    def menu(answer: JsonObject, body: JsonObject) -> None:
        number = 999 if body["siteKeys"] == ["S10002"] else 15
        answer["chartMenuSections"] = [{"predefinedCharts": [{"chartType": number}]}]

    client = connect(bent(sim, {MENU: menu}))
    done = client.export_portfolio(
        "C1001", tmp_path / "new", what=["charts"], format="csv", chart_type=999, start_date="2026-06-20"
    )
    assert done.failed == ()
    with pytest.raises(ValidationError, match=r"has no chart 998; it has 15"):
        client.export_portfolio("C1001", tmp_path / "none", format="csv", chart_type=998)
    assert [path.name for path in (tmp_path / "none").iterdir()] == ["manifest.json"]
