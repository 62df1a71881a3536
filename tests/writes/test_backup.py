"""Backups: there before the write, exact, private, and told of."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from powertrack_sdk import ConfigurationError
from powertrack_sdk.base_client import DEFAULT_BACKUP_DIR
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.backup import load_backup, save_backup
from powertrack_sdk.writes.journal import Run
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.transports import OneDocument, watching
from tests.wire import held, puts

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="takes POSIX permissions")
HOST = "https://simulator.invalid"
MOMENT = datetime(2026, 6, 24, 17, 0, 0, 123456, tzinfo=UTC)
SITE = "/api/edit/site/S10001"


def test_the_backup_is_there_before_the_write_is_sent(connect: Connect, sim: Simulator, backups: Path) -> None:
    found: list[object] = []

    def look(request: httpx.Request) -> None:
        if request.method == "PUT":
            found.extend(load_backup(path).content for path in backups.glob("*.json"))

    before = held(sim, SITE)
    result = connect(watching(sim, look)).update_site_config("S10001", {"name": "Maple"})
    assert found == [before]
    assert [result.backup_path] == list(backups.glob("*.json"))


def test_a_backup_holds_the_document_byte_for_byte(connect: Connect, backups: Path) -> None:
    text = '{ "key" : "S10001",\r\n\t"name": "M\\u00fc\\ud83c", "b": 1.0,  "a": 1.00, "n": null, "ts": "2026" }'
    result = connect(OneDocument(f"\n{text} ".encode())).update_site_config("S10001", {"name": "x"})
    content = result.backup_path.read_bytes()
    assert b'"content": ' + text.encode() + b"\n}" in content


@pytest.mark.parametrize(
    ("method", "key", "path", "document", "patch"),
    [
        ("update_site_config", "S10001", "/api/edit/site/", "SiteConfig", {"name": "x"}),
        ("update_hardware_config", "H100002", "/api/edit/hardware/", "HardwareConfig", {"name": "x"}),
        ("update_modeling_data", "H100005", "/api/edit/modeling/", "ModelingData", {"dcRating": 5}),
    ],
)
def test_a_backup_says_what_it_is_of(
    client: Driver, sim: Simulator, clock: FakeClock, method: str, key: str, path: str, document: str, patch: object
) -> None:
    before = held(sim, path + key)
    result = getattr(client, method)(key, patch)
    backup = load_backup(result.backup_path)
    assert (backup.document, backup.key, backup.taken_at) == (document, key, clock.now().isoformat())
    assert json.dumps(backup.content) == json.dumps(before)
    assert result.backup_path.name == f"20260624T170000-{document}-{key}.json"


def test_the_name_of_a_backup_tells_nothing_about_its_content(client: Driver, sim: Simulator) -> None:
    client.update_hardware_config("H100002", {"settings": [{"name": "dev:authentication", "value": "canary"}]})
    result = client.update_hardware_config("H100002", {"name": "Modem"})
    assert re.fullmatch(r"[0-9]{8}T[0-9]{6}-HardwareConfig-H100002(-[0-9]+)?\.json", result.backup_path.name)


def test_backups_of_the_same_second_stand_side_by_side(client: Driver, sim: Simulator, backups: Path) -> None:
    former = held(sim, SITE)["name"]
    results = [client.update_site_config("S10001", {"name": f"name {number}"}) for number in range(4)]
    assert len({result.backup_path for result in results}) == 4
    names = [load_backup(result.backup_path).content["name"] for result in results]
    assert names == [former, "name 0", "name 1", "name 2"]
    assert sorted(path.name for path in backups.glob("*.json")) == [
        "20260624T170000-SiteConfig-S10001-1.json",
        "20260624T170000-SiteConfig-S10001-2.json",
        "20260624T170000-SiteConfig-S10001-3.json",
        "20260624T170000-SiteConfig-S10001.json",
    ]


@ON_POSIX
def test_backups_are_for_the_user_alone(client: Driver, backups: Path) -> None:
    former = os.umask(0)
    try:
        result = client.update_site_config("S10001", {"name": "Maple"})
    finally:
        os.umask(former)
    assert stat.S_IMODE(result.backup_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.stat().st_mode) == 0o700


def test_folders_are_made_where_they_are_missing(connect: Connect, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b c" / "ü"
    result = connect(backup_dir=str(folder)).update_site_config("S10001", {"name": "Maple"})
    assert result.backup_path.parent == folder


def test_backups_go_below_the_working_folder_by_default(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    connect(backup_dir=DEFAULT_BACKUP_DIR).update_site_config("S10001", {"name": "Maple"})
    assert len(list((tmp_path / "powertrack-backups").glob("*.json"))) == 1


def test_without_a_backup_nothing_is_written(connect: Connect, sim: Simulator, tmp_path: Path) -> None:
    before = held(sim, SITE)
    (tmp_path / "file").write_text("no folder")
    folder = tmp_path / "file" / "backups"
    with pytest.raises(ConfigurationError, match="the backup of SiteConfig S10001 cannot be written to") as caught:
        connect(backup_dir=folder).update_site_config("S10001", {"name": "Maple"})
    assert str(folder) in str(caught.value)
    assert str(caught.value).endswith("nothing was sent. Choose another folder with backup_dir")
    assert puts(sim) == []
    assert held(sim, SITE) == before


def test_a_backup_never_takes_the_place_of_another_file(tmp_path: Path) -> None:
    first = save_backup(
        Run(tmp_path, "a", "update", HOST), "SiteConfig", "S10001", b'{"key": "S10001"}', ["name"], MOMENT
    )
    before = first.read_bytes()
    second = save_backup(
        Run(tmp_path, "a", "update", HOST), "SiteConfig", "S10001", b'{"key": "S10001", "name": "x"}', ["name"], MOMENT
    )
    assert first != second
    assert first.read_bytes() == before


@pytest.mark.parametrize("content", [b"{}", b'{"a":1.0,"b":[1,"\\ud83c",null]}', '{"ü": "☀"}'.encode()])
def test_what_is_saved_can_be_loaded(tmp_path: Path, content: bytes) -> None:
    backup = load_backup(
        save_backup(Run(tmp_path, "a", "update", HOST), "SiteConfig", "S10001", content, ["name"], MOMENT)
    )
    expected = {**json.loads(content), "key": "S10001"}
    assert json.dumps(backup.content) == json.dumps(expected), "a document without its key gets it"
    assert (backup.document, backup.key) == ("SiteConfig", "S10001")
    assert backup.taken_at == "2026-06-24T17:00:00.123456+00:00"
    assert (backup.host, backup.changes) == (HOST, ("name",))


def damaged(change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    """Saves a backup in which something is not as it should be."""

    def write(path: Path) -> None:
        value = {
            "backup": 1,
            "document": "SiteConfig",
            "key": "S10001",
            "taken_at": "2026",
            "host": HOST,
            "content": {"key": "S10001"},
        }
        path.write_text(json.dumps(change(dict(value))))

    return write


@pytest.mark.parametrize(
    ("write", "problem"),
    [
        pytest.param(lambda path: None, "cannot be read as a backup (No such file or directory)", id="no file"),
        pytest.param(Path.mkdir, "cannot be read as a backup", id="a folder"),
        pytest.param(lambda path: path.write_bytes(b""), "cannot be read as a backup", id="nothing"),
        pytest.param(lambda path: path.write_bytes(b'{"backup": 1, "cont'), "cannot be read as a backup", id="cut off"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xfe\x00"), "cannot be read as a backup", id="no text"),
        pytest.param(
            lambda path: path.write_bytes(b'{"a": 1, "a": 2}'), "cannot be read as a backup", id="names twice"
        ),
        pytest.param(damaged(lambda value: [value]), "is no backup of version 1", id="a list"),
        pytest.param(damaged(lambda value: {**value, "backup": 2}), "is no backup of version 1", id="newer"),
        pytest.param(damaged(lambda value: value["content"]), "is no backup of version 1", id="a document alone"),
        pytest.param(damaged(lambda value: {**value, "key": None}), "is no complete backup", id="no key"),
        pytest.param(damaged(lambda value: {**value, "document": 1}), "is no complete backup", id="no document"),
        pytest.param(damaged(lambda value: {**value, "content": []}), "is no complete backup", id="no content"),
        pytest.param(damaged(lambda value: {**value, "taken_at": 1}), "is no complete backup", id="no moment"),
        pytest.param(damaged(lambda value: {**value, "host": None}), "is no complete backup", id="no host"),
        pytest.param(damaged(lambda value: value), "was altered since it was taken", id="no digest"),
        pytest.param(
            damaged(lambda value: {**value, "digest": "sha256:0"}), "was altered since it was taken", id="altered"
        ),
    ],
)
def test_what_is_no_backup_is_refused(
    client: Driver, sim: Simulator, tmp_path: Path, write: Callable[[Path], None], problem: str
) -> None:
    path = tmp_path / "backup.json"
    write(path)
    with pytest.raises(ConfigurationError) as caught:
        client.restore_backup(path)
    assert problem in str(caught.value)
    assert str(path) in str(caught.value)
    assert sim.requests == []
