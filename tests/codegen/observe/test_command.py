"""`python -m codegen observe`: exit codes, the report for people and the one for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.observe.command import FAILED, observe
from tests.codegen.conftest import TINY
from tests.codegen.observe.observing import contents
from tests.codegen.observe.recording import Recording

SITE = {"key": "S10001", "name": "Example", "place": {"latitude": 40.5}, "devices": [{"hid": 1}]}
READ = "/api/edit/site/S10001"


def record(folder: Path, **answer: object) -> str:
    recording = Recording().see("GET", READ, json.loads(json.dumps({**SITE, **answer})), page=None)
    recording.see("GET", "/library.js", host="https://example.com")
    return str(recording.save(folder / "traffic.har"))


def test_nothing_new(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert observe([record(tmp_path)], tiny) == 0

    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        "1 file, 1 request of PowerTrack; 1 other skipped",
        "  skipped, another host: 1",
        "client versions (ae_v): 086700",
        "",
        "nothing new",
    ]


def test_compatible_news(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert observe([record(tmp_path, size=7, capacityUnit=58)], tiny) == 1

    lines = [line.split() for line in capsys.readouterr().out.splitlines()[4:]]
    assert lines == [
        ["compatible:", "2"],
        ["field", "Site.size", "seen", "once", "in", "GET", "/api/edit/site/{siteKey}"],
        ["is", "not", "in", "the", "specification;", "it", "is", "whole", "number"],
        ["enumeration", "value", "UnitCode:", "code", "58", "seen", "once", "in", "GET", "/api/edit/site/{siteKey}"],
        ["has", "code", "58,", "which", "is", "not", "in", "the", "specification"],
    ]


def test_breaking_news(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert observe([record(tmp_path, size=7, ts=8)], tiny) == 2

    out = capsys.readouterr().out
    assert out.index("breaking: 1") < out.index("compatible: 1")
    assert "is whole number; expected text" in out


def test_the_report_as_json(tiny: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert observe([record(tmp_path, ts=8), "--json", str(report)], tiny) == 2

    assert json.loads(report.read_bytes()) == {
        "level": "breaking",
        "news": [
            {
                "kind": "type",
                "level": "breaking",
                "place": "Site.ts",
                "detail": "",
                "described": "text",
                "observed": "whole number",
                "seen": 1,
                "operations": {"GET /api/edit/site/{siteKey}": 1},
            }
        ],
        "information": {"gone": [], "notes": {}},
        "client_versions": {"086700": 1},
        "traffic": {"files": 1, "requests": 1, "skipped": {"another host": 1}, "unreadable": 0},
    }


def test_without_write_nothing_is_written(tiny: Path, tmp_path: Path) -> None:
    observe([record(tmp_path, size=7)], tiny)

    assert contents(tiny) == contents(TINY)


def test_what_was_written_is_listed(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert observe([record(tmp_path, size=7, raw=1, rAW=1, rAw=1), "--write"], tiny) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index("written") :] == [
        "written",
        "  spec/observed/GET_edit_site_siteKey.json",
        "  spec/site/paths.yaml",
        "  spec/site/schemas.yaml",
        "",
        "to write by hand",
        "  field Site.rAw: another field is called the same in Python",
        "",
        "Review the changes, then run `make generate` and `make check`.",
    ]


def test_traffic_that_cannot_be_read_is_told_and_the_rest_reported(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.har"
    broken.write_text("no recording", encoding="utf-8")
    assert observe([str(broken), record(tmp_path, size=7)], tiny) == FAILED

    told = capsys.readouterr()
    assert "Site.size" in told.out
    assert told.err == f"{broken}: is not well-formed JSON before its first entry\n"


def test_a_specification_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert observe([record(tmp_path)], tmp_path / "nowhere") == FAILED
    assert "openapi.yaml" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_told(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert observe([record(tmp_path), "--json", str(tmp_path)], tiny) == FAILED
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--frob", "x"], ["x", "--host"]])
def test_a_wrong_call_is_not_taken_for_breaking_news(arguments: list[str], tiny: Path) -> None:
    with pytest.raises(SystemExit) as ending:
        observe(arguments, tiny)
    assert ending.value.code == FAILED
