"""A server that changed in five ways: all are noticed, written, generated, checked, and then nothing is new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_sdk.simulator import Request, Simulator
from tests.codegen.observe.newer_server import NEWS, READ, NewerServer
from tests.codegen.observe.observing import news_of, repository, run
from tests.codegen.observe.recording import Recording


@pytest.fixture
def traffic(sim: Simulator, tmp_path: Path) -> Path:
    """What a browser records of the server that changed."""
    credentials = sim.auth_manager().credentials
    headers = {"cookie": credentials.cookie, "ae_s": credentials.ae_s or ""}
    recording = Recording()
    for page, address in READ:
        path, _, query = address.partition("?")
        asked = dict(part.split("=", 1) for part in query.split("&") if part)
        answer = NewerServer(sim).handle(Request(method="GET", path=path, query=asked, headers=headers))
        assert answer.status == 200, path
        recording.see("GET", address, json.loads(answer.body), page=page, headers=headers)
    return recording.save(tmp_path / "traffic.har")


def test_they_are_noticed_written_and_known_then(traffic: Path, tmp_path: Path) -> None:
    copy, report = repository(tmp_path / "copy"), tmp_path / "report.json"
    noticed = run(copy, "observe", traffic, "--json", report)

    assert (noticed.returncode, noticed.stderr) == (2, "")
    assert news_of(report) == NEWS

    written = run(copy, "observe", traffic, "--write")
    assert (written.returncode, written.stderr) == (2, "")
    assert "by hand" not in written.stdout
    for command in ("generate", "check"):
        done = run(copy, command)
        assert (done.returncode, done.stderr) == (0, ""), command

    again = run(copy, "observe", traffic, "--json", report)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.splitlines()[-1] == "nothing new"
    assert news_of(report) == []
    assert run(copy, "observe", copy / "spec" / "observed").returncode == 0, "what was kept of it shows nothing new"


def test_the_simulator_as_it_is_shows_nothing_new(sim: Simulator, tmp_path: Path) -> None:
    credentials = sim.auth_manager().credentials
    headers = {"cookie": credentials.cookie, "ae_s": credentials.ae_s or ""}
    recording = Recording()
    for page, address in READ:
        path = address.partition("?")[0]
        answer = sim.handle(Request(method="GET", path=path, query={}, headers=headers))
        if answer.status == 200:
            recording.see("GET", address, json.loads(answer.body), page=page, headers=headers)

    assert len(recording.entries) == len(READ) - 1
    assert run(repository(tmp_path / "copy"), "observe", recording.save(tmp_path / "traffic.har")).returncode == 0
