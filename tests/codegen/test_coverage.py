"""The comparison of a specification with what was seen on the wire."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from codegen.bundle import bundle
from codegen.documents import Json, JsonObject, operations_of
from codegen.evidence import NOTES, Coverage, source_findings
from codegen.locations import EVIDENCE, OBSERVED, SPEC

SITE: JsonObject = {"key": "S10001", "name": "Example", "place": {"latitude": 40.5}, "devices": [{"hid": 1}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for evidence, with nothing in it yet."""
    found = tmp_path / "evidence"
    found.mkdir()
    return found


def see(folder: Path, name: str, method: str, path: str, *, sent: Json = None, came: Json = None) -> None:
    """Write a file of evidence."""
    content = {"method": method, "path": path, "request_body": sent, "response_body": came, "notes": []}
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


def compare(tiny: Path, folder: Path) -> Coverage:
    return Coverage(bundle(tiny), folder)


def numbers(coverage: Coverage) -> dict[str, list[int]]:
    """The figures of the table's lines, by their names."""
    lines = [line.split() for line in coverage.table()][1:]
    return {name: [int(figure) for figure in figures] for name, *figures in lines}


def observed_only(specification: JsonObject) -> int:
    """How many operations rest on what `python -m codegen observe` kept, and on nothing else."""
    sources = [operation.get("x-powertrack-source") for _, _, operation in operations_of(specification)]
    kept = [[str(name).startswith(f"{OBSERVED}/") for name in names] for names in sources if isinstance(names, list)]
    return sum(all(names) for names in kept)


def test_what_is_described_is_no_finding(tiny: Path, folder: Path) -> None:
    see(folder, "GET_site.json", "GET", "/api/edit/site/{siteKey}", came=SITE)
    see(folder, "PUT_site.json", "PUT", "/api/edit/site", sent=SITE, came=SITE)
    see(folder, "below/POST_find.json", "POST", "/api/find", sent={"words": "x"}, came=[SITE, SITE])
    coverage = compare(tiny, folder)

    assert coverage.findings == []
    assert numbers(coverage) == {"site": [5, 1, 3, 5, 0, 0], "all": [5, 1, 3, 5, 0, 0]}


def test_the_table_has_a_line_for_each_resource_and_their_sum(specification: JsonObject, folder: Path) -> None:
    lines = numbers(Coverage(specification, folder))
    total = lines.pop("all")

    assert len(lines) == 12
    assert total == [sum(figures) for figures in zip(*lines.values(), strict=True)]
    assert total[0] - total[1] == 101 + observed_only(specification)
    assert total[2:] == [0, 0, 0, 0]


def test_evidence_of_several_folders_is_taken_together(tiny: Path, folder: Path) -> None:
    other = folder.parent / "observed"
    other.mkdir()
    see(folder, "GET_site.json", "GET", "/api/edit/site/{siteKey}", came=SITE)
    see(other, "GET_site.json", "GET", "/api/edit/site/{siteKey}", came={**SITE, "new": 1})
    coverage = Coverage(bundle(tiny), folder, other, folder.parent / "nowhere")

    assert numbers(coverage)["all"] == [5, 1, 2, 2, 0, 1]
    assert coverage.findings == ["GET_site.json, response_body: $.new is in no schema"]


def test_columns_are_named_and_aligned(tiny: Path, folder: Path) -> None:
    lines = list(compare(tiny, folder).table())

    assert lines[0].split() == ["resource", "operations", "reported", "files", "bodies", "invalid", "unknown"]
    assert {len(line) for line in lines} == {len(lines[0])}


def test_an_unknown_field_is_a_finding(tiny: Path, folder: Path) -> None:
    see(folder, "GET_site.json", "GET", "/api/edit/site/{siteKey}", came={**SITE, "devices": [{"hid": 1, "new": 2}]})
    coverage = compare(tiny, folder)

    assert coverage.findings == ["GET_site.json, response_body: $.devices[0].new is in no schema"]
    assert numbers(coverage)["site"] == [5, 1, 1, 1, 0, 1]


def test_an_invalid_body_is_a_finding(tiny: Path, folder: Path) -> None:
    see(folder, "PUT_site.json", "PUT", "/api/edit/site", sent={**SITE, "name": 7}, came=SITE)
    coverage = compare(tiny, folder)

    assert coverage.findings == ["PUT_site.json, request_body: $.name: 7 is not of type 'string'"]
    assert numbers(coverage)["site"] == [5, 1, 1, 2, 1, 0]


