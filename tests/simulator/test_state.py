"""What is written through one operation shows in the others."""

from __future__ import annotations

import json

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import Simulator

from .browser import ADDRESS, CUSTOMER, FAULTED_SITE, INVERTER, METER, SITE, Browser, OpenBrowser, an_object, part, rows

ALERTS = f"/powertrack/{METER}/administration/alertsettings"
REPORTS = f"/powertrack/{CUSTOMER}/reports/reportconfigs"
FILES = f"/powertrack/{SITE}/files/D4001"


def send(browser: Browser, method: str, path: str, page: str, body: JsonValue = None) -> JsonValue:
    """What a write from a page is answered with."""
    response = browser.client.request(method, f"/api/{path}", json=body, headers={"referer": ADDRESS + page})
    assert response.status_code == 200, response.text
    answer: JsonValue = response.json() if response.content else None
    return answer


def saved(browser: Browser, method: str, path: str, page: str, body: JsonValue = None) -> JsonObject:
    """The object that a write from a page is answered with."""
    answer = send(browser, method, path, page, body)
    assert isinstance(answer, dict)
    return answer


def names(browser: Browser, key: str = METER) -> list[JsonValue]:
    """Names of the triggers of a device."""
    return [trigger["name"] for trigger in rows(browser.read(f"alerttrigger/{key}"), "triggers")]


def test_a_trigger_lives_and_dies(browser: Browser) -> None:
    before = browser.read(f"alerttrigger/{METER}")
    template = browser.read(f"alerttrigger/new/{METER}/AI258")
    assert (template["key"], template["parentKey"], template["alertTypeKey"]) == ("", METER, "AI258")
    made = saved(browser, "POST", "alerttrigger", ALERTS, template | {"name": "Night check"})
    assert names(browser) == ["Device communication", "Zero production", "Night check"]
    assert browser.read(f"alerttrigger/{made['key']}") == made
    assert browser.read(f"node/{made['key']}")["path"] == [CUSTOMER, SITE, METER]
    changed = saved(browser, "PUT", "alerttrigger", ALERTS, made | {"delayHoursTrigger": 2.5})
    assert changed == made | {"delayHoursTrigger": 2.5, "lastChanged": changed["lastChanged"]}
    assert str(changed["lastChanged"]) > str(made["lastChanged"])
    send(browser, "DELETE", f"alerttrigger/{METER}/{made['key']}", ALERTS)
    after = browser.read(f"alerttrigger/{METER}")
    assert after == before | {"lastChanged": after["lastChanged"]}
    assert str(after["lastChanged"]) > str(changed["lastChanged"])
    assert browser.get(f"alerttrigger/{made['key']}").status_code == 404


def test_several_triggers_at_once(browser: Browser) -> None:
    templates = browser.read(f"alerttrigger/{METER}")["defaultTriggers"]
    made = send(browser, "POST", "alerttriggers", ALERTS, templates)
    assert isinstance(made, list)
    assert len({each["key"] for each in made if isinstance(each, dict)}) == 2
    assert names(browser) == ["Device communication", "Zero production"] * 2


def test_all_triggers_of_a_device_can_go(browser: Browser) -> None:
    send(browser, "DELETE", f"alerttrigger/{METER}", ALERTS)
    assert names(browser) == []
    assert names(browser, INVERTER) != []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "alerttrigger", {"alertTypeKey": "AI250", "parentKey": METER}),
        ("PUT", "alerttrigger", {"key": "AS400008"}),
        ("DELETE", f"alerttrigger/{METER}/AS400008", None),
        ("POST", "task/start", {"command": 2, "sourceKey": "F3001"}),
        ("PUT", "edit/rate", {"key": "F3002"}),
        ("DELETE", "edit/rate/F3002", None),
        ("POST", "folderconfig", {"name": "New", "parentKey": SITE}),
        ("POST", "edit/sitehardware/checkallhardware", {"key": SITE}),
    ],
)
def test_a_write_from_elsewhere_is_refused(browser: Browser, method: str, path: str, body: JsonValue) -> None:
    for page in (None, f"{ADDRESS}/powertrack/{SITE}/overview/dashboard", f"https://elsewhere.invalid{ALERTS}"):
        headers = {} if page is None else {"referer": page}
        assert browser.client.request(method, f"/api/{path}", json=body, headers=headers).status_code == 403


def test_what_cannot_stand_in_a_field_is_refused(browser: Browser) -> None:
    document = browser.read(f"edit/site/{SITE}")
    changes: list[dict[str, JsonValue]] = [{"name": 3}, {"capacityAc": "much"}, {"location": []}, {"ts": "yesterday"}]
    for change in changes:
        assert browser.save("site", document | change).status_code == 400
    assert browser.read(f"edit/site/{SITE}") == document


def test_a_rate_lives_and_dies(browser: Browser) -> None:
    template = an_object(browser.ask("edit/rate/new", "D4001"))
    made = saved(browser, "POST", "edit/rate", f"{FILES}/new-rate-config", template | {"name": "Tariff"})
    key = str(made["key"])
    assert browser.read(f"edit/rate/{key}") == made
    assert browser.read(f"fileconfig/{key}")["name"] == "Tariff"
    changed = saved(browser, "PUT", "edit/rate", f"{FILES}/{key}", made | {"units": 65, "selectedIdx": 0})
    assert changed == made | {"units": 65, "ts": changed["ts"]}
    send(browser, "DELETE", f"edit/rate/{key}", f"{FILES}/{key}")
    for path in ("edit/rate", "fileconfig", "node"):
        assert browser.get(f"{path}/{key}").status_code == 404


