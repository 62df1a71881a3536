"""The exit code of a command for each cause of a failure, and the certificates that it trusts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from powertrack_sdk.simulator import Answer, Fault, Request, Simulator
from powertrack_sdk.simulator.core.messages import problem
from tests.cli.terminal import Terminal, secrets_of
from tests.cli.way import Way
from tests.tls import CERTIFICATE, serving

READS: tuple[tuple[str, ...], ...] = (
    ("sites",),
    ("site", "S10001"),
    ("alerts", "S10001", "--json"),
    ("call", "GET", "/api/edit/site/S10001"),
)
reads = pytest.mark.parametrize("command", READS, ids=lambda command: command[0])


def no_permission(request: Request) -> Answer | None:
    """Refuse everything but the question whose session it is."""
    return None if request.path == "/api/applinks" else problem(403, "No permission.")


@pytest.fixture
def quick(terminal: Terminal, served: str) -> Terminal:
    """A terminal with the address and the credentials of a served simulator."""
    terminal.variables["BASE_URL"] = served
    return terminal


@reads
def test_a_firewall_ends_a_command_with_6(quick: Terminal, sim: Simulator, command: tuple[str, ...]) -> None:
    sim.inject(Fault("firewall", times=None))
    told = quick.fails(6, *command)
    assert "Cloudflare between this machine and PowerTrack answered 403" in told
    assert "Open PowerTrack in the browser, and copy a fresh request" in told


@reads
def test_a_lack_of_permission_ends_a_command_with_7(quick: Terminal, way: Way, command: tuple[str, ...]) -> None:
    way.meddle = no_permission
    told = quick.fails(7, *command)
    assert "PowerTrack answered 403" in told
    assert "rights do not allow it" in told


@reads
def test_a_failing_service_ends_a_command_with_8(quick: Terminal, way: Way, command: tuple[str, ...]) -> None:
    way.meddle = lambda request: problem(501, "Out of order.")
    told = quick.fails(8, *command)
    assert "PowerTrack answered 501" in told
    assert "The service is failing; try again later" in told


def test_500_with_a_reason_ends_a_command_with_8(quick: Terminal, sim: Simulator) -> None:
    sim.inject(Fault("server-error", times=None))
    assert "PowerTrack answered 500" in quick.fails(8, "call", "GET", "/api/edit/site/S10001")


@reads
@pytest.mark.parametrize("answer", ["401", "419", "500"])
def test_an_ended_session_ends_a_command_with_3(
    quick: Terminal, sim: Simulator, command: tuple[str, ...], answer: Any
) -> None:
    sim.session_answer = answer
    sim.expire_session()
    assert "copy a fresh request" in quick.fails(3, *command)


@reads
def test_a_host_that_cannot_be_reached_ends_a_command_with_9(quick: Terminal, command: tuple[str, ...]) -> None:
    told = quick.fails(9, *command, BASE_URL="http://127.0.0.1:9")
    assert "the connection was refused" in told


def test_a_connection_that_breaks_ends_a_command_with_9(quick: Terminal, sim: Simulator) -> None:
    sim.inject(Fault("refused", times=None))
    assert "no answer" in quick.fails(9, "site", "S10001")


def _refused(request: Request, status: int) -> Answer | None:
    return problem(status, "No.") if request.method in ("PUT", "POST") else None


CHANGES: dict[int, Callable[[Way, Simulator], None]] = {
    5: lambda way, sim: setattr(way, "meddle", lambda request: _refused(request, 409)),
    6: lambda way, sim: sim.inject(Fault("firewall", method="PUT", times=None)),
    7: lambda way, sim: setattr(way, "meddle", lambda request: _refused(request, 403)),
    8: lambda way, sim: sim.inject(Fault("server-error", method="PUT", times=None)),
}


@pytest.mark.parametrize("code", CHANGES)
def test_a_refused_write_has_the_exit_code_of_its_cause(quick: Terminal, way: Way, sim: Simulator, code: int) -> None:
    (quick.folder / "changes.csv").write_text("key,name\nS10001,Maple\n", encoding="utf-8")
    assert quick.run("plan", "changes.csv").code == 0
    CHANGES[code](way, sim)
    done = quick.run("apply", "plan.json", "--yes")
    assert done.code == code, done
    assert [request.method for request in sim.requests].count("PUT") <= 1


@contextmanager
def secured(sim: Simulator, terminal: Terminal) -> Iterator[str]:
    """A server over TLS that no system trusts, and credentials for it."""
    with serving(tls=True) as server:
        credentials = sim.auth_manager(server.url).credentials
        terminal.variables |= {"BASE_URL": server.url, "COOKIE": credentials.cookie, "AE_S": credentials.ae_s or ""}
        terminal.secrets += secrets_of(credentials)
        yield server.url


def test_a_certificate_is_trusted_by_ca_file(terminal: Terminal, sim: Simulator, tmp_path: Path) -> None:
    command = ("call", "GET", "/api/applinks")
    with secured(sim, terminal):
        assert "--ca-file" in terminal.fails(9, *command)
        done = terminal.run(*command, "--ca-file", CERTIFICATE)
        assert (done.code, done.json) == (0, {})
        other = tmp_path / "other.pem"
        other.write_text("no certificate", encoding="utf-8")
        assert str(other) in terminal.fails(1, *command, "--ca-file", other)
        assert "missing.pem" in terminal.fails(1, *command, "--ca-file", tmp_path / "missing.pem")


@pytest.mark.parametrize("command", ["sites", "export", "apply"])
def test_the_help_names_the_rate_of_requests(terminal: Terminal, command: str) -> None:
    words = " ".join(terminal.run(command, "--help").out.replace("│", " ").split())
    assert "--rate-limit" in words
    assert "after a burst of 60" in words
    assert "By default 10, and none for a simulator on this machine" in words


def test_a_conflict_on_the_wire_has_its_own_exit_code(terminal: Terminal, served: str, sim: Simulator) -> None:
    rows = [{"key": "x2d8013888", "enabled": False}]
    (terminal.folder / "triggers.json").write_text(json.dumps(rows), encoding="utf-8")
    terminal.run("plan", "triggers.json")
    sim.inject(Fault("stamp-moved"))
    done = terminal.run("apply", "plan.json", "--yes")
    assert done.code == 5
    assert "PowerTrack answered 409" in done.out
