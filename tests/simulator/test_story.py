"""All views tell the same story."""

from __future__ import annotations

import time

import pytest

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator import Simulator

from .browser import (
    CUSTOMER,
    EMPTY_SITE,
    FAULTED_SITE,
    INVERTER,
    SITE,
    Browser,
    OpenBrowser,
    an_object,
    figure,
    part,
    row_of,
    rows,
)

PATHS = [
    f"view/portfolio/{CUSTOMER}",
    f"view/site/{SITE}",
    f"edit/site/{SITE}",
    f"edit/sitehardware/{SITE}",
    f"view/sitehardwareproduction/{SITE}",
    f"edit/hardware/{INVERTER}",
    f"view/hardwarestatus/{INVERTER}",
    f"alerttrigger/{INVERTER}",
    f"view/activealerts/activesummary/{CUSTOMER}",
    f"edit/modeling/{SITE}",
    f"edit/modeling/{INVERTER}",
    f"node/{SITE}",
]


@pytest.mark.parametrize("path", PATHS)
def test_the_same_seed_gives_the_same_bytes(path: str, open_browser: OpenBrowser) -> None:
    assert open_browser(sites=9).get(path).content == open_browser(sites=9).get(path).content


def test_charts_are_the_same_bytes_too(open_browser: OpenBrowser) -> None:
    assert open_browser().chart(chartType=2).content == open_browser().chart(chartType=2).content


def test_another_seed_makes_another_world(open_browser: OpenBrowser) -> None:
    path = f"view/portfolio/{CUSTOMER}"
    assert open_browser(Simulator(seed=1)).get(path).content != open_browser(Simulator(seed=2)).get(path).content


def test_a_site_does_not_depend_on_how_many_there_are(open_browser: OpenBrowser) -> None:
    path = f"edit/site/{SITE}"
    assert open_browser(sites=1).get(path).content == open_browser(sites=500).get(path).content


def test_names_keys_and_parents_agree(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=6)
    portfolio = rows(browser.read(f"view/portfolio/{CUSTOMER}"), "sites")
    assert [row["key"] for row in portfolio] == browser.simulator.site_keys
    for row in portfolio:
        key = str(row["key"])
        view, form, node = (browser.read(f"{path}/{key}") for path in ("view/site", "edit/site", "node"))
        assert row["name"] == view["name"] == form["name"] == node["name"]
        assert view["parentKey"] == form["parentKey"] == node["parentKey"] == CUSTOMER
        assert row["timeZone"] == form["tz"]
        assert row["pvCapacityAc"] == form["capacityAc"]
        assert row["pvCapacityDc"] == pytest.approx(figure(form["capacityDc"]) * 1000)
        assert (view["latitude"], view["longitude"]) == (
            part(form, "location")["latitude"],
            part(form, "location")["longitude"],
        )
        assert row["inverterCount"] == len(rows(browser.nodes(key, subKinds=[1]), "nodes"))


def test_devices_agree(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=5)
    for site in browser.simulator.site_keys:
        produced = {row["key"]: row for row in rows(browser.read(f"view/sitehardwareproduction/{site}"), "hardware")}
        listed = {row["hardwareKey"]: row for row in rows(browser.read(f"edit/sitehardware/{site}"), "hardware")}
        nodes = {node["key"]: node for node in rows(browser.nodes(site), "nodes")}
        assert list(produced) == list(listed) == list(nodes)
        for key, row in produced.items():
            form, status = browser.read(f"edit/hardware/{key}"), browser.read(f"view/hardwarestatus/{key}")
            names = {
                row["name"],
                listed[key]["description"],
                nodes[key]["name"],
                form["description"],
                status["hardwareName"],
            }
            assert len(names) == 1
            assert form["parentKey"] == status["parentKey"] == nodes[key]["parentKey"] == site
            assert row["functionCode"] == listed[key]["functionCode"] == nodes[key]["subKind"] == form["functionCode"]
            assert row["lastChanged"] == listed[key]["ts"] == nodes[key]["lastChanged"] == form["ts"]


def test_a_plant_has_its_devices(browser: Browser) -> None:
    codes = [row["functionCode"] for row in rows(browser.read(f"edit/sitehardware/{SITE}"), "hardware")]
    assert codes == [10, 31, 2, 5, 1, 1, 1, 1]


@pytest.mark.parametrize("inverters", [1, 12])
def test_as_many_inverters_as_asked_for(open_browser: OpenBrowser, inverters: int) -> None:
    browser = open_browser(Simulator(inverters=inverters))
    assert len(rows(browser.nodes(SITE, subKinds=[1]), "nodes")) == inverters
    assert len(rows(browser.read(f"edit/modeling/{SITE}"), "selectedHardware")) == inverters