def test_a_pv_model_file_gets_a_new_revision(browser: Browser) -> None:
    document = browser.read("edit/pvmodel/F3003")
    changed = saved(browser, "PUT", "edit/pvmodel", f"{FILES}/F3003", document | {"description": "South"})
    assert changed["revision"] == int(str(document["revision"])) + 1
    assert browser.read("edit/pvmodel/F3003") == changed


def test_reports_are_listed_in_parts(browser: Browser) -> None:
    template = browser.read(f"reportconfig/new/{CUSTOMER}/0/undefined")
    for number in range(60):
        saved(browser, "POST", "reportconfig", "", template | {"reportTitle": f"Report {number}", "name": f"R{number}"})
    listed: list[JsonValue] = []
    since, more = "1900-01-01T00:00:00.000Z", True
    while more:
        response = browser.client.post(
            "/api/view/reportconfigs", params={"lastChanged": since}, json={"key": CUSTOMER, "filter": ""}
        )
        answer = an_object(response)
        listed += [row["name"] for row in rows(answer, "list")]
        since, more = str(answer["lastChanged"]), answer["isMore"] is True
    assert listed == ["Example Report", *(f"R{number}" for number in range(60))]


def test_a_module_is_added(browser: Browser) -> None:
    assert send(browser, "POST", "edit/pvsystmodule", "", {"manufacturer": "Example", "model": "E 400"}) == {}
    for key in (SITE, INVERTER, "F3003"):
        assert browser.get(f"view/pvsystmodules/{key}").json()[-1]["name"] == "Example, E 400"


def test_preferences_are_kept_as_text(browser: Browser) -> None:
    value = json.dumps({"app": {"showPanel": False}})
    send(browser, "POST", "userpreferences", f"/powertrack/{INVERTER}/administration/config", value)
    assert browser.read("userpreferences")["value"] == value


def test_writes_are_in_the_audit_log(browser: Browser) -> None:
    an_object(browser.save("hardware", browser.read(f"edit/hardware/{INVERTER}")))
    assert browser.save("hardware", {"key": INVERTER}, "/elsewhere").status_code == 403
    for key, deep, count in ((INVERTER, False, 1), (SITE, False, 0), (SITE, True, 1), (METER, True, 0)):
        log = an_object(browser.ask("auditlog", {"ancestorKey": key, "isRecursive": deep}))
        assert [entry["parentKey"] for entry in rows(log, "auditLogs")] == [INVERTER] * count


def test_alerts_are_those_of_the_summary(open_browser: OpenBrowser) -> None:
    browser = open_browser(Simulator(sites=12))
    for key in (CUSTOMER, SITE, FAULTED_SITE):
        summary = browser.read(f"view/activealerts/activesummary/{key}")
        alerts = rows(browser.read(f"view/activealerts/{key}"), "list")
        assert len(alerts) == summary["total"]
        assert {alert["hardwareKey"] for alert in alerts} == set(part(summary, "hardwareSummary"))
        for alert in alerts:
            trigger = rows(browser.read(f"alerttrigger/{alert['hardwareKey']}"), "triggers")
            assert alert["alertTriggerId"] in [each["id"] for each in trigger]
        asked: JsonObject = {"key": key, "from": "2026-06-24", "to": "2026-06-24", "offset": 0}
        assert rows(an_object(browser.ask("view/alerthistory", asked)), "list") == alerts


def test_small_views_follow_the_document(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{INVERTER}")
    rows(document, "settings")[3]["value"] = 0.01
    rows(document, "registerOffsets")[0]["value"] = 12.5
    an_object(browser.save("hardware", document | {"description": "Renamed"}))
    settings = {
        each["name"]: each["value"] for each in rows(browser.read(f"view/driversettings/{INVERTER}"), "driverSettings")
    }
    assert settings["dev:ScaleKW"] == "0.01"
    assert rows(browser.read(f"view/registeroffsets/{INVERTER}"), "registerOffsets")[0]["value"] == 12.5
    listed = {
        row["key"]: row["name"] for row in rows(an_object(browser.ask("view/sitehardware", {"key": SITE})), "hardware")
    }
    assert listed[INVERTER] == "Renamed"
    tags = an_object(browser.ask("tag", {"ancestorKey": SITE, "isRecursive": False, "types": ["attribute"]}))
    assert tags["attributes"] == part(browser.read(f"edit/site/{SITE}"), "tags")["attributes"]


def test_a_captured_answer_tells_of_the_site_that_is_asked_for(browser: Browser) -> None:
    for path in ("view/sitelinks", "view/siteshares", "projectmanagement", "subscription", "production"):
        assert browser.read(f"{path}/S10002")["key"] == "S10002"
    project = browser.read("projectmanagement/S10002")
    assert project["name"] == browser.read("edit/site/S10002")["name"]
