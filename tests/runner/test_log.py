"""What the log tells, and who gets to see it."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys

import httpx
import pytest

from powertrack_sdk import APIError, ConfigurationError, NetworkError, PowerTrackClient
from powertrack_sdk.runner.log import set_up_logging
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.transports import Answering, answers

LINE = re.compile(r"(?P<sent>[A-Z]+ \S+): (?P<outcome>.+), (?P<seconds>\d+\.\d\d) s, attempt (?P<attempt>\d+)")
ALL = "?lastChanged=1900-01-01T00%3A00%3A00.000Z"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that the package logs."""
    caplog.set_level(logging.DEBUG, "powertrack_sdk")
    return caplog


def lines(logged: pytest.LogCaptureFixture, level: int = logging.DEBUG) -> list[str]:
    records = [record for record in logged.records if record.name == "powertrack_sdk" and record.levelno == level]
    return [record.getMessage() for record in records]


def test_each_request_is_one_line(client: Driver, sim: Simulator, logged: pytest.LogCaptureFixture) -> None:
    client.get_site_detailed_info("S10001")
    client.update_site_config("S10001", {"name": "x"})
    told = [LINE.fullmatch(line) for line in lines(logged)]
    assert all(told)
    found = [match for match in told if match]
    assert [match["sent"].partition("?")[0] for match in found] == [f"{one.method} {one.path}" for one in sim.requests]
    assert found[0]["sent"] == f"GET /api/view/site/S10001{ALL}"
    assert all(re.fullmatch(r"200, \d+ bytes", match["outcome"]) for match in found)
    assert {match["attempt"] for match in found} == {"1"}


def test_the_size_and_the_duration_are_those_of_the_answer(
    connect: Connect, clock: FakeClock, logged: pytest.LogCaptureFixture
) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        clock.advance(1.25)
        return httpx.Response(200, content=b'{"a": 12345}')

    connect(Answering(answer)).request("GET", "/api/x")
    assert lines(logged) == ["GET /api/x: 200, 12 bytes, 1.25 s, attempt 1"]


def test_each_attempt_is_told(connect: Connect, logged: pytest.LogCaptureFixture) -> None:
    again = httpx.Response(503, headers={"Retry-After": "7"})
    connect(answers(again, again, {})).request("GET", "/api/x")
    assert [line.rpartition(", ")[2] for line in lines(logged)] == ["attempt 1", "attempt 2", "attempt 3"]
    assert [line.split(": ")[1][:3] for line in lines(logged)] == ["503", "503", "200"]


def test_where_no_answer_came_the_reason_is_told(
    connect: Connect, sim: Simulator, logged: pytest.LogCaptureFixture
) -> None:
    sim.inject(Fault("timeout"))
    with pytest.raises(NetworkError):
        connect(max_retries=0).get_site_detailed_info("S10001")
    assert lines(logged) == [f"GET /api/view/site/S10001{ALL}: no answer (ReadTimeout), 0.00 s, attempt 1"]


def test_what_was_answered_wrongly_is_told_too(connect: Connect, logged: pytest.LogCaptureFixture) -> None:
    with pytest.raises(APIError):
        connect(answers(b"{"), max_retries=0).get_site_config("S10001")
    assert lines(logged) == ["GET /api/edit/site/S10001: 200, 1 bytes, 0.00 s, attempt 1"]


def test_values_of_queries_that_may_be_secret_are_hidden(connect: Connect, logged: pytest.LogCaptureFixture) -> None:
    client = connect(answers(httpx.Response(404)), max_retries=0)
    for path, query in (
        ("/api/x", {"token": "canary", "lastChanged": "2026", "a b": "canary&canary"}),
        ("/api/x?token=canary&lastChanged=2026&a%20b=canary", {}),
    ):
        with pytest.raises(APIError) as caught:
            client.request("GET", path, query=query)
        assert "canary" not in str(caught.value)
        assert "canary" not in logged.text
        assert "token=(hidden)&lastChanged=2026&a" in lines(logged)[-1]


def test_a_wait_tells_its_reason_and_its_seconds(
    client: Driver, sim: Simulator, logged: pytest.LogCaptureFixture
) -> None:
    sim.inject(Fault("rate-limit", retry_after=12))
    client.get_site_config("S10001")
    assert lines(logged, logging.WARNING) == [
        "GET /api/edit/site/S10001: PowerTrack answered 429 (too many requests; Retry-After: 12; Too many requests.)."
        " Wait, and send less at a time; attempt 2 follows in 12.0 s"
    ]


def test_a_wait_that_is_too_long_is_told_by_the_error(
    client: Driver, sim: Simulator, logged: pytest.LogCaptureFixture
) -> None:
    sim.inject(Fault("rate-limit", retry_after=3600))
    with pytest.raises(APIError, match=r"answered 429 \(too many requests; Retry-After: 3600; "):
        client.get_site_config("S10001")
    assert lines(logged, logging.WARNING) == []


PROGRAM = """
import logging
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Fault, Simulator
sim = Simulator(sites=1)
sim.inject(Fault("rate-limit", retry_after=0))
before = [*logging.getLogger().handlers]
for _ in range(3):
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        client.get_site_config("S10001")
assert logging.getLogger().handlers == before, "the log of the program is left alone"
"""


def run(level: str | None) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if name != "POWERTRACK_LOG"}
    if level is not None:
        environ["POWERTRACK_LOG"] = level
    return subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environ, check=False)


@pytest.mark.parametrize("level", [None, "", " "])
def test_nothing_is_written_unless_someone_asks_for_it(level: str | None) -> None:
    done = run(level)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("level", "count"), [("debug", 5), (" DEBUG ", 5), ("info", 1), ("warning", 1), ("Warning", 1)]
)
def test_the_variable_has_the_log_written_to_stderr_each_line_once(level: str, count: int) -> None:
    done = run(level)
    assert (done.returncode, done.stdout) == (0, "")
    found = done.stderr.splitlines()
    assert len(found) == count
    stamp = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}"
    assert all(
        re.match(rf"{stamp} (DEBUG|WARNING) powertrack_sdk: GET /api/edit/site/S10001: ", line) for line in found
    )
    assert sum(" WARNING " in line for line in found) == 1


@pytest.mark.parametrize("level", ["verbose", "10", "error"])
def test_another_level_is_an_error(sim: Simulator, monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    monkeypatch.setenv("POWERTRACK_LOG", level)
    with pytest.raises(ConfigurationError, match=f"POWERTRACK_LOG is '{level}'; debug, info or warning is expected"):
        PowerTrackClient(sim.auth_manager(), transport=sim.transport())
    with pytest.raises(ConfigurationError):
        set_up_logging()
