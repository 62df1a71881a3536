"""A PUT does to a document what PowerTrack does to it."""

from __future__ import annotations

import json

import pytest

from powertrack_core.decoding import JsonObject, JsonValue

from .browser import (
    ADDRESS,
    INVERTER,
    METER,
    OTHER_SITE,
    SECOND_INVERTER,
    SITE,
    STATION,
    Browser,
    OpenBrowser,
    an_object,
    page_of,
    part,
    row_of,
    rows,
)

DOCUMENTS = [("site", SITE), ("hardware", INVERTER), ("sitehardware", SITE), ("modeling", SITE), ("modeling", INVERTER)]
CHANGED_BY_A_SAVE = {"ts", "newNote", "outOfServiceUntil"}


def test_a_change_is_stored(browser: Browser) -> None:
    document = browser.read(f"edit/site/{SITE}")
    part(document, "location")["latitude"] = 40.6
    answer = an_object(browser.save("site", document))
    assert answer == browser.read(f"edit/site/{SITE}")
    assert {name for name in document if answer[name] != document[name]} == {"ts"}
    assert part(answer, "location")["latitude"] == 40.6


@pytest.mark.parametrize(("kind", "key"), [("site", SITE), ("hardware", INVERTER), ("hardware", METER)])
def test_every_save_moves_the_stamp_and_little_else(browser: Browser, kind: str, key: str) -> None:
    document = browser.read(f"edit/{kind}/{key}")
    first = an_object(browser.save(kind, document))
    second = an_object(browser.save(kind, document))
    assert str(document["ts"]) < str(first["ts"]) < str(second["ts"])
    assert {name for name in document if second[name] != document[name]} <= CHANGED_BY_A_SAVE


def test_a_stale_stamp_is_accepted(browser: Browser) -> None:
    document = browser.read(f"edit/site/{SITE}")
    an_object(browser.save("site", document | {"name": "First"}))
    assert an_object(browser.save("site", document | {"name": "Second"}))["name"] == "Second"


@pytest.mark.parametrize(("kind", "key"), DOCUMENTS)
@pytest.mark.parametrize(
    "referer",
    [
        None,
        "",
        ADDRESS,
        f"{ADDRESS}/",
        f"{ADDRESS}/powertrack/{OTHER_SITE}/administration/config",
        f"{ADDRESS}/powertrack/{SITE}/overview/dashboard",
        f"https://elsewhere.invalid{page_of('site', SITE)}",
        page_of("site", SITE),
        "http://[",
    ],
)
def test_a_save_from_another_page_is_refused(browser: Browser, kind: str, key: str, referer: str | None) -> None:
    document = browser.read(f"edit/{kind}/{key}")
    headers = {} if referer is None else {"referer": referer}
    response = browser.client.put(f"/api/edit/{kind}", json=document, headers=headers)
    assert response.status_code == 403
    assert page_of(kind, key) in response.json()["message"]
    assert browser.read(f"edit/{kind}/{key}") == document


@pytest.mark.parametrize(("kind", "key"), DOCUMENTS)
def test_a_save_from_its_page_is_accepted(browser: Browser, kind: str, key: str) -> None:
    document = browser.read(f"edit/{kind}/{key}")
    assert browser.save(kind, document).status_code == 200
    assert browser.save(kind, document, page_of(kind, key) + "?tab=2").status_code == 200


def test_a_model_is_saved_from_the_page_of_its_own_site(browser: Browser) -> None:
    document = browser.read(f"edit/modeling/{INVERTER}")
    page = page_of("modeling", OTHER_SITE)
    assert browser.save("modeling", document, page).status_code == 403


@pytest.mark.parametrize(
    ("kind", "key"), [("site", "S99999"), ("site", INVERTER), ("hardware", SITE), ("modeling", METER)]
)
def test_an_unknown_target_is_not_found(browser: Browser, kind: str, key: str) -> None:
    assert browser.save(kind, {"key": key}).status_code == 404


@pytest.mark.parametrize("body", [{}, {"key": None}, {"key": 10001}])
def test_a_target_has_to_be_named(browser: Browser, body: JsonObject) -> None:
    assert browser.save("site", body).status_code == 400


def test_fields_left_out_are_lost(browser: Browser) -> None:
    document = browser.read(f"edit/site/{SITE}")
    for name in ("description", "capacityDc", "tags"):
        del document[name]
    del part(document, "location")["city"]
    an_object(browser.save("site", document))
    now = browser.read(f"edit/site/{SITE}")
    assert not {"description", "capacityDc", "tags"} & set(now)
    assert "city" not in part(now, "location")
    assert set(now) == set(document)


def test_a_device_loses_what_is_left_out(browser: Browser) -> None:
    an_object(browser.save("hardware", {"key": INVERTER, "description": "Bare"}))
    now = browser.read(f"edit/hardware/{INVERTER}")
    assert set(now) == {"key", "description", "ts", "newNote", "outOfServiceUntil"}


@pytest.mark.parametrize(("kind", "key"), DOCUMENTS)
def test_unknown_fields_vanish_without_a_word(browser: Browser, kind: str, key: str) -> None:
    document = browser.read(f"edit/{kind}/{key}")
    answer = an_object(browser.save(kind, document | {"acCapacityKw": 500.0, "enableBool": True}))
    assert set(answer) == set(document)


