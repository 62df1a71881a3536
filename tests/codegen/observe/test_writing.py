"""What is new is written in the style of the house, and nothing else is touched."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.bundle import bundle
from codegen.documents import JsonObject, SpecError, child
from codegen.evidence import Coverage
from codegen.lint import lint
from codegen.locations import OBSERVED
from codegen.observe.write import Result, write
from tests.codegen.changing import change
from tests.codegen.observe.observing import contents, observed, repository, run, told
from tests.codegen.observe.recording import Recording
from tests.codegen.observe.strange_answers import strange

SITE: JsonObject = {"key": "S10001", "name": "Example", "place": {"latitude": 40.5}, "devices": [{"hid": 1}]}
PAGE = "/powertrack/S10001/config"
READ = "/api/edit/site/S10001"


def write_down(spec: Path, recording: Recording) -> Result:
    """Write what a recording shows, and see that it is known then."""
    file = recording.save(spec.parent / "traffic.har")
    result = write(spec, observed(bundle(spec), file)[0])
    after = bundle(spec)
    assert lint(after) == []
    assert Coverage(after, spec / OBSERVED).findings == []
    left = told(observed(after, file)[0])
    assert len(left) == len(result.by_hand), left
    assert told(observed(after, spec / OBSERVED)[0]) == []
    return result


def changes(before: dict[str, bytes], spec: Path) -> list[str]:
    """Lines that are gone and lines that are new, in the files that were there."""
    found = []
    for name, text in contents(spec).items():
        old, new = before.get(name, text).decode().splitlines(), text.decode().splitlines()
        found += [
            line for line in difflib.unified_diff(old, new, lineterm="", n=0) if line[:2] not in ("--", "++", "@@")
        ]
    return found


SOURCE = [
    "-    x-powertrack-source: [GET_site.json]",
    "+    x-powertrack-source: [GET_site.json, observed/GET_edit_site_siteKey.json]",
    "+    x-powertrack-pages: ['/powertrack/{siteKey}/config']",
]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            {"h": 7.5},
            [
                "+    h: {type: number, x-powertrack-unit: not observed, "
                "description: Not described yet; seen as number.}"
            ],
        ),
        ({"size": 7}, ["+    size: {type: integer, description: Not described yet; seen as whole number.}"]),
        (
            {"apiToken": "abc"},
            ["+    apiToken: {type: string, x-powertrack-secret: true, description: Not described yet; seen as text.}"],
        ),
        (
            {"tokens": "abc"},
            [
                "-    tokens: {type: integer, description: How many tokens there are.}",
                "+    tokens: {type: [string, integer], description: How many tokens there are., "
                "x-powertrack-secret: true}",
            ],
        ),
        ({"open2": True}, ["+    open2: {type: boolean, description: Not described yet; seen as boolean.}"]),
        ({"remark": "So, so: yes"}, ["+    remark: {type: string, description: Not described yet; seen as text.}"]),
        (
            {"siteKey": "S10001"},
            [
                "+    siteKey: {$ref: ../shared/keys.yaml#/SiteKey, "
                "description: Not described yet; seen as text (siteKey).}"
            ],
        ),
        (
            {"names": ["a", None]},
            [
                "+    names:",
                "+      type: array",
                "+      description: Not described yet; seen as list of (text or null).",
                "+      items: {type: [string, 'null']}",
            ],
        ),
        (
            {"parts": [{"hid": 1, "rows": [{"a": 1, "b": "x"}]}, {"hid": 2}]},
            [
                "+    parts:",
                "+      type: array",
                "+      x-powertrack-positional: true",
                "+      description: Not described yet; seen as list of object.",
                "+      items: {$ref: '#/SitePart'}",
                "+SitePart:",
                "+  description: Not described yet; seen in Site.",
                "+  type: object",
                "+  properties:",
                "+    hid: {type: integer, description: Not described yet; seen as whole number.}",
                "+    rows:",
                "+      type: array",
                "+      x-powertrack-positional: true",
                "+      description: Not described yet; seen as list of object.",
                "+      items: {$ref: '#/SitePartRow'}",
                "+SitePartRow:",
                "+  description: Not described yet; seen in SitePart.",
                "+  type: object",
                "+  properties:",
                "+    a: {type: integer, description: Not described yet; seen as whole number.}",
                "+    b: {type: string, description: Not described yet; seen as text.}",
            ],
        ),
        (
            {"remarks": [{"text": "The same fields as those of a note"}]},
            [
                "+    remarks:",
                "+      type: array",
                "+      x-powertrack-positional: true",
                "+      description: Not described yet; seen as list of object.",
                "+      items: {$ref: '#/Note'}",
            ],
        ),
        (
            {"perSite": {"S10001": 1.5, "S10002": None}},
            [
                "+    perSite:",
                "+      type: object",
                "+      x-powertrack-unit: not observed",
                "+      description: Not described yet; seen as map.",
                "+      additionalProperties: {$ref: ../shared/measurements.yaml#/Measurement}",
            ],
        ),
        (
            {"ts": None},
            [
                "-    ts: {type: string, readOnly: true, description: Version stamp.}",
                "+    ts: {type: [string, 'null'], readOnly: true, description: Version stamp.}",
            ],
        ),
        (
            {"tariff": "free"},
            [
                "-    tariff: {type: [number, 'null'], x-powertrack-unit: USD/kWh, description: Price of energy.}",
                "+    tariff: {type: [string, number, 'null'], x-powertrack-unit: USD/kWh, "
                "description: Price of energy.}",
            ],
        ),
        (
            {"notes": None},
            ["-      type: array", "+      type: [array, 'null']"],
        ),
        (
            {"place": {"latitude": 400}},
            [
                "-    latitude: {type: number, minimum: -90, maximum: 90, x-powertrack-unit: deg, "
                "description: North positive.}",
                "+    latitude: {type: number, minimum: -90, x-powertrack-unit: deg, description: North positive.}",
            ],
        ),
        (
            {"capacityUnit": 58},
            ["+  x-powertrack-unnamed: [58]"],
        ),
        (
            {"capacityUnit": None},
            [
                "-    capacityUnit: {$ref: ../shared/codes.yaml#/UnitCode}",
                "+    capacityUnit: {anyOf: [{$ref: ../shared/codes.yaml#/UnitCode}, {type: 'null'}]}",
            ],
        ),
        (
            {"name": None},  # which is the label of a row too
            [
                "-    name: {type: string, description: Name of the site.}",
                "+    name: {type: [string, 'null'], description: Name of the site.}",
                "-    label: {type: string, description: What it is called.}",
                "+    label: {type: [string, 'null'], description: What it is called.}",
            ],
        ),
    ],
)
def test_a_change_of_an_answer_changes_its_lines_alone(tiny: Path, answer: JsonObject, expected: list[str]) -> None:
    before = contents(tiny)
    result = write_down(tiny, Recording().see("GET", READ, {**SITE, **answer}, page=PAGE))

    assert result.by_hand == []
    assert sorted(changes(before, tiny)) == sorted([*SOURCE, *expected])
    assert [name for name in contents(tiny) if name not in before] == ["observed/GET_edit_site_siteKey.json"]
    assert "observed/GET_edit_site_siteKey.json" in result.files


def test_comments_and_blank_lines_stay_where_they_are(tiny: Path) -> None:
    file = tiny / "site" / "schemas.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("    ts: {", "    # When it moved.\n\n    ts: {").replace(
        "Place:\n", "\n# Where.\nPlace:  # on earth\n"
    )
    file.write_text(f"# Sites.\n{text}# The end.", encoding="utf-8")
    before = contents(tiny)
    write_down(tiny, Recording().see("GET", READ, {**SITE, "ts": None, "size": 7}, page=PAGE))

    assert sorted(changes(before, tiny)) == sorted(
        [
            *SOURCE,
            "-    ts: {type: string, readOnly: true, description: Version stamp.}",
            "+    ts: {type: [string, 'null'], readOnly: true, description: Version stamp.}",
            "+    size: {type: integer, description: Not described yet; seen as whole number.}",
        ]
    )


def test_line_ends_stay_as_they_are(tiny: Path) -> None:
    for file in tiny.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = contents(tiny)
    write_down(tiny, Recording().see("GET", READ, {**SITE, "size": 7}, page=PAGE))

    assert len(changes(before, tiny)) == len(SOURCE) + 1
    for file in tiny.rglob("*.yaml"):
        assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")


def test_a_new_operation_is_written_with_its_page_its_shapes_and_examples(tiny: Path) -> None:
    before = contents(tiny)
    recording = Recording().see("POST", "/api/edit/thing/S10001/parts?deep=1", {"id": 1}, sent={"name": "x"}, page=PAGE)
    result = write_down(tiny, recording)

    assert [line for line in changes(before, tiny) if line.startswith("-")] == []
    assert sorted(set(contents(tiny)) - set(before)) == [
        "examples/site/post_edit_thing_parts.json",
        "examples/site/post_edit_thing_parts.request.json",
        "observed/POST_edit_thing_siteKey_parts.json",
        "site/observed.yaml",
    ]
    assert result.by_hand == []
    operation = child(child(child(bundle(tiny), "paths"), "/api/edit/thing/{siteKey}/parts"), "post")
    assert operation["x-powertrack-evidence"] == "captured"
    assert operation["x-powertrack-referer"] == "/powertrack/{siteKey}/config"
    assert operation["x-powertrack-source"] == ["observed/POST_edit_thing_siteKey_parts.json"]
    assert sorted(child(operation, "responses")) == ["200", "400", "401", "403", "404"]


def test_what_was_only_reported_is_captured_once_it_is_seen(tiny: Path) -> None:
    before = contents(tiny)
    result = write_down(
        tiny,
        Recording()
        .see("DELETE", "/api/note/S10001", content={"size": 0}, page="/powertrack/S10001/notes")
        .see("GET", "/api/view/H10001", {"hid": 1}, page=None)
        .see("POST", "/api/find", [SITE], sent={"words": "x"}, page=None),
    )

    assert sorted(changes(before, tiny)) == sorted(
        [
            "-    x-powertrack-evidence: reported",
            "+    x-powertrack-evidence: captured",
            "+    x-powertrack-source: [observed/DELETE_note_siteKey.json]",
            "-        evidence: partial",
            "+        evidence: captured",
            "-        missing: the answer",
            "-        source: [GET_view_hardware.json]",
            "+        source: [GET_view_hardware.json, observed/GET_view_hardwareKey.json]",
            "-    x-powertrack-source: [GET_view.json]",
            "+    x-powertrack-source: [GET_view.json, observed/GET_view_hardwareKey.json]",
            "-    x-powertrack-evidence: partial",
            "-    x-powertrack-evidence-missing: the request",
            "+    x-powertrack-evidence: captured",
            "-    x-powertrack-source: [POST_find.json]",
            "+    x-powertrack-source: [POST_find.json, observed/POST_find.json]",
        ]
    )
    assert len(result.review) == 3


@pytest.mark.parametrize(
    ("method", "path", "answer", "reason"),
    [
        ("GET", READ, {**SITE, "capacityUNIT": 1}, "another field is called the same in Python"),
        ("GET", READ, {**SITE, "latitude": 1}, "a friendly name is the same"),
        ("GET", READ, {"name": "x"}, "a person has to decide whether it is an identity at all"),
        (
            "GET",
            "/api/edit/site/H10001",
            SITE,
            "the path is described for other kinds of key; give it x-powertrack-variants",
        ),
        ("GET", "/api/note/H10001", SITE, "the path is described with another method for other kinds of key"),
    ],
)
def test_what_a_person_has_to_decide_is_told_and_left(
    tiny: Path, method: str, path: str, answer: JsonObject, reason: str
) -> None:
    before = contents(tiny)
    result = write_down(tiny, Recording().see(method, path, answer, page=None))

    assert len(result.by_hand) == 1
    assert result.by_hand[0].endswith(f": {reason}")
    assert changes(before, tiny) == []


def test_what_would_break_a_rule_is_left_and_the_rest_is_written(tiny: Path) -> None:
    before = contents(tiny)
    recording = Recording()  # which gives notes and searches the same fields
    recording.see("GET", READ, {**SITE, "notes": [{"text": "a", "words": "b"}], "size": 7}, page=PAGE)
    recording.see("POST", "/api/find", [SITE], sent={"text": "a", "words": "b"}, page=None)
    result = write_down(tiny, recording)

    assert len(result.by_hand) == 2
    assert all("Note, Search: have the same fields" in line for line in result.by_hand)
    assert "+    size: {type: integer, description: Not described yet; seen as whole number.}" in changes(before, tiny)
    assert not any("words: " in line or "text: " in line for line in changes(before, tiny))


def test_where_nobody_can_tell_what_breaks_a_rule_nothing_is_written(tiny: Path) -> None:
    recording = Recording().see("GET", READ, {**SITE, "size": 7}, page=PAGE)
    observation, _ = observed(bundle(tiny), recording.save(tiny.parent / "traffic.har"))
    change(tiny / "site" / "paths.yaml", "    summary: Find sites\n", "")
    before = contents(tiny)

    with pytest.raises(SpecError, match="POST /api/find: has no summary"):
        write(tiny, observation)
    assert contents(tiny) == before


def test_whatever_comes_is_written_so_that_the_package_can_be_generated(tmp_path: Path) -> None:
    copy = repository(tmp_path / "copy")
    result = write_down(copy / "spec", strange())

    newsof = "query parameter GET /api/view/newsof/{siteKey}: {text}"
    assert result.by_hand == [f"{newsof}: its name looks like data; look it up in the traffic"]
    for command in ("generate", "check"):
        done = run(copy, command)
        assert (done.returncode, done.stderr[-1500:]) == (0, ""), command
    importing = (
        "import pkgutil, importlib, powertrack_api\n"
        "names = [found.name for found in pkgutil.walk_packages(powertrack_api.__path__, 'powertrack_api.')]\n"
        "[importlib.import_module(name) for name in names]\n"
        "from powertrack_api.api import site\n"
        "print(dict(site.get_site_config('S1').query), dict(site.get_view_newsof('S1', since='x').query))"
    )
    environment = {**os.environ, "PYTHONPATH": str(copy / "generated"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", importing], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n")[0] == "{} {'since': 'x'}", "what is not given is not sent"


def test_the_copy_that_is_worked_on_is_removed(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tiny.parent / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    write_down(tiny, Recording().see("GET", READ, {**SITE, "size": 7}, page=PAGE))

    assert list(scratch.iterdir()) == []
