"""Background tasks: how they go on, how they end, and the reports that they make."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import Fault, Simulator

from .browser import ADDRESS, CUSTOMER, INVERTER, OTHER_SITE, SITE, Browser, OpenBrowser, an_object, rows

PAGE = f"{ADDRESS}/powertrack/{CUSTOMER}/reports/reportconfigs/F3001"


def start(browser: Browser, config: JsonValue = None) -> JsonObject:
    """Start the report."""
    body: JsonObject = {"command": 2, "sourceKey": "F3001", "reportConfig": config}
    return an_object(browser.client.post("/api/task/start", json=body, headers={"referer": PAGE}))


def test_a_report_runs(browser: Browser) -> None:
    report = browser.read("reportconfig/F3001")
    changed = report | {"name": "Yield", "reportTitle": ""}
    an_object(browser.client.put("/api/reportconfig", json=changed, headers={"referer": PAGE}))
    task = start(browser)
    assert (task["name"], task["progress"]) == ("Yield", 0)
    results = f"task/results/{task['key']}"
    assert browser.get(results, fileType="CSV").status_code == 404
    progress = [browser.read(f"task/{task['key']}")["progress"] for _ in range(4)]
    assert progress == [0, 50, 100, 100]
    assert rows(browser.read("task/all"), "tasks")[0]["progress"] == 100
    answer = browser.get(results, fileType="CSV")
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.text.split("\r\n")
    assert lines[0] == "Yield"
    assert sum(line.startswith("Site Name,,") for line in lines) == 3


def run_report(browser: Browser, config: JsonValue = None) -> list[list[str]]:
    """Run the report to its end, and give the cells of its lines."""
    key = start(browser, config)["key"]
    for _ in range(3):
        browser.read(f"task/{key}")
    return list(csv.reader(StringIO(browser.get(f"task/results/{key}", fileType="CSV").text, newline="")))


def test_a_report_tells_the_figures_of_the_portfolio(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=12)
    document = browser.read(f"edit/site/{SITE}")
    an_object(browser.save("site", document | {"name": 'Hill, "the" \u00c9tang'}))
    lines = run_report(browser)
    assert lines[:4] == [
        ["Example Report Title"],
        ["Start date:", "4/20/2026 12:00:00 AM"],
        ["End date:", "4/23/2026 12:00:00 AM"],
        [],
    ]
    listed = rows(browser.read(f"view/portfolio/{CUSTOMER}", mergeHash=""), "sites")
    told = [lines[start : start + 4] for start in range(4, len(lines), 4)]
    assert len(told) == len(listed) == 12
    for (name, number, energy, update), row in zip(told, listed, strict=True):
        assert name == ["Site Name", "", row["name"]]
        assert number == ["Site ID", "", str(row["id"])]
        missing = row["today"] in (None, "NaN")
        assert energy == (["Energy Today (kWh)"] if missing else ["Energy Today (kWh)", "", str(row["today"])])
        assert len(update) == (1 if row["lastUpload"] is None else 3)
    assert told[2][2:] == [["Energy Today (kWh)"], ["Last Update"]], "the third site never had data"
    assert re.fullmatch(r"6/24/2026 1:\d\d:\d\d PM|6/24/2026 12:\d\d:\d\d PM", told[0][3][2]), "in the zone of the site"


def test_a_report_runs_as_the_request_has_it(browser: Browser) -> None:
    report = browser.read("reportconfig/F3001")
    named: list[JsonValue] = [{"key": INVERTER}, {"key": OTHER_SITE}, {"key": SITE}, {"key": "S99999"}, {"key": "H1"}]
    lines = run_report(browser, report | {"reportTitle": "Two sites", "range": {}, "sourceItems": named})
    assert lines[0] == ["Two sites"]
    assert lines[1] == ["Start date:", "6/24/2026 12:00:00 AM"]
    assert [line[2] for line in lines if line[:1] == ["Site ID"]] == ["10001", "10002"]
    assert browser.read("reportconfig/F3001") == report
    body: JsonObject = {"command": 2, "sourceKey": "F3001"}
    wrongs: list[JsonValue] = [[], "x", {"range": 5}]
    for wrong in wrongs:
        sent: JsonObject = {**body, "reportConfig": wrong}
        response = browser.client.post("/api/task/start", json=sent, headers={"referer": PAGE})
        assert response.status_code == 400


def test_a_report_belongs_to_the_customer(open_browser: OpenBrowser) -> None:
    browser = open_browser(Simulator(sites=2, customer="C77"))
    assert browser.read("reportconfig/F3001")["ownerKey"] == "C77"
    for customer, status in (("C1001", 403), ("C77", 200)):
        headers = {"referer": f"{ADDRESS}/powertrack/{customer}/reports/reportconfigs/F3001"}
        body = {"command": 2, "sourceKey": "F3001"}
        assert browser.client.post("/api/task/start", json=body, headers=headers).status_code == status
    for _ in range(3):
        browser.read("task/1000001")
    assert browser.get("task/results/1000001", fileType="CSV").text.count("Site Name") == 2


def test_a_task_may_fail(browser: Browser) -> None:
    browser.simulator.inject(Fault("task-failed", after=1))
    key = start(browser)["key"]
    looks = [browser.read(f"task/{key}") for _ in range(4)]
    assert [look["progress"] for look in looks] == [0, 50, 50, 50]
    assert [bool(look["message"]) for look in looks] == [False, True, True, True]
    assert looks[0]["status"] != looks[1]["status"]
    assert browser.get(f"task/results/{key}", fileType="CSV").status_code == 404
    assert start(browser)["key"] != key, "the next one is not harmed"
    assert [browser.read("task/1000002")["progress"] for _ in range(3)] == [0, 50, 100]


def test_a_task_may_get_stuck(browser: Browser) -> None:
    browser.simulator.inject(Fault("task-stuck", times=None))
    key = start(browser)["key"]
    assert [browser.read(f"task/{key}")["progress"] for _ in range(9)] == [0] * 9
    browser.simulator.clear_faults()
    assert [browser.read(f"task/{key}")["progress"] for _ in range(3)] == [0, 50, 100]


@pytest.mark.parametrize("path", ["task/all", "task/results/1000001", f"view/site/{SITE}"])
def test_only_looks_at_a_task_are_harmed(browser: Browser, path: str) -> None:
    browser.simulator.inject(Fault("task-failed"))
    browser.get(path, fileType="CSV")
    key = start(browser)["key"]
    assert browser.read(f"task/{key}")["message"] != ""
