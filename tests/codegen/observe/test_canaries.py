"""Nothing that identifies somebody or something reaches the specification or a report."""

from __future__ import annotations

import json
import re
import shutil
from itertools import count
from pathlib import Path

import pytest

from codegen.bundle import bundle
from codegen.documents import Json, JsonObject
from codegen.locations import SPEC
from codegen.observe.report import as_json, table
from codegen.observe.sanitise import Sanitiser, Vocabulary
from codegen.observe.write import write
from tests.codegen.observe.observing import contents, observed
from tests.codegen.observe.recording import Recording
from tests.generated.specification import BUNDLE, OPERATIONS, SAMPLES, child

FREE = "Canary Zwicky"
CANARIES = {
    "text": FREE,
    "word": "Zwickyana",
    "lower": "zwickyana",
    "mail": "fritz.zwicky@palomar.example",
    "phone": "+1 (626) 395-4033",
    "site": "S9876543",
    "device": "H98765432",
    "alert": "AS987654",
    "raised": "x2d9fe3c1a7",
    "serial": "ZW-2048-77341-B",
    "guid": "7d9f2b64-8c1e-4f0a-9b3d-5e6a7c8d9e0f",
    "mac": "3C:7F:9A:2B:4D:5E",
    "plainMac": "3C7F9A2B4D5E",
    "ip": "203.0.113.77",
    "address": "https://zwicky.example/palomar?token=abc",
    "token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6d2lja3kifQ.c2lnbmF0dXJl",
    "coordinate": "33.356281",
    "postal": "92060-1234",
    "number": "8675309123",
    "moment": "2025-11-17T21:43:39.1234567Z",
    "day": "2025-11-17",
    "american": "11/17/2025 9:43:39 PM",
    "clock": "5:47 AM PST",
    "lines": "Call Zwicky first.\r\nThen Baade.",
    "html": "<b>Zwicky</b>",
    "json": '{"owner":"Fritz Zwicky","keys":["S9876543"]}',
}
"""One for each form that a text can have."""

NUMBERS: dict[str, Json] = {
    "latitude": 33.356281,
    "longitude": -116.864913,
    "id": 9876543,
    "power": 4321.987,
    "serialNumber": 8675309,
}
NAMES = [
    "Fritz Zwicky",
    "S9876543",
    FREE,
    "fritz.zwicky@palomar.example",
    "203.0.113.77",
    "7d9f2b64-8c1e-4f0a-9b3d-5e6a7c8d9e0f",
]
"""Names in objects that are names of somebody or something, not of fields."""

TRACES = re.compile(
    r"zwicky|canary|palomar|baade|fritz|987654|8675309|77341|3C.?7F.?9A|7d9f2b64|203\.0\.113|eyJ|33\.356|116\.86"
    r"|395-4033|92060|2025-11-17|11/17/2025|9:43|5:47|4321\.9|9fe3c1a7",
    re.IGNORECASE,
)
"""What is left of any of them."""


def planted() -> JsonObject:
    """An object with all of them, in every position."""
    found: JsonObject = {f"new{name[:1].upper()}{name[1:]}": text for name, text in CANARIES.items()}
    found |= {f"new{name[:1].upper()}{name[1:]}": number for name, number in NUMBERS.items()}
    found["newList"] = [*CANARIES.values()]
    found["newRows"] = [{"label": text, **NUMBERS} for text in CANARIES.values()]
    found["newPeople"] = {"zwicky": {"hours": 3, "on": None}, "baade": {"hours": 4}}
    found["newPerson"] = {"zwicky": {"hours": 3}}
    found["newShares"] = {"zwicky": 0.5, "baade": 1, "fritzZwicky": None}
    found["newNotes"] = {"zwicky": "Call first", "palomar_east": "none"}
    found["newTeams"] = {"zwicky": ["S9876543"], "baade": []}
    found["newDeep"] = {"list": [{"zwicky": {"baade": {"hours": 3}}}]}
    found["newMap"] = {name: {"owner": FREE, "more": {name: 1}} for name in NAMES}
    return found | dict.fromkeys(NAMES, FREE)


def infested(value: Json, numbers: count[int]) -> Json:
    """A value with canaries in the place of every text, and more of them in every object."""
    if isinstance(value, dict):
        return {name: infested(part, numbers) for name, part in value.items()} | {
            "note": FREE,
            **dict.fromkeys(NAMES, 1),
        }
    if isinstance(value, list):
        return [infested(part, numbers) for part in value]
    return _canary(value, numbers) if isinstance(value, str) else value


def _canary(text: str, numbers: count[int]) -> str:
    """A canary of the form that a text has, if it has one that its schema asks for."""
    if key := re.fullmatch(r"([A-Z]{1,2})\d+", text):
        return f"{key[1]}9876543"
    if moment := re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?", text):
        return f"2025-11-17{moment[1] or ''}"
    if not text or re.fullmatch(r"x[0-9a-f]+|[0-9A-Fa-f]{12}|-?\d+|NaN|-?Infinity", text):
        return text
    free = [canary for name, canary in CANARIES.items() if name not in ("moment", "day")]
    return free[next(numbers) % len(free)]


