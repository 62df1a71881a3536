"""`powertrack drift`: shows what was received and the specification does not say, and writes it for an issue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.cli.terminal import Terminal
from tests.traffic.observed import changing

SITE = "GET /api/edit/site/{siteKey}"
BATTERIES = "GET /api/view/batteries/{siteKey}"


def grow(body: Any) -> None:
    body["battery|Health"], body["batteryHealth"], body["name"] = 1, {"state": "good"}, 7


@pytest.fixture
def kept(sim: Simulator, terminal: Terminal) -> Path:
    """A file of a program that received three things which the specification does not say."""
    path = terminal.folder / "drift.json"
    transport = changing(sim, {"/api/edit/site/": grow}, ("/api/view/batteries",))
    with PowerTrackClient(sim.auth_manager(), transport=transport, observe=path) as client:
        client.request("GET", "/api/edit/site/S10001")
        client.request("GET", "/api/view/batteries/S10001")
    return path


def test_it_is_shown(terminal: Terminal, kept: Path) -> None:
    done = terminal.run("drift", kept.name)
    assert (done.code, done.err) == (4, "")
    *lines, versions, summary = done.out.splitlines()
    assert lines == [
        SITE,
        "  field name is whole number; expected text",
        "  field batteryHealth is not in the specification; it is object",
        "    batteryHealth.state: text",
        "  field {text} is not in the specification; it is whole number",
        BATTERIES,
        "  is not in the specification; the answer is object",
        "    batteries: list of object",
        "    batteries[]: object",
        "    batteries[].charge: number",
        "    batteries[].key: text (hardwareKey)",
        "    isMore: boolean",
    ]
    assert versions.startswith("2 answers of 2 operations; powertrack-sdk/0.1.0, specification 0.1.0 (")
    assert versions.endswith("), web application 086665")
    assert summary == "4 differences from the specification, 1 breaking."


def test_it_is_told_to_machines(terminal: Terminal, kept: Path) -> None:
    done = terminal.run("drift", kept, "--json")
    assert done.code == 4
    found = done.json
    assert (found["level"], found["client_versions"], found["answers"]) == ("breaking", ["086665"], 2)
    assert [(one["kind"], one["level"], one["operation"], one["path"]) for one in found["findings"]] == [
        ("type", "breaking", SITE, "name"),
        ("field", "compatible", SITE, "batteryHealth"),
        ("field", "compatible", SITE, "{text}"),
        ("operation", "compatible", BATTERIES, ""),
    ]
    assert found["findings"][1]["inner"] == {"batteryHealth.state": "text"}


def test_it_is_written_for_an_issue(terminal: Terminal, kept: Path) -> None:
    done = terminal.run("drift", kept, "--report", "reports/drift.md")
    assert done.code == 4
    assert done.out.endswith("Written to reports/drift.md.\n")
    lines = (terminal.folder / "reports" / "drift.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Drift of the PowerTrack API"
    assert lines[2] == "* package: powertrack-sdk/0.1.0"
    assert lines[3].startswith("* specification: 0.1.0 (")
    assert lines[4] == "* web application (`ae_v`): 086665"
    assert lines[6:] == [
        "4 differences from the specification, 1 breaking.",
        "",
        f"## `{SITE}`",
        "",
        "| level | where | what |",
        "|---|---|---|",
        "| breaking | `field name` | is whole number; expected text |",
        "| compatible | `field batteryHealth` | is not in the specification; it is object |",
        "| | `batteryHealth.state` | text |",
        "| compatible | `field {text}` | is not in the specification; it is whole number |",
        "",
        f"## `{BATTERIES}`",
        "",
        "| level | where | what |",
        "|---|---|---|",
        "| compatible |  | is not in the specification; the answer is object |",
        "| | `batteries` | list of object |",
        "| | `batteries[]` | object |",
        "| | `batteries[].charge` | number |",
        "| | `batteries[].key` | text (hardwareKey) |",
        "| | `isMore` | boolean |",
    ]


def test_nothing_new(terminal: Terminal, sim: Simulator) -> None:
    path = terminal.folder / "drift.json"
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), observe=path) as client:
        client.get_site_config("S10001")
    done = terminal.run("drift", path, "--report", "drift.md")
    assert (done.code, done.err) == (0, "")
    assert "Everything received is in the specification.\n" in done.out
    assert "Everything received" in (terminal.folder / "drift.md").read_text(encoding="utf-8")
    assert terminal.run("drift", path, "--json").json["level"] == "nothing"


def test_a_file_that_is_not_there_or_another_one(terminal: Terminal) -> None:
    assert terminal.fails(1, "drift", "drift.json") == (
        "drift.json does not exist. A client that is created with observe='drift.json' writes it"
    )
    (terminal.folder / "sites.json").write_text(json.dumps({"sites": []}))
    told = terminal.fails(1, "drift", "sites.json")
    assert told.startswith("sites.json was not written by a client with observe")
    assert "See `powertrack drift --help`" in terminal.fails(2, "drift")


def test_a_report_that_cannot_be_written(terminal: Terminal, kept: Path) -> None:
    (terminal.folder / "taken").write_text("x")
    assert "taken" in terminal.fails(1, "drift", kept, "--report", "taken/drift.md")