def test_of_many_faults_all_are_counted_and_the_first_few_told(tiny: Path, folder: Path) -> None:
    unknown: JsonObject = dict.fromkeys("abcdef", 1)
    see(folder, "GET_site.json", "GET", "/api/edit/site/{siteKey}", came={**SITE, **unknown})
    coverage = compare(tiny, folder)

    assert len(coverage.findings) == 3
    assert numbers(coverage)["site"] == [5, 1, 1, 1, 0, 6]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/other"),
        ("DELETE", "/api/edit/site"),
        ("GET", "/api/edit/site/{hardwareKey}"),
        ("GET", "/api/view/{userKey}"),
        ("GET", "/api/view/{key}/more"),
    ],
)
def test_an_operation_that_is_not_described_is_a_finding(tiny: Path, folder: Path, method: str, path: str) -> None:
    see(folder, "below/other.json", method, path, came=SITE)
    coverage = compare(tiny, folder)

    assert coverage.findings == [f"below/other.json: {method} {path} is not in the specification"]
    assert numbers(coverage)["all"] == [5, 1, 0, 0, 0, 0]


def test_for_each_kind_of_key_its_own_answer_counts(tiny: Path, folder: Path) -> None:
    see(folder, "GET_view_site.json", "GET", "/api/view/{siteKey}", came=SITE)
    see(folder, "GET_view_hardware.json", "GET", "/api/view/{hardwareKey}", came={"hid": 1})
    assert compare(tiny, folder).findings == []

    see(folder, "GET_view_hardware.json", "GET", "/api/view/{hardwareKey}", came=SITE)
    findings = compare(tiny, folder).findings
    assert findings[0] == "GET_view_hardware.json, response_body: $.key is in no schema"


def test_a_body_where_none_is_described_is_a_finding(tiny: Path, folder: Path) -> None:
    see(folder, "DELETE_note.json", "DELETE", "/api/note/{siteKey}", came={"gone": True})
    see(folder, "GET_site.json", "GET", "/api/edit/site/{siteKey}", sent={"words": "x"}, came=SITE)
    coverage = compare(tiny, folder)

    assert coverage.findings == [
        "DELETE_note.json, response_body: was seen, and the specification describes none",
        "GET_site.json, request_body: was seen, and the specification describes none",
    ]
    assert numbers(coverage)["site"] == [5, 1, 2, 3, 2, 0]


def test_a_body_that_was_not_seen_is_not_counted(tiny: Path, folder: Path) -> None:
    see(folder, "DELETE_note.json", "DELETE", "/api/note/{siteKey}")
    coverage = compare(tiny, folder)

    assert coverage.findings == []
    assert numbers(coverage)["site"] == [5, 1, 1, 0, 0, 0]


def test_a_source_without_a_file_and_a_file_without_a_source_are_findings(tiny: Path) -> None:
    evidence = tiny / EVIDENCE
    evidence.mkdir()
    sources = ["GET_site.json", "GET_view.json", "GET_view_hardware.json", "GET_view_site.json", "POST_find.json"]
    for name in [*sources, "GET_other.json"]:
        (evidence / name).write_text("{}", encoding="utf-8")

    assert list(source_findings(bundle(tiny), tiny)) == [
        "PUT_site.json is named as a source, but is not in spec/evidence",
        "GET_other.json is evidence that no operation names as its source",
    ]


def test_without_the_folder_of_evidence_every_source_is_missing(tiny: Path) -> None:
    assert len(list(source_findings(bundle(tiny), tiny))) == 6


def test_every_file_of_the_evidence_is_needed(specification: JsonObject, tmp_path: Path) -> None:
    spec = shutil.copytree(SPEC, tmp_path / "spec", ignore=shutil.ignore_patterns("examples"))
    assert list(source_findings(specification, spec)) == []

    for file in [*(spec / EVIDENCE).rglob("*.json"), spec / EVIDENCE / NOTES]:
        moved = file.rename(tmp_path / "elsewhere")
        name = file.relative_to(spec / EVIDENCE).as_posix()
        assert list(source_findings(specification, spec)) == [
            f"{name} is named as a source, but is not in spec/evidence"
        ]
        moved.rename(file)


def test_all_that_was_seen_is_described(specification: JsonObject) -> None:
    coverage = Coverage(specification, SPEC / EVIDENCE)
    operations, reported, files, bodies, invalid, unknown = numbers(coverage)["all"]

    assert coverage.findings == []
    assert operations - reported == 101 + observed_only(specification)
    assert files == len(list((SPEC / EVIDENCE).rglob("*.json")))
    assert bodies >= 170
    assert (invalid, unknown) == (0, 0)
