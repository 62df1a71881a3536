"""Restoring a backup: a write like any other."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from powertrack_api.documents import HARDWARE_CONFIG_DOCUMENT, MODELING_DATA_DOCUMENT, SITE_CONFIG_DOCUMENT
from powertrack_sdk import APIError, ConfigurationError, ConflictError, VerificationError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.backup import load_backup, save_backup
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.journal import Run
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.transports import OneDocument, watching
from tests.wire import Sent, get, held, puts, wire

SITE = "/api/edit/site/S10001"

DOCUMENTS = {
    document.name: document for document in (SITE_CONFIG_DOCUMENT, HARDWARE_CONFIG_DOCUMENT, MODELING_DATA_DOCUMENT)
}
WRITES = [
    pytest.param("update_site_config", "S10001", SITE, {"name": "x", "latitude": 1.5, "acCapacityKw": 3.0}, id="site"),
    pytest.param(
        "update_hardware_config",
        "H100002",
        "/api/edit/hardware/H100002",
        {"name": "x", "settings": [{"name": "dev:authentication", "value": "y"}]},
        id="device",
    ),
    pytest.param(
        "update_modeling_data", "S10001", "/api/edit/modeling/S10001", {"pvConfig": {"degrade": 0.7}}, id="model"
    ),
    pytest.param(
        "update_modeling_data", "H100005", "/api/edit/modeling/H100005", {"dcRating": 7.5}, id="model of an inverter"
    ),
]


@pytest.mark.parametrize(("method", "key", "path", "patch"), WRITES)
@pytest.mark.parametrize("as_text", [False, True])
def test_a_document_is_what_it_was(
    client: Driver, sim: Simulator, method: str, key: str, path: str, patch: object, as_text: bool
) -> None:
    before = held(sim, path)
    done = getattr(client, method)(key, patch)
    between = held(sim, path)
    result = client.restore_backup(str(done.backup_path) if as_text else done.backup_path)
    assert bool(result) is result.applied is result.verified is True
    assert (result.document, result.key) == (done.document, key)
    assert {change.path for change in result.changes} >= {change.path for change in done.changes}
    assert json.dumps(puts(sim)[-1]) == json.dumps({**before, "ts": between["ts"]})
    assert diff(before, held(sim, path), DOCUMENTS[done.document].shape, ignore_volatile=True) == ()


def test_what_goes_over_the_wire(client: Driver, sim: Simulator) -> None:
    done = client.update_site_config("S10001", {"name": "x"})
    sim.requests.clear()
    client.restore_backup(done.backup_path)
    [written] = puts(sim)
    page = "/powertrack/S10001/administration/config"
    assert wire(sim) == [get(SITE, query={}), Sent("PUT", "/api/edit/site", {}, page, written), get(SITE, query={})]


def test_what_is_there_now_is_backed_up_first(client: Driver, sim: Simulator) -> None:
    done = client.update_site_config("S10001", {"name": "x"})
    between = held(sim, SITE)
    result = client.restore_backup(done.backup_path)
    assert result.backup_path != done.backup_path
    assert load_backup(result.backup_path).content == between
    again = client.restore_backup(result.backup_path)
    assert again.verified
    assert held(sim, SITE)["name"] == "x"


def test_changes_of_others_since_then_go_back_too(client: Driver, sim: Simulator) -> None:
    before = held(sim, SITE)
    done = client.update_site_config("S10001", {"name": "x"})
    client.update_site_config("S10001", {"latitude": 2.5})
    result = client.restore_backup(done.backup_path)
    assert {change.path for change in result.changes} == {"name", "location.latitude"}
    assert held(sim, SITE) == {**before, "ts": held(sim, SITE)["ts"]}


def test_a_dry_run_tells_and_writes_nothing(client: Driver, sim: Simulator, backups: Path) -> None:
    done = client.update_site_config("S10001", {"name": "x"})
    between = held(sim, SITE)
    result = client.restore_backup(done.backup_path, dry_run=True)
    assert bool(result) is result.dry_run is True
    assert result.applied is False
    assert [change.path for change in result.changes] == ["name"]
    assert held(sim, SITE) == between
    assert len(puts(sim)) == 1
    assert len(list(backups.glob("*.json"))) == 1


@pytest.mark.parametrize(("method", "key", "path", "patch"), WRITES)
def test_where_nothing_changes_nothing_is_sent(
    client: Driver, sim: Simulator, backups: Path, method: str, key: str, path: str, patch: object
) -> None:
    done = getattr(client, method)(key, patch)
    client.restore_backup(done.backup_path)
    before = held(sim, path)
    result = client.restore_backup(done.backup_path)
    assert bool(result) is True
    assert result.applied is False
    assert result.changes == ()
    assert held(sim, path) == before
    assert len(puts(sim)) == 2
    assert len(list(backups.glob("*.json"))) == 2


def test_a_field_that_is_gone_comes_back(client: Driver, sim: Simulator) -> None:
    """Someone else's careless save has lost half of the site."""
    before = held(sim, SITE)
    done = client.update_site_config("S10001", {"name": "x"})
    half = dict(list(held(sim, SITE).items())[::2]) | {"key": "S10001"}
    client.request("PUT", "/api/edit/site", body=half, referer="/powertrack/S10001/administration/config")
    assert len(held(sim, SITE)) < 100
    assert client.restore_backup(done.backup_path).verified
    assert held(sim, SITE) == {**before, "ts": held(sim, SITE)["ts"]}


