"""The hardware list of a site and the documents of its devices are two views of the same."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject

from .browser import INVERTER, METER, SECOND_INVERTER, SITE, Browser, an_object, row_of, rows

OTHER_NAMES = {"serialNumber": "serialNum"}


def listed(browser: Browser, key: str) -> JsonObject:
    return row_of(browser.read(f"edit/sitehardware/{SITE}"), "hardware", key, "hardwareKey")


def test_rows_say_what_documents_say(browser: Browser) -> None:
    for row in rows(browser.read(f"edit/sitehardware/{SITE}"), "hardware"):
        device = browser.read(f"edit/hardware/{row['hardwareKey']}")
        shared = set(row) - {"hardwareKey", "index", "gatewayName"}
        assert {name: row[name] for name in shared} == {name: device[OTHER_NAMES.get(name, name)] for name in shared}


def test_a_saved_device_shows_in_the_list(browser: Browser) -> None:
    device = browser.read(f"edit/hardware/{INVERTER}")
    changes: JsonObject = {"description": "North roof", "address": "192.0.2.99", "unitId": 77, "port": 3, "sort": 5}
    saved = an_object(browser.save("hardware", device | changes))
    row = listed(browser, INVERTER)
    assert {name: row[name] for name in changes} == changes
    assert row["ts"] == saved["ts"] == browser.read(f"edit/sitehardware/{SITE}")["ts"]


def test_a_saved_row_shows_in_the_device(browser: Browser) -> None:
    document = browser.read(f"edit/sitehardware/{SITE}")
    before = browser.read(f"edit/hardware/{INVERTER}")
    row = row_of(document, "hardware", INVERTER, "hardwareKey")
    row["description"], row["serialNumber"], row["outOfService"] = "South roof", "SN-9", True
    rows(row, "settings")[1]["value"] = 42
    answer = an_object(browser.save("sitehardware", document))
    device = browser.read(f"edit/hardware/{INVERTER}")
    assert (device["description"], device["serialNum"], device["outOfService"]) == ("South roof", "SN-9", True)
    assert rows(device, "settings")[1]["value"] == rows(device, "settings")[1]["originalValue"] == 42
    changed = {name for name in before if device[name] != before[name]}
    assert changed == {"description", "serialNum", "outOfService", "settings", "ts"}
    assert answer == browser.read(f"edit/sitehardware/{SITE}") | {"updateHardwareErrors": []}


def test_only_changed_rows_get_the_new_stamp(browser: Browser) -> None:
    document = browser.read(f"edit/sitehardware/{SITE}")
    row_of(document, "hardware", METER, "hardwareKey")["description"] = "Main meter"
    answer = an_object(browser.save("sitehardware", document))
    before = {row["hardwareKey"]: row["ts"] for row in rows(document, "hardware")}
    moved = {
        row["hardwareKey"]: row["ts"] for row in rows(answer, "hardware") if row["ts"] != before[row["hardwareKey"]]
    }
    assert moved == {METER: answer["ts"]}
    assert answer["updateHardwareErrors"] == []


def test_saving_the_list_as_it_is_moves_nothing(browser: Browser) -> None:
    document = browser.read(f"edit/sitehardware/{SITE}")
    assert an_object(browser.save("sitehardware", document)) == document | {"updateHardwareErrors": []}
    assert browser.read(f"edit/sitehardware/{SITE}") == document


def test_a_field_left_out_of_a_row_is_lost_to_the_device(browser: Browser) -> None:
    document = browser.read(f"edit/sitehardware/{SITE}")
    del row_of(document, "hardware", INVERTER, "hardwareKey")["address"]
    an_object(browser.save("sitehardware", document))
    assert "address" not in listed(browser, INVERTER)
    assert "address" not in browser.read(f"edit/hardware/{INVERTER}")


def test_a_row_left_out_is_lost_to_the_list(browser: Browser) -> None:
    document = browser.read(f"edit/sitehardware/{SITE}")
    document["hardware"] = [row for row in rows(document, "hardware") if row["hardwareKey"] != SECOND_INVERTER]
    an_object(browser.save("sitehardware", document))
    keys = [row["hardwareKey"] for row in rows(browser.read(f"edit/sitehardware/{SITE}"), "hardware")]
    assert SECOND_INVERTER not in keys
    assert INVERTER in keys


def test_a_row_of_another_site_is_dropped(browser: Browser) -> None:
    other = browser.read("edit/sitehardware/S10002")
    document = browser.read(f"edit/sitehardware/{SITE}")
    stranger = rows(other, "hardware")[0] | {"description": "Smuggled"}
    answer = an_object(browser.save("sitehardware", document | {"hardware": [*rows(document, "hardware"), stranger]}))
    assert len(rows(answer, "hardware")) == len(rows(document, "hardware"))
    assert browser.read("edit/sitehardware/S10002") == other


def test_the_list_has_to_be_a_list(browser: Browser) -> None:
    document = browser.read(f"edit/sitehardware/{SITE}")
    assert browser.save("sitehardware", document | {"hardware": {}}).status_code == 400
    assert browser.read(f"edit/sitehardware/{SITE}") == document
