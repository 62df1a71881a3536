"""The file: off unless it is asked for, shared by clients and programs, and never somebody else's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from powertrack_sdk import ConfigurationError, PowerTrackClient
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.traffic.report import read_report
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.test_imports import loaded_after
from tests.traffic.observed import changing, found, told
from tests.transports import answers

SITE = "GET /api/edit/site/{siteKey}"

PROGRAM = """
import sys
from powertrack_sdk import AuthManager, PowerTrackClient
url, cookie, ae_s, path, number, closes = sys.argv[1:]
client = PowerTrackClient(AuthManager(cookie=cookie, ae_s=ae_s, ae_v="1." + number, base_url=url), observe=path)
for round in range(4):
    for key in ("S10001", "S10002"):
        client.get_site_config(key)
client.request("GET", "/api/view/site/S10001", query={"expand" + number: "1"})
if closes == "yes":
    client.close()
"""


def run(program: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def programs(sim: Simulator, kept: Path, closes: str) -> None:
    """Two programs that use one file at the same time."""
    credentials = sim.auth_manager().credentials
    with sim.serve() as server:
        arguments = (server.url, credentials.cookie, credentials.ae_s or "", str(kept))
        both = [run(PROGRAM, *arguments, number, closes) for number in ("1", "2")]
        for one in both:
            _, errors = one.communicate(timeout=120)
            assert (one.returncode, errors) == (0, "")


@pytest.mark.parametrize("closes", ["yes", "no"])
def test_two_programs_share_a_file(sim: Simulator, kept: Path, closes: str) -> None:
    programs(sim, kept, closes)
    report = read_report(kept)
    assert report.answers == 18
    assert report.client_versions == ("1.1", "1.2")
    view = "GET /api/view/site/{siteKey}"
    assert found(kept) == {("query parameter", view, "", "expand1"), ("query parameter", view, "", "expand2")}


def test_clients_of_a_program_share_a_file(connect: Connect, sim: Simulator, kept: Path) -> None:
    def change(name: str) -> Any:
        return {"/api/edit/site/": lambda body: body.update({name: None})}

    first, second = (connect(changing(sim, change(name)), observe=kept) for name in ("grown", "added"))
    first.get_site_config("S10001")
    second.get_site_config("S10001")
    second.close_client()
    first.close_client()
    assert found(kept) == {("field", SITE, "grown", ""), ("field", SITE, "added", "")}
    assert read_report(kept).answers == 2


def test_threads_share_a_client(sim: Simulator, kept: Path) -> None:
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), observe=kept) as client:
        keys = ["S10001", "S10002", "S10003"]
        with ThreadPoolExecutor(4) as pool:
            assert len(list(pool.map(client.get_site_config, keys))) == 3
            assert len(client.map(client.get_site_config, keys)) == 3
    assert read_report(kept).answers == 6


def test_what_earlier_runs_saw_is_kept(connect: Connect, sim: Simulator, kept: Path) -> None:
    for number in range(3):
        changes: Any = {"/api/edit/site/": lambda body, number=number: body.update({f"grown{number}": 1})}
        client = connect(changing(sim, changes), observe=kept)
        client.get_site_config("S10001")
        client.close_client()
    assert found(kept) == {("field", SITE, f"grown{number}", "") for number in range(3)}
    assert read_report(kept).answers == 3


def test_copies_of_a_client_observe_too(client: Driver, connect: Connect, kept: Path) -> None:
    observed = connect(observe=kept)
    copy = observed.beside(observed.client.with_options(timeout=5, concurrency=2))
    copy.get_site_config("S10001")
    copy.close_client()
    assert read_report(kept).answers == 0, "the copy does not own the file"
    observed.get_site_config("S10001")
    observed.close_client()
    assert read_report(kept).answers == 2
    assert client.get_site_config("S10001").key == "S10001"
    assert read_report(kept).answers == 2, "another client does not observe"


def test_it_is_saved_from_time_to_time(connect: Connect, clock: FakeClock, kept: Path) -> None:
    client = connect(observe=kept)
    client.get_site_config("S10001")
    assert read_report(kept).answers == 0
    clock.advance(61)
    client.get_site_config("S10001")
    for thread in threading.enumerate():
        if thread.name == "powertrack-recorder":
            thread.join()
    assert read_report(kept).answers == 2
    client.get_site_config("S10001")
    client.close_client()
    assert read_report(kept).answers == 3


def test_the_file_is_there_from_the_beginning(connect: Connect, kept: Path) -> None:
    client = connect(observe=str(kept))
    assert found(kept) == set()
    client.close_client()
    assert read_report(kept).operations == 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "key,name\nS10001,x\n",
        "[]",
        '{"sites": []}',
        '{"received": 99}',
        '{"received": 1, "operations": {"GET /api/Alex Example": {}}}',
        '{"received": 1, "operations": {"GET /api/x": {"answer": 3}}}',
        '{"received": 1, "operations": {"GET /api/x": {"answer": "secret"}}}',
        '{"received": 1, "operations": {"GET /api/x": {"answer": {"unknown": {"Alex Example": ""}}}}}',
        '{"received": 1, "operations": {"GET /api/x": {"answer": {"value": "Alex"}}}}',
    ],
)
def test_another_file_is_refused_and_left_as_it_is(connect: Connect, kept: Path, content: str) -> None:
    kept.parent.mkdir()
    kept.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"drift\.json was not written by a client with observe") as caught:
        connect(observe=kept)
    assert "Alex" not in str(caught.value)
    assert kept.read_text(encoding="utf-8") == content


def test_a_folder_is_refused(connect: Connect, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        connect(observe=tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        connect(observe=tmp_path / "file" / "drift.json")


def test_what_cannot_be_saved_is_told_and_not_lost(
    connect: Connect, clock: FakeClock, kept: Path, logged: pytest.LogCaptureFixture
) -> None:
    client = connect(observe=kept)
    client.get_site_config("S10001")
    own = kept.read_bytes()
    kept.write_text("somebody else's")
    clock.advance(61)
    client.get_site_config("S10001")
    for thread in threading.enumerate():
        if thread.name == "powertrack-recorder":
            thread.join()
    assert len(told(logged)) == 1
    assert told(logged)[0].startswith(f"what was recorded is not saved: {kept} was not written by")
    kept.write_bytes(own)
    client.close_client()
    assert read_report(kept).answers == 2


def test_others_that_write_are_waited_for(connect: Connect, kept: Path) -> None:
    client = connect(observe=kept)
    client.get_site_config("S10001")
    with ThreadPoolExecutor() as pool, FileLock(kept.with_name(f".{kept.name}.lock")):
        closing = pool.submit(client.close_client)
        assert read_report(kept).answers == 0
        assert not closing.done()
    closing.result()
    assert read_report(kept).answers == 1


def test_off_by_default(connect: Connect, sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    client = connect(changing(sim, {"/api/edit/site/": lambda body: body.update(grown=1)}))
    assert client.get_site_config("S10001").key == "S10001"
    client.close_client()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["PowerTrackClient", "AsyncPowerTrackClient"])
def test_nothing_of_it_is_loaded_unless_it_is_asked_for(name: str) -> None:
    code = (
        f"from powertrack_sdk import {name}, PowerTrackClient\n"
        "from powertrack_sdk.simulator import Simulator\n"
        "sim = Simulator(sites=1)\n"
        "with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:\n"
        "    client.get_site_config('S10001')"
    )
    loaded = loaded_after(code)
    assert "powertrack_sdk.site.models" in loaded
    assert not any(module.startswith("powertrack_sdk.traffic") for module in loaded)


def test_what_was_news_for_an_earlier_version_is_forgotten(connect: Connect, kept: Path) -> None:
    """Its shape was kept without knowing what to look at."""
    client = connect(answers({"key": "S10001", "Canary": 1}), observe=kept)
    client.request("GET", "/api/batteries/S10001")
    client.close_client()
    written = json.loads(kept.read_bytes())
    operations = written["operations"]
    operations["GET /api/edit/site/{siteKey}"] = operations["GET /api/batteries/{siteKey}"]
    operations["GET /api/edit/hardware/{hardwareKey}"] = {"answers": 1, "described": True, "answer": "object"}
    operations["GET /api/gone/{somethingId}"] = {"answers": 1, "described": True, "answer": "object"}
    kept.write_text(json.dumps(written))
    assert found(kept) == {
        ("operation", "GET /api/batteries/{siteKey}", "", ""),
        ("operation", "GET /api/gone/{somethingId}", "", ""),
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has other rights of files")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused(connect: Connect, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(ConfigurationError, match="cannot be written"):
        connect(observe=folder / "drift.json")