def test_models_agree_with_inverters(browser: Browser) -> None:
    model = browser.read(f"edit/modeling/{SITE}")
    form = browser.read(f"edit/site/{SITE}")
    assert model["latitude"] == part(form, "location")["latitude"]
    inverters = [browser.read(f"edit/modeling/{row['key']}") for row in rows(model, "selectedHardware")]
    assert sum(figure(each["dcRating"]) for each in inverters) == pytest.approx(figure(model["dcRating"]))
    for each in inverters:
        array = rows(part(each, "pvConfig"), "inverters")[0]
        modules = figure(array["numOfStrings"]) * figure(array["panelsPerString"]) * figure(array["wattsPerPanel"])
        assert modules / 1000 == pytest.approx(figure(each["dcRating"]))
        assert [row["key"] for row in rows(each, "selectedHardware") if row["selected"]] == [each["key"]]


def test_a_new_name_shows_everywhere(browser: Browser) -> None:
    an_object(
        browser.save(
            "site", browser.read(f"edit/site/{SITE}") | {"name": "Renamed", "capacityAc": 0.6, "capacityAcUnit": 12}
        )
    )
    row = row_of(browser.read(f"view/portfolio/{CUSTOMER}"), "sites", SITE)
    assert (row["name"], row["pvCapacityAc"]) == ("Renamed", 600.0)
    assert browser.read(f"view/site/{SITE}")["name"] == browser.read(f"node/{SITE}")["name"] == "Renamed"
    an_object(browser.save("hardware", browser.read(f"edit/hardware/{INVERTER}") | {"description": "Roof"}))
    assert row_of(browser.read(f"view/sitehardwareproduction/{SITE}"), "hardware", INVERTER)["name"] == "Roof"
    assert browser.read(f"view/hardwarestatus/{INVERTER}")["hardwareName"] == "Roof"
    assert browser.read(f"node/{INVERTER}")["name"] == "Roof"
    assert "Roof" in [line["name"] for line in rows(an_object(browser.chart(chartType=2)), "series")]


def test_alerts_agree(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=40)
    whole = browser.read(f"view/activealerts/activesummary/{CUSTOMER}")
    sites, devices = part(whole, "siteSummary"), part(whole, "hardwareSummary")
    assert whole["total"] == sum(figure(part(sites, key)["count"]) for key in sites)
    assert whole["total"] == sum(figure(part(devices, key)["count"]) for key in devices)
    for row in rows(browser.read(f"view/portfolio/{CUSTOMER}"), "sites"):
        severity = part(sites, str(row["key"]))["maxSeverity"] if row["key"] in sites else None
        assert row["alertSeverity"] == severity
        assert bool(row["alertName"]) == (row["key"] in sites)
    for key in devices:
        site = str(browser.read(f"node/{key}")["parentKey"])
        one = browser.read(f"view/activealerts/activesummary/{key}")
        assert one == {
            "hardwareSummary": {key: devices[key]},
            "siteSummary": {site: devices[key]},
            "total": part(devices, key)["count"],
        }
        assert key in part(browser.read(f"view/activealerts/activesummary/{site}"), "hardwareSummary")
        assert rows(browser.read(f"alerttrigger/{key}"), "triggers")


def test_a_trigger_is_found_by_its_key(browser: Browser) -> None:
    triggers = rows(browser.read(f"alerttrigger/{INVERTER}"), "triggers")
    assert {str(trigger["key"])[:2] for trigger in triggers} == {"AS", "x2"}
    for trigger in triggers:
        assert browser.read(f"alerttrigger/{trigger['key']}") == trigger
        assert browser.read(f"node/{trigger['key']}")["parentKey"] == INVERTER
    own = rows(browser.read(f"alerttrigger/{SITE}"), "triggers")
    assert [trigger["parentKey"] for trigger in own] == [SITE] * 3


