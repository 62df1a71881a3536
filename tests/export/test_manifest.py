"""The manifest of an export: what it lists, and one that is missing or damaged."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import ConfigurationError
from powertrack_sdk.simulator import Simulator
from tests.clock import START
from tests.driver import Driver
from tests.export.exported import FIRST, LAST, anew, export, files, manifest, parts


def test_data_without_a_manifest_is_left_alone(client: Driver, sim: Simulator, out: Path) -> None:
    export(client, out)
    (out / "manifest.json").unlink()
    before = files(out)
    anew(sim)
    with pytest.raises(ConfigurationError, match=r"has data in it and no manifest\.json"):
        export(client, out)
    assert (sim.requests, files(out)) == ([], before)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b'{"manifest": 2}', b"[1]", b'{"manifest": 1}', b'{"manifest": 1, "customer": "C1001"}', b"\xff"],
)
def test_a_manifest_that_cannot_be_read_is_told(client: Driver, sim: Simulator, out: Path, content: bytes) -> None:
    out.mkdir()
    (out / "manifest.json").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"manifest\.json (cannot be read|is not a manifest|is damaged)"):
        export(client, out)
    assert sim.requests == []
    assert (out / "manifest.json").read_bytes() == content


def test_a_part_of_a_manifest_that_leads_elsewhere_is_told(client: Driver, out: Path) -> None:
    export(client, out)
    known = manifest(out)
    objects(known["parts"])[0]["path"] = "../elsewhere.parquet"
    (out / "manifest.json").write_text(json.dumps(known))
    with pytest.raises(ConfigurationError, match=r"manifest\.json is damaged"):
        export(client, out)


def test_the_manifest_tells_what_is_there(client: Driver, out: Path) -> None:
    result = export(client, out)
    known = manifest(out)
    assert {name: known[name] for name in ("manifest", "customer", "what", "from", "to", "format")} == {
        "manifest": 1,
        "customer": "C1001",
        "what": ["sites", "hardware", "alerts", "charts"],
        "from": FIRST,
        "to": LAST,
        "format": "parquet",
    }
    assert (known["chart_type"], known["bin_size"], known["failures"]) == (15, 15, [])
    assert known["started_at"] == known["written_at"] == known["finished_at"] == START.isoformat()
    found = files(out)
    assert parts(out).keys() == found.keys()
    for path, part in parts(out).items():
        assert part["bytes"] == len(found[path])
        assert part["sha256"] == hashlib.sha256(found[path]).hexdigest()
        assert datetime.fromisoformat(str(part["written_at"])) == datetime(2026, 6, 24, 17, tzinfo=UTC)
        assert path.startswith(f"{part['data_set']}/")
    assert sum(int(str(part["rows"])) for part in parts(out).values()) == result.rows
    assert result.manifest == out / "manifest.json"
    assert sorted(path.name for path in out.iterdir() if path.is_file()) == ["manifest.json"]


def test_the_manifest_tells_columns_with_types_and_units(client: Driver, out: Path) -> None:
    export(client, out)
    data_sets = manifest(out)["data_sets"]
    assert isinstance(data_sets, dict)
    described = {
        name: {str(one["name"]): (one["type"], one["unit"]) for one in objects(data_set["columns"])}
        for name, data_set in data_sets.items()
        if isinstance(data_set, dict)
    }
    assert described["charts"] == {
        "time": ("timestamp[us, UTC]", None),
        "time_zone": ("string", None),
        "series": ("string", None),
        "series_key": ("string", None),
        "unit": ("string", None),
        "value": ("double", None),
        "bin_size": ("int64", "min"),
        "site": ("string", None),
        "month": ("string", None),
    }
    assert list(described) == ["sites", "hardware", "hardware_registers", "alerts", "charts"]
    assert described["sites"]["power"] == ("double", "kW")
    assert described["hardware"]["install_date"] == ("date", None)
    assert described["alerts"]["is_acknowledged"] == ("bool", None)
    assert described["hardware_registers"]["value"] == ("double", None)
