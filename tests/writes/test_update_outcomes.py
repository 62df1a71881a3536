"""What an update makes of conflicts, of writes without an answer, and of what it reads back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import httpx
import pytest

from powertrack_sdk import (
    APIError,
    AuthenticationError,
    ConflictError,
    NetworkError,
    PowerTrackError,
    ServiceError,
    UnknownOutcomeError,
    VerificationError,
)
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.faults import FaultKind
from powertrack_sdk.writes.backup import load_backup
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.transports import Answering, watching
from tests.wire import held, puts

SITE = "/api/edit/site/S10001"
PATCH = {"location": {"latitude": 40.6}}
Interfere = Callable[[httpx.Request], None]


def methods(sim: Simulator) -> list[str]:
    return [request.method for request in sim.requests]


def after_the_first_read(act: Callable[[], None]) -> Interfere:
    """Something that happens once the document has been asked for."""
    seen: list[str] = []

    def interfere(request: httpx.Request) -> None:
        if request.method == "GET" and not seen:
            act()
        seen.append(request.method)

    return interfere


@pytest.mark.parametrize(
    ("method", "key", "path", "patch"),
    [
        ("update_site_config", "S10001", "/api/edit/site/", PATCH),
        ("update_hardware_config", "H100005", "/api/edit/hardware/", {"name": "new"}),
        ("update_modeling_data", "S10001", "/api/edit/modeling/", {"dcRating": 5.0}),
    ],
)
def test_a_document_that_moved_meanwhile_is_not_overwritten(
    connect: Connect, sim: Simulator, clock: FakeClock, method: str, key: str, path: str, patch: dict[str, object]
) -> None:
    before = held(sim, path + key)
    sim.inject(Fault("stamp-moved", path=path))
    client = connect(watching(sim, after_the_first_read(lambda: clock.advance(5))))
    with pytest.raises(ConflictError, match="was changed meanwhile by another user or program") as caught:
        getattr(client, method)(key, patch)
    assert f"{key} was changed" in str(caught.value)
    assert str(caught.value).endswith("nothing was sent. Read it again and repeat the change")
    assert methods(sim) == ["GET", "GET"]
    assert held(sim, path + key) != before, "the other one's change stands"


def test_a_conflict_tells_what_moved(connect: Connect, sim: Simulator, clock: FakeClock) -> None:
    before = held(sim, SITE)
    sim.inject(Fault("stamp-moved", path=SITE))
    client = connect(watching(sim, after_the_first_read(lambda: clock.advance(5))))
    with pytest.raises(ConflictError) as caught:
        client.update_site_config("S10001", PATCH)
    moved = [name for name, value in held(sim, SITE).items() if before[name] != value and name != "ts"]
    assert len(moved) == 1
    assert f"({moved[0]}: " in str(caught.value)


def test_a_moved_stamp_alone_is_a_conflict(connect: Connect, sim: Simulator, clock: FakeClock) -> None:
    """Someone saved the site as it was."""
    page = "/powertrack/S10001/administration/config"

    other = connect()

    def interfere(request: httpx.Request) -> None:
        clock.advance(5)
        if methods(sim) == ["GET"]:
            other.request("PUT", "/api/edit/site", body=held(sim, SITE), referer=page)

    with pytest.raises(ConflictError, match="its ts moved"):
        connect(watching(sim, interfere)).update_site_config("S10001", PATCH)
    assert len(puts(sim)) == 1


def test_a_document_that_did_not_move_is_written_however_old_it_is(
    connect: Connect, sim: Simulator, clock: FakeClock
) -> None:
    client = connect(watching(sim, after_the_first_read(lambda: clock.advance(3600))))
    assert client.update_site_config("S10001", PATCH).verified
    assert methods(sim) == ["GET", "GET", "PUT", "GET"]


@pytest.mark.parametrize(("seconds", "reads_again"), [(0.9, False), (1.1, True)])
def test_a_fresh_document_is_not_read_again(
    connect: Connect, sim: Simulator, clock: FakeClock, seconds: float, reads_again: bool
) -> None:
    client = connect(watching(sim, after_the_first_read(lambda: clock.advance(seconds))))
    client.update_site_config("S10001", PATCH)
    assert methods(sim) == (["GET", "GET", "PUT", "GET"] if reads_again else ["GET", "PUT", "GET"])


@pytest.mark.parametrize("kind", ["reset-after", "timeout"])
def test_a_write_whose_answer_is_lost_is_found_to_be_done(client: Driver, sim: Simulator, kind: FaultKind) -> None:
    sim.inject(Fault(kind, method="PUT", times=None))
    result = client.update_site_config("S10001", PATCH)
    assert bool(result) is result.applied is result.verified is True
    assert result.put_response is None
    assert held(sim, SITE)["location"]["latitude"] == 40.6  # type: ignore[index,call-overload]
    assert methods(sim).count("PUT") == 1


def test_a_write_whose_answer_cannot_be_read_is_found_to_be_done(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("truncated", method="PUT"))
    result = client.update_site_config("S10001", PATCH)
    assert result.verified
    assert result.put_response is None
    assert methods(sim) == ["GET", "PUT", "GET"]


@pytest.mark.parametrize(("kind", "status"), [("reset-before", None), ("unavailable", 503)])
def test_a_write_that_does_not_arrive_is_an_error_that_says_so(
    client: Driver, sim: Simulator, clock: FakeClock, backups: Path, kind: FaultKind, status: int | None
) -> None:
    before = held(sim, SITE)
    sim.inject(Fault(kind, method="PUT", times=None))
    with pytest.raises(UnknownOutcomeError, match="SiteConfig S10001 was sent and had no answer") as caught:
        client.update_site_config("S10001", PATCH)
    assert "60 s later it is as it was. Its outcome is unknown; do not repeat it: resume_run(" in str(caught.value)
    cause = caught.value.__cause__
    assert isinstance(cause, APIError)
    assert (cause.status_code, cause.operation) == (status, "putSiteConfig")
    assert methods(sim) == ["GET", "PUT", *["GET"] * 8]
    assert clock.slept == [1, 2, 4, 8, 15, 15, 15]
    assert held(sim, SITE) == before
    assert len(list(backups.glob("*.json"))) == 1


def test_a_write_that_is_not_answered_and_not_done_stays_unknown(connect: Connect, sim: Simulator) -> None:
    def time_out(request: httpx.Request) -> None:
        if request.method == "PUT":
            raise httpx.ReadTimeout("late", request=request)

    transport = watching(sim, time_out)
    with pytest.raises(UnknownOutcomeError, match="it is as it was"):
        connect(transport, settle=0).update_site_config("S10001", PATCH)
    assert transport.methods == ["GET", "PUT", "GET", "GET"]


@pytest.mark.parametrize("status", [500, 502, 504, 599])
@pytest.mark.parametrize("lands", [True, False])
def test_a_page_with_an_error_is_the_word_of_a_gateway(
    connect: Connect, sim: Simulator, status: int, lands: bool
) -> None:
    """Behind it PowerTrack may still be at work."""
    page = b"<html><body><h1>Internal Server Error</h1></body></html>"
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method != "PUT":
            return transport.handle_request(request)
        if lands:
            transport.handle_request(request)
        return httpx.Response(status, headers={"content-type": "text/html"}, content=page)

    before = held(sim, SITE)
    connected = connect(Answering(answer))
    if lands:
        assert connected.update_site_config("S10001", PATCH).verified
    else:
        with pytest.raises(UnknownOutcomeError, match="it is as it was"):
            connected.update_site_config("S10001", PATCH)
        assert held(sim, SITE) == before
    [run] = connected.history()
    assert [write.outcome for write in run.writes] == ["written" if lands else "unknown"]


def test_a_write_that_could_not_be_sent_is_an_error_at_once(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("refused", method="PUT", times=None))
    with pytest.raises(NetworkError) as caught:
        client.update_site_config("S10001", PATCH)
    assert caught.value.sent is False
    assert methods(sim) == ["GET", "PUT"]


@pytest.mark.parametrize(("kind", "outcome"), [("server-error", "not written"), ("empty-error", "unknown")])
def test_a_500_with_a_reason_is_final_and_one_without_is_not(
    client: Driver, sim: Simulator, backups: Path, kind: FaultKind, outcome: str
) -> None:
    before = held(sim, SITE)
    sim.inject(Fault(kind, method="PUT", times=None))
    with pytest.raises(PowerTrackError, match="SiteConfig S10001 was") as caught:
        client.update_site_config("S10001", PATCH)
    assert isinstance(caught.value, ServiceError if outcome == "not written" else UnknownOutcomeError)
    assert methods(sim).count("PUT") == 1
    assert [write.outcome for run in client.history() for write in run.writes] == [outcome]
    assert held(sim, SITE) == before


@pytest.mark.parametrize(("status", "looks"), [(400, 0), (403, 0), (404, 0), (409, 1), (412, 0), (422, 0)])
def test_a_write_that_was_refused_is_an_error_at_once(
    connect: Connect, sim: Simulator, status: int, looks: int
) -> None:
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "PUT":
            return httpx.Response(status, headers={"Retry-After": "1"}, json={"message": "No."}, request=request)
        return transport.handle_request(request)

    refusing = Answering(answer)
    with pytest.raises(APIError) as caught:
        connect(refusing).update_site_config("S10001", PATCH)
    assert caught.value.status_code == status
    assert refusing.methods == ["GET", "PUT", *["GET"] * looks]


def test_a_session_that_ends_before_the_write(connect: Connect, sim: Simulator) -> None:
    def end(request: httpx.Request) -> None:
        if request.method == "PUT":
            sim.expire_session()

    with pytest.raises(AuthenticationError) as caught:
        connect(watching(sim, end)).update_site_config("S10001", PATCH)
    assert methods(sim).count("PUT") == 1
    assert "The session has most likely ended" in str(caught.value)
    assert "Its outcome is unknown; do not repeat it: resume_run('" in str(caught.value)


def test_a_write_that_was_ignored_is_an_error_with_its_result(client: Driver, sim: Simulator, backups: Path) -> None:
    before = held(sim, SITE)
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError, match="is not as asked for after the write") as caught:
        client.update_site_config("S10001", PATCH)
    told = str(caught.value)
    assert "location.latitude: 40.6 ->" in told
    result = caught.value.result
    assert told.endswith(f"the document before is in {result.backup_path}")
    assert bool(result) is result.verified is False
    assert result.applied is True
    assert result.error_message == "not as asked for after the write: location.latitude"
    assert list(backups.glob("*.json")) == [result.backup_path]
    assert result.original_data == before
    assert methods(sim) == ["GET", "PUT", "GET"]


def test_a_write_that_changed_more_is_a_false_result(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("altered"))
    result = client.update_site_config("S10001", PATCH)
    assert bool(result) is result.verified is False
    assert result.applied is True
    [other] = result.side_effects
    assert other.path not in ("location.latitude", "ts")
    assert held(sim, SITE)[other.path] == other.after
    assert result.error_message is not None
    assert result.error_message.startswith(f"written, but more changed than was asked for: {other.path}: ")
    assert str(result).splitlines()[0] == f"SiteConfig S10001: {result.error_message}"
    assert methods(sim) == ["GET", "PUT", "GET"]


def test_a_write_without_an_answer_that_changed_more(connect: Connect, sim: Simulator) -> None:
    """It was done, its answer is lost, and someone else saved something before it was read back."""
    page = "/powertrack/S10001/administration/config"
    other = connect()

    def interfere(request: httpx.Request) -> None:
        if request.method == "GET" and methods(sim) == ["GET", "PUT"]:
            other.request("PUT", "/api/edit/site", body={**held(sim, SITE), "tagLine": "mine"}, referer=page)

    sim.inject(Fault("reset-after", method="PUT"))
    result = connect(watching(sim, interfere)).update_site_config("S10001", PATCH)
    assert [change.path for change in result.side_effects] == ["tagLine"]
    assert result.applied
    assert not result


@pytest.mark.parametrize("kind", ["unavailable", "timeout", "login-page", "truncated"])
def test_what_cannot_be_read_back_is_an_error_that_says_so(connect: Connect, sim: Simulator, kind: FaultKind) -> None:
    sim.inject(Fault(kind, method="GET", after=1, times=None))
    with pytest.raises(VerificationError, match="S10001 was sent, but cannot be read back") as caught:
        connect(max_retries=1).update_site_config("S10001", PATCH)
    result = caught.value.result
    assert result.error_message == "not read back"
    assert result.backup_path is not None
    assert str(result.backup_path) in str(caught.value)
    assert methods(sim).count("PUT") == 1


def test_neither_the_answer_nor_the_document_come(connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("timeout", method="PUT"))
    sim.inject(Fault("timeout", method="GET", after=1, times=None))
    with pytest.raises(VerificationError, match="cannot be read back"):
        connect(max_retries=0, settle=3).update_site_config("S10001", PATCH)
    assert methods(sim) == ["GET", "PUT", "GET", "GET", "GET"]


def test_a_write_is_verified_although_reading_back_fails_at_first(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("unavailable", method="GET", after=1, times=3))
    assert client.update_site_config("S10001", PATCH).verified
    assert methods(sim) == ["GET", "PUT", "GET", "GET", "GET", "GET"]


@pytest.mark.parametrize(("kind", "status"), [("rate-limit", 429), ("unavailable", 503)])
def test_a_write_that_was_put_off_is_looked_at_and_sent_again_when_it_may(
    client: Driver, sim: Simulator, clock: FakeClock, caplog: pytest.LogCaptureFixture, kind: FaultKind, status: int
) -> None:
    sim.inject(Fault(kind, method="PUT", retry_after=20))
    assert client.update_site_config("S10001", PATCH).verified
    assert methods(sim) == ["GET", "PUT", "GET", "PUT", "GET"]
    assert clock.slept == [20]
    assert f"answered {status}" in caplog.text
    assert "sent again in 20 s" in caplog.text


@pytest.mark.parametrize("retry_after", [20, 301, None])
def test_a_write_that_is_put_off_for_ever_is_an_error(
    client: Driver, sim: Simulator, retry_after: float | None
) -> None:
    sim.inject(Fault("rate-limit", method="PUT", times=None, retry_after=retry_after))
    with pytest.raises(APIError) as caught:
        client.update_site_config("S10001", PATCH)
    assert caught.value.status_code == 429
    assert methods(sim).count("PUT") == (3 if retry_after == 20 else 1)


def test_a_write_that_was_put_off_and_done_all_the_same_is_not_sent_again(
    connect: Connect, sim: Simulator, clock: FakeClock
) -> None:
    """What the answer says is not believed; looking back is."""
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        done = transport.handle_request(request)
        if request.method == "PUT":
            return httpx.Response(429, headers={"Retry-After": "1"}, request=request)
        return done

    assert connect(Answering(answer)).update_site_config("S10001", PATCH).verified
    assert methods(sim) == ["GET", "PUT", "GET", "GET"]


def test_what_someone_else_saves_while_a_write_is_put_off_is_a_conflict(
    connect: Connect, sim: Simulator, clock: FakeClock
) -> None:
    page = "/powertrack/S10001/administration/config"
    other = connect()
    sim.inject(Fault("rate-limit", method="PUT", retry_after=20))

    def interfere(request: httpx.Request) -> None:
        if clock.slept and len(puts(sim)) == 1:
            other.request("PUT", "/api/edit/site", body={**held(sim, SITE), "tagLine": "mine"}, referer=page)

    with pytest.raises(ConflictError, match=r"had put the write off \(tagLine: .*; it was not sent again"):
        connect(watching(sim, interfere)).update_site_config("S10001", PATCH)
    assert [body.get("tagLine") for body in puts(sim)][-1] == "mine"
    assert len(puts(sim)) == 2


@pytest.mark.parametrize("kind", [kind for kind in get_args(FaultKind) if kind not in ("latency", "stamp-moved")])
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_write_is_never_sent_twice_by_itself(client: Driver, sim: Simulator, kind: FaultKind, dry_run: bool) -> None:
    sim.inject(Fault(kind, method="PUT", times=None))
    try:
        client.update_hardware_config("H100005", {"settings": [{"name": "dev:UnitID", "value": 9}]}, dry_run)
    except PowerTrackError:
        assert not dry_run
    assert methods(sim).count("PUT") == (0 if dry_run else 1)


def test_a_write_that_is_not_understood_leaves_a_way_back(client: Driver, sim: Simulator) -> None:
    before = held(sim, SITE)
    sim.inject(Fault("altered"))
    result = client.update_site_config("S10001", PATCH)
    assert json.dumps(load_backup(result.backup_path).content) == json.dumps(before)
    assert client.restore_backup(result.backup_path).verified
    assert held(sim, SITE) == {**before, "ts": held(sim, SITE)["ts"]}
