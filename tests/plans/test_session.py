"""Sessions that end while something is written, and are renewed meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import httpx
import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import AuthenticationError, ConflictError
from powertrack_sdk.auth import Credentials
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect
from tests.plans.renaming import SITES, another_user, names_of, renaming, statuses
from tests.transports import Answering
from tests.wire import held

WRITING = ("PUT", "POST", "DELETE")
Moment = Literal["before it is acted on", "after it was acted on"]


class Ending(Answering):
    """A service whose session ends at some of the requests that write.

    Attributes:
        sim: The service.
        at: The numbers of those requests, from 1.
        acted: Whether they are acted on all the same.
    """

    def __init__(self, sim: Simulator, *at: int, moment: Moment = "before it is acted on") -> None:
        super().__init__(self._pass)
        self.sim, self.at, self.acted = sim, at, moment != "before it is acted on"
        self._transport = sim.transport()
        self._writes = 0

    def hook(self) -> Credentials:
        """Sign in again."""
        self.sim.renew_session()
        return self.sim.auth_manager().credentials

    def _pass(self, request: httpx.Request) -> httpx.Response:
        if request.method in WRITING and request.url.path in ("/api/edit/site", "/api/alerttrigger"):
            self._writes += 1
            if self._writes in self.at:
                if self.acted:
                    self._transport.handle_request(request)
                self.sim.expire_session()
        return self._transport.handle_request(request)


@pytest.mark.parametrize("moment", ["before it is acted on", "after it was acted on"])
def test_an_update_whose_session_is_renewed_is_made_once(connect: Connect, sim: Simulator, moment: Moment) -> None:
    service = Ending(sim, 1, moment=moment)
    client = connect(service, on_session_end=service.hook)
    assert client.update_site_config("S10001", {"name": "Maple"}).verified
    assert names_of(sim)[0] == "Maple"
    accepted = [request for request in sim.requests if request.method == "PUT" and request.status == 200]
    assert len(accepted) == 1
    assert [write.outcome for run in client.history() for write in run.writes] == ["written"]


@pytest.mark.parametrize("moment", ["before it is acted on", "after it was acted on"])
def test_a_creation_whose_session_is_renewed_is_made_once(connect: Connect, sim: Simulator, moment: Moment) -> None:
    before = len(objects(held(sim, "/api/alerttrigger/H100005")["triggers"]))
    service = Ending(sim, 1, moment=moment)
    client = connect(service, on_session_end=service.hook)
    assert client.add_alert_trigger("H100005", {"name": "Low Voltage"}).created
    assert len(objects(held(sim, "/api/alerttrigger/H100005")["triggers"])) == before + 1


@pytest.mark.parametrize("moment", ["before it is acted on", "after it was acted on"])
def test_a_plan_goes_on_with_the_renewed_session(connect: Connect, sim: Simulator, moment: Moment) -> None:
    plan = renaming(connect())
    service = Ending(sim, 2, moment=moment)
    client = connect(service, on_session_end=service.hook, concurrency=1)
    assert statuses(client.apply_plan(plan)) == ["written"] * 3
    assert names_of(sim) == [f"New {key}" for key in SITES]
    accepted = [request for request in sim.requests if request.method == "PUT" and request.status == 200]
    assert len(accepted) == 3


def test_a_write_is_sent_again_once_only(connect: Connect, sim: Simulator) -> None:
    service = Ending(sim, 1, 2)
    client = connect(service, on_session_end=service.hook)
    before = names_of(sim)
    with pytest.raises(AuthenticationError):
        client.update_site_config("S10001", {"name": "Maple"})
    assert names_of(sim) == before
    assert service.methods.count("PUT") == 2


def test_what_someone_else_saved_meanwhile_is_a_conflict(connect: Connect, sim: Simulator) -> None:
    service = Ending(sim, 1)

    def hook() -> Credentials:
        fresh = service.hook()
        another_user(connect(), sim, "S10001", tagLine="mine")
        return fresh

    client = connect(service, on_session_end=hook)
    with pytest.raises(ConflictError, match="was changed by another user or program while its session was renewed"):
        client.update_site_config("S10001", {"name": "Maple"})
    assert held(sim, "/api/edit/site/S10001")["tagLine"] == "mine"


def test_without_a_hook_the_run_stops_and_is_resumed(connect: Connect, sim: Simulator, backups: Path) -> None:
    plan = renaming(connect())
    client = connect(Ending(sim, 2), concurrency=1)
    with pytest.raises(AuthenticationError) as caught:
        client.apply_plan(plan)
    assert not getattr(caught.value, "renewed", False)
    assert "resume_run(" in "".join(caught.value.__notes__)
    sim.renew_session()
    fresh = connect()
    [run] = fresh.history()
    assert [write.outcome for write in run.writes] == ["written", "unknown"]
    assert statuses(fresh.resume_run(run.id)) == ["written"] * 3