def test_the_first_sites_are_well_and_others_are_not(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=60)
    by_key: dict[str, JsonObject] = {
        str(row["key"]): row for row in rows(browser.read(f"view/portfolio/{CUSTOMER}"), "sites")
    }
    for key in (SITE, "S10002"):
        assert figure(by_key[key]["availability"]) >= 98
        assert figure(by_key[key]["power"]) > 0
        assert figure(by_key[key]["energyRatio"]) > 85
    assert by_key[EMPTY_SITE]["availability"] == by_key[EMPTY_SITE]["today"] == "NaN"
    assert by_key[EMPTY_SITE]["lastDataUTC"] is None
    assert figure(by_key[FAULTED_SITE]["availability"]) < 95
    assert by_key[FAULTED_SITE]["inverterFaults"] == 1
    assert any(row["power"] is None for row in by_key.values())
    healthy = [row for row in by_key.values() if row["alertSeverity"] is None]
    assert len(healthy) > 40
    assert len({row["timeZone"] for row in healthy}) >= 4
    assert len({row["pvCapacityAc"] for row in healthy}) >= 4


def test_a_broken_inverter_says_so(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=4)
    halted = list(part(browser.read(f"view/activealerts/activesummary/{FAULTED_SITE}"), "hardwareSummary"))
    assert len(halted) == 1
    registers = rows(rows(browser.read(f"view/hardwarestatus/{halted[0]}"), "registerSets")[0], "registers")
    assert {register["value"] for register in registers} >= {"Fault", "Ground fault"}
    row = row_of(browser.read(f"view/sitehardwareproduction/{FAULTED_SITE}"), "hardware", halted[0])
    power = row_of(row, "dataRegisters", "KwAC", "name")
    assert power["value"] == 0.0


def test_a_site_without_data_shows_none(browser: Browser) -> None:
    for row in rows(browser.read(f"view/sitehardwareproduction/{EMPTY_SITE}"), "hardware"):
        assert row["lastSuccess"] is None
        assert {register["value"] for register in rows(row, "dataRegisters")} <= {"NaN"}
    chart = an_object(browser.chart(EMPTY_SITE))
    assert chart["dataNotAvailable"] is True
    assert all(line["dataXy"] == [] for line in rows(chart, "series"))


def test_figures_of_today_are_those_of_the_chart(browser: Browser) -> None:
    row = row_of(browser.read(f"view/portfolio/{CUSTOMER}"), "sites", SITE)
    chart = an_object(browser.chart(start="2026-06-24", end="2026-06-24"))
    power = [figure(point["y"]) for point in rows(rows(chart, "series")[0], "dataXy")]
    assert figure(part(chart, "namedResults")["energy"]) == pytest.approx(figure(row["today"]), abs=0.001)
    assert power[-1] == pytest.approx(figure(row["power"]), abs=0.001)
    devices = rows(browser.read(f"view/sitehardwareproduction/{SITE}"), "hardware")
    meter = next(device for device in devices if device["functionCode"] == 2)
    assert row_of(meter, "dataRegisters", "KW", "name")["value"] == row["power"]


@pytest.mark.parametrize(
    "path", [path for path in PATHS if not path.startswith("edit/")] + [f"node/{CUSTOMER}", f"alerttrigger/{SITE}"]
)
def test_nothing_new_is_an_empty_answer(browser: Browser, path: str) -> None:
    everything = browser.get(path)
    assert browser.get(path, lastChanged="1900-01-01T00:00:00.000Z").content == everything.content
    newer = browser.get(path, lastChanged="2099-01-01T00:00:00Z")
    assert (newer.status_code, newer.content) == (200, b"")
    changed = everything.json().get("lastChanged")
    if changed is not None:
        assert browser.get(path, lastChanged=changed).content == everything.content


def test_a_save_is_news(browser: Browser) -> None:
    stamp = str(browser.read(f"view/portfolio/{CUSTOMER}")["lastChanged"])
    an_object(browser.save("site", browser.read(f"edit/site/{SITE}")))
    assert browser.read(f"view/site/{SITE}", lastChanged=stamp)["key"] == SITE


def test_edit_documents_come_whatever_was_seen(browser: Browser) -> None:
    assert browser.read(f"edit/site/{SITE}", lastChanged="2099-01-01T00:00:00Z")["key"] == SITE


def test_thousands_of_sites(open_browser: OpenBrowser) -> None:
    started = time.process_time()
    simulator = Simulator(sites=5000, customer="C1234")
    assert time.process_time() - started < 1
    browser = open_browser(simulator)
    assert browser.read("edit/site/S12345")["parentKey"] == "C1234"
    assert browser.read("edit/hardware/H123456")["functionCode"] == 1
    sites = rows(browser.read("view/portfolio/C1234"), "sites")
    assert time.process_time() - started < 60
    assert len(sites) == 5000
    assert len({row["name"] for row in sites}) == 5000
    assert len(rows(browser.nodes("C1234", kinds=["site"]), "nodes")) == 5000