def test_unknown_fields_vanish_at_any_depth(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{INVERTER}")
    rows(document, "settings")[0]["comment"] = "new"
    part(document, "pvConfig")["color"] = "blue"
    answer = an_object(browser.save("hardware", document))
    assert "comment" not in rows(answer, "settings")[0]
    assert "color" not in part(answer, "pvConfig")


def test_values_come_back_as_they_were_sent(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{STATION}")
    values: list[JsonValue] = [
        9007199254740993,
        -(2**63),
        1.0,
        1,
        0.1,
        1e-7,
        -0.0,
        None,
        True,
        "Zoë °C ☀ \r\n",
        [[1.0, [2]]],
    ]
    document["conflictNames"] = values
    document["validatedDateTime"] = "2026-01-02T03:04:05.1234567"
    sent = json.dumps(values)
    browser.save("hardware", document)
    kept = browser.get(f"edit/hardware/{STATION}").json()
    assert json.dumps(kept["conflictNames"]) == sent
    assert kept["validatedDateTime"] == "2026-01-02T03:04:05.1234567"
    assert list(kept) == list(document)


def test_text_that_is_no_unicode_survives(browser: Browser) -> None:
    body = json.dumps(browser.read(f"edit/site/{SITE}") | {"tagLine": "?"}).replace('"?"', r'"\ud800"').encode()
    headers = {"referer": ADDRESS + page_of("site", SITE)}
    assert browser.client.put("/api/edit/site", content=body, headers=headers).status_code == 200
    assert rb"\ud800" in browser.get(f"edit/site/{SITE}").content


def test_documents_hold_what_is_hard_to_carry(browser: Browser) -> None:
    """A client that loses digits, kinds of numbers or letters shows it on documents nobody prepared."""
    inverter, station = browser.get(f"edit/hardware/{INVERTER}").json(), browser.get(f"edit/hardware/{STATION}").text
    numbers = [setting["value"] for setting in inverter["settings"]]
    assert any(isinstance(value, int) and float(value) != value for value in numbers)
    assert any(isinstance(value, float) and value.is_integer() for value in numbers)
    assert len(inverter["outOfServiceUntil"].partition(".")[2]) == len("1234567Z")
    assert "m²" in station
    assert "°" in inverter["driverNotes"]


def test_a_note_is_taken_out(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{INVERTER}")
    for note in ("Swapped the fan", None):
        assert an_object(browser.save("hardware", document | {"newNote": note}))["newNote"] == ""
    del document["newNote"]
    assert an_object(browser.save("hardware", document))["newNote"] == ""


def test_settings_are_numbered_anew_and_taken_as_original(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{STATION}")
    settings = rows(document, "settings")
    settings[2]["value"] = 150.0
    document["settings"] = [settings[0], *settings[2:]]
    saved = rows(an_object(browser.save("hardware", document)), "settings")
    assert [setting["index"] for setting in saved] == [0, 1, 2]
    assert [setting["originalValue"] for setting in saved] == [setting["value"] for setting in saved]
    assert saved[1]["value"] == 150.0


def test_driver_registers_are_emptied(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{INVERTER}")
    document["driverRegisters"] = [{"index": 0, "name": "Active Energy Net", "dataName": "KwhAC"}]
    assert an_object(browser.save("hardware", document))["driverRegisters"] == []


def test_out_of_service_until(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{INVERTER}")
    saved = an_object(browser.save("hardware", document))
    assert saved["outOfServiceUntil"] == saved["ts"]
    away: JsonObject = {"outOfService": True, "outOfServiceUntil": "2027-01-01T00:00:00Z"}
    assert an_object(browser.save("hardware", document | away))["outOfServiceUntil"] == "2027-01-01T00:00:00Z"


def test_a_meter_derives_its_rating(browser: Browser) -> None:
    document = browser.read(f"edit/hardware/{METER}")
    part(document, "meter")["maxPower"] = 450
    assert an_object(browser.save("hardware", document))["dcRating"] == 450000


def test_a_model_keeps_its_stamp(browser: Browser) -> None:
    document = browser.read(f"edit/modeling/{INVERTER}")
    part(document, "pvConfig")["degrade"] = 0.7
    saved = an_object(browser.save("modeling", document | {"ts": "2000-01-01T00:00:00Z"}))
    assert saved == document
    assert browser.read(f"edit/modeling/{INVERTER}") == document


def test_a_model_is_saved_for_every_selected_inverter(browser: Browser) -> None:
    document = browser.read(f"edit/modeling/{INVERTER}")
    part(document, "pvConfig")["degrade"] = 0.7
    row_of(document, "selectedHardware", SECOND_INVERTER)["selected"] = True
    an_object(browser.save("modeling", document))
    degrades = {
        key: part(browser.read(f"edit/modeling/{key}"), "pvConfig")["degrade"]
        for key in (INVERTER, SECOND_INVERTER, "H100007")
    }
    assert degrades == {INVERTER: 0.7, SECOND_INVERTER: 0.7, "H100007": 0.5}


def test_other_documents_stay(open_browser: OpenBrowser) -> None:
    browser, untouched = open_browser(), open_browser()
    an_object(browser.save("site", browser.read(f"edit/site/{SITE}") | {"name": "Renamed"}))
    for path in (f"edit/site/{OTHER_SITE}", f"edit/hardware/{INVERTER}", f"edit/modeling/{SITE}"):
        assert browser.get(path).content == untouched.get(path).content