def record(file: Path) -> Path:
    """A recording with canaries wherever a text may stand."""
    headers = {"cookie": f"AESession={CANARIES['token']}", "ae_s": CANARIES["token"], "ae_v": FREE, "x-user": FREE}
    recording, numbers = Recording(), count()
    page = "/powertrack/S9876543/overview/Canary%20Zwicky?user=zwicky"
    for described in OPERATIONS:
        answer = child(BUNDLE, "paths", described.path.replace("{siteKey}", "{siteKey}"), described.method.lower())
        shown = child(answer, "responses", "200", "content", "application/json", "examples")
        for example in list(shown.values())[:1]:
            value = example.get("value") if isinstance(example, dict) else None
            path = described.operation(keys=SAMPLES).path
            query = f"?deep=1&lastChanged={CANARIES['moment']}&Fritz+Zwicky=1&owner=Fritz+Zwicky"
            recording.see(
                described.method, path + query, infested(value, numbers), sent=planted(), page=page, headers=headers
            )
    for segment in (
        "S9876543",
        "8675309123",
        CANARIES["guid"],
        CANARIES["plainMac"],
        "fritz.zwicky@palomar.example",
        "Zwicky",
    ):
        recording.see("GET", f"/api/view/novelty/{segment}/about?Zwicky=1", planted(), page=page, headers=headers)
        recording.see("POST", f"/api/view/novelty/{segment}", [planted()], sent=planted(), page=page, headers=headers)
    people: JsonObject = {"zwicky": {"hours": 3}, "baade": {"hours": 4}}
    recording.see("GET", "/api/view/shifts/S9876543", people, page=page, headers=headers)
    recording.see("GET", "/api/view/crews", [people], page=page, headers=headers)
    recording.see("GET", "/api/secret/zwicky", planted(), page=page, host="https://palomar.example")
    return recording.save(file)


def test_no_canary_reaches_the_specification_or_a_report(tmp_path: Path) -> None:
    spec = shutil.copytree(SPEC, tmp_path / "spec")
    before = contents(spec)
    observation, traffic = observed(bundle(spec), record(tmp_path / "zwicky.har"))
    report = "\n".join(table(observation, traffic)) + json.dumps(as_json(observation, traffic))
    result = write(spec, observation)
    changed = {name: text for name, text in contents(spec).items() if before.get(name) != text}

    assert traffic.kept > 60
    assert len([name for name in changed if name.startswith("observed/")]) > 50
    assert any("newNumber" in text.decode() for text in changed.values()), "new fields are written"
    assert found_in(report) == []
    assert found_in("\n".join([*result.by_hand, *result.review, *result.files])) == []
    for name, text in changed.items():
        old = before.get(name, b"").decode().splitlines()
        new = [line for line in text.decode().splitlines() if line not in old]
        assert found_in("\n".join(new)) == [], name


def found_in(text: str) -> list[str]:
    """Traces of canaries in a text."""
    return TRACES.findall(text)


@pytest.fixture(scope="module")
def sanitiser() -> Sanitiser:
    return Sanitiser(Vocabulary.of(bundle(SPEC), SPEC))


@pytest.mark.parametrize("text", CANARIES.values(), ids=CANARIES)
def test_each_form_is_replaced_by_the_same_form(sanitiser: Sanitiser, text: str) -> None:
    made = sanitiser.text(text)

    assert TRACES.search(made) is None
    assert made == sanitiser.text(text), "the same by the same"
    assert (made != text) and bool(made)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("S9876543", r"S\d{7}"),
        ("H98765432", r"H\d{8}"),
        ("x2d9fe3c1a7", r"x2d[0-9a-f]{8}"),
        ("3C:7F:9A:2B:4D:5E", r"([0-9A-F]{2}:){5}[0-9A-F]{2}"),
        ("3C7F9A2B4D5E", r"[0-9A-F]{12}"),
        ("2025-11-17T21:43:39.1234567Z", r"2026-\d\d-\d\dT\d\d:\d\d:00\.0{7}Z"),
        ("2025-11-17T21:43:39-05:00", r"2026-\d\d-\d\dT\d\d:\d\d:00\+00:00"),
        ("2025-11-17T21:43:39", r"2026-\d\d-\d\dT\d\d:\d\d:00"),
        ("2025-11-17", r"2026-\d\d-\d\d"),
        ("33.356281", r"\d\.\d{6}"),
        ('{"a":{"key":"S9876543"}}', r'\{"[^"]+":\{"key":"S\d{7}"\}\}'),
        ("SN-99", r"EXAMPLE\d+"),
        ("Zwicky 9", r"Example text \d+"),
        ("", ""),
        ("Clear", "Clear"),
        ("US/Eastern", "US/Eastern"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00"),
        ("NaN", "NaN"),
        ("-1", "-1"),
        ("#154672", "#154672"),
    ],
)
def test_the_form_stays(sanitiser: Sanitiser, text: str, form: str) -> None:
    assert re.fullmatch(form, sanitiser.text(text))


def test_keys_and_the_numbers_in_them_stay_the_same() -> None:
    sanitiser = Sanitiser(Vocabulary(names={"key", "id", "text", "of"}))
    made = sanitiser.value({"key": "S77345", "id": 77345, "text": "77345", "of": ["H77345", "S77346"]}, "")

    digits = re.findall(r"\d+", json.dumps(made))
    assert len(set(digits[:4])) == 1
    assert digits[4] != digits[0]


def test_numbers_keep_their_type_and_sign_and_never_their_value() -> None:
    sanitiser = Sanitiser(Vocabulary())
    for seen in (33.356281, -116.864913, 4321.5, 0.0421, 123456.0, -9876543, 98765432109):
        made = sanitiser.value(seen)
        assert type(made) is type(seen)
        assert isinstance(made, int | float)
        assert (made < 0) == (seen < 0)
        assert abs(made) <= abs(seen)
        assert made != seen
    assert sanitiser.value(40, "siteLatitude") != 40, "a coordinate is never kept, however round"
    assert [sanitiser.value(seen) for seen in (0, 1, -1, 999, 1.0, True, None)] == [0, 1, -1, 999, 1.0, True, None]