def test_a_document_that_moves_meanwhile_is_not_overwritten(connect: Connect, sim: Simulator, clock: FakeClock) -> None:
    done = connect().update_site_config("S10001", {"name": "x"})
    sim.inject(Fault("stamp-moved", path=SITE))
    with pytest.raises(ConflictError):
        connect(watching(sim, lambda _: clock.advance(2))).restore_backup(done.backup_path)
    assert len(puts(sim)) == 1


def test_a_restore_that_is_ignored_is_an_error(client: Driver, sim: Simulator) -> None:
    done = client.update_site_config("S10001", {"name": "x"})
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError, match="not as asked for"):
        client.restore_backup(done.backup_path)


def test_a_backup_of_an_unknown_kind_is_refused(client: Driver, sim: Simulator) -> None:
    done = client.update_site_config("S10001", {"name": "x"})
    sim.requests.clear()
    text = done.backup_path.read_text(encoding="utf-8").replace('"SiteConfig"', '"Rate"', 1)
    done.backup_path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is a backup of a Rate, which cannot be restored"):
        client.restore_backup(done.backup_path)
    assert sim.requests == []


def test_a_backup_of_another_place_is_refused(client: Driver, sim: Simulator, clock: FakeClock, tmp_path: Path) -> None:
    """The site is not there: the backup comes from somewhere else."""
    run = Run(tmp_path, "a", "update", "https://simulator.invalid")
    backup = save_backup(run, "SiteConfig", "S99999", b'{"key": "S99999"}', ["name"], clock.now())
    with pytest.raises(APIError) as caught:
        client.restore_backup(backup)
    assert caught.value.status_code == 404
    assert puts(sim) == []


def test_a_backup_of_another_host_is_refused(client: Driver, sim: Simulator, clock: FakeClock, tmp_path: Path) -> None:
    run = Run(tmp_path, "a", "update", "https://apps.example.com")
    document = json.dumps({**held(sim, "/api/edit/site/S10001"), "name": "x"}).encode()
    backup = save_backup(run, "SiteConfig", "S10001", document, ["name"], clock.now())
    for dry_run in (True, False):
        with pytest.raises(
            ConfigurationError, match=r"is of https://apps\.example\.com, and this client is signed in to"
        ):
            client.restore_backup(backup, dry_run=dry_run)
    assert puts(sim) == []


def test_a_backup_that_was_altered_is_refused(client: Driver, sim: Simulator) -> None:
    """Its content would go over the wire without any check."""
    done = client.update_site_config("S10001", {"name": "x"})
    backup = json.loads(done.backup_path.read_text(encoding="utf-8"))
    backup["content"] = {name: backup["content"][name] for name in ("key", "name", "ts")}
    done.backup_path.write_text(json.dumps(backup), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="was altered since it was taken"):
        client.restore_backup(done.backup_path)
    assert len(puts(sim)) == 1


def test_what_the_service_got_since_stays(connect: Connect, sim: Simulator) -> None:
    before = held(sim, SITE)
    server = OneDocument(json.dumps(before).encode())
    client = connect(server)
    done = client.update_site_config("S10001", {"name": "x"})
    now = json.loads(server.content)
    server.content = json.dumps({**now, "aboutToCome": {"a": 1}, "location": {**now["location"], "b": 2}}).encode()
    assert client.restore_backup(done.backup_path).verified
    expected = {**before, "aboutToCome": {"a": 1}, "location": {**now["location"], "b": 2}}
    assert json.loads(server.content) == expected


def test_a_field_that_the_write_added_goes_again(connect: Connect, sim: Simulator) -> None:
    before = {name: value for name, value in held(sim, SITE).items() if name != "tagLine"}
    server = OneDocument(json.dumps(before).encode())
    client = connect(server)
    done = client.update_site_config("S10001", {"tagLine": "Sunny"})
    assert client.restore_backup(done.backup_path).verified
    assert json.loads(server.content) == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_document_of_any_encoding_is_brought_back(connect: Connect, sim: Simulator, encoding: str) -> None:
    before = held(sim, SITE)
    server = OneDocument(json.dumps(before, ensure_ascii=False).encode(encoding))
    client = connect(server)
    done = client.update_site_config("S10001", {"name": "ü"})
    assert json.loads(server.content) == {**before, "name": "ü"}
    assert client.restore_backup(done.backup_path).verified
    assert json.loads(server.content) == before


def test_a_backup_whose_content_is_of_something_else_is_refused(client: Driver, sim: Simulator) -> None:
    """A write goes to what its body names, so this one would go to another site."""
    done = client.update_site_config("S10001", {"name": "x"})
    backup = json.loads(done.backup_path.read_text(encoding="utf-8"))
    backup["key"] = "S10002"
    done.backup_path.write_text(json.dumps(backup), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is a backup of S10002, but its content describes 'S10001'"):
        client.restore_backup(done.backup_path)
    assert len(puts(sim)) == 1


def test_a_path_of_any_kind(client: Driver) -> None:
    done = client.update_site_config("S10001", {"name": "x"})

    class Somewhere(os.PathLike[str]):
        def __fspath__(self) -> str:
            return str(done.backup_path)

    assert client.restore_backup(Somewhere()).verified
