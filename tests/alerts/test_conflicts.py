"""Writes of triggers that PowerTrack answers with 409, a conflict."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from powertrack_api.api import alerts
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ConflictError, UnknownOutcomeError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request, problem
from tests.alerts.served import Served
from tests.alerts.triggers import told, triggers
from tests.driver import Driver
from tests.wire import held, puts

TRIGGERS = {"S10001": "x2d8013888", "H100005": "AS400020"}
owners = pytest.mark.parametrize("owner", TRIGGERS)


def send(served: Served, method: str, path: str, owner: str, body: JsonValue) -> httpx.Response:
    """A request of another program."""
    credentials = served.sim.auth_manager(served.url).credentials
    page = f"{served.url}/powertrack/{owner}/administration/alertsettings"
    return httpx.request(method, f"{served.url}{path}", headers={**credentials.headers(), "Referer": page}, json=body)


@owners
def test_a_stale_trigger_is_refused_and_overwrites_nothing(served: Served, sim: Simulator, owner: str) -> None:
    old = triggers(sim, owner)[0]
    assert send(served, "PUT", "/api/alerttrigger", owner, {**old, "priorityLevel": 1}).status_code == 200
    newer = triggers(sim, owner)[0]
    assert newer["lastChanged"] != old["lastChanged"]
    assert send(served, "PUT", "/api/alerttrigger", owner, {**old, "priorityLevel": 2}).status_code == 409
    assert triggers(sim, owner)[0] == newer
    assert send(served, "PUT", "/api/alerttrigger", owner, {**newer, "priorityLevel": 3}).status_code == 200
    assert triggers(sim, owner)[0]["priorityLevel"] == 3


@owners
@pytest.mark.parametrize("stamp", [None, "2030-01-01T00:00:00Z", "same", "absent"])
def test_a_stamp_that_is_not_older_is_no_conflict(
    served: Served, sim: Simulator, owner: str, stamp: str | None
) -> None:
    trigger = triggers(sim, owner)[0]
    body = {**trigger, "priorityLevel": 4}
    if stamp == "absent":
        del body["lastChanged"]
    elif stamp != "same":
        body["lastChanged"] = stamp
    assert send(served, "PUT", "/api/alerttrigger", owner, body).status_code == 200
    assert triggers(sim, owner)[0]["priorityLevel"] == 4


@owners
def test_all_triggers_are_saved_at_once(served: Served, sim: Simulator, owner: str) -> None:
    old = held(sim, f"/api/alerttrigger/{owner}")
    rows = objects(old["triggers"])
    added: JsonObject = {"isCachedData": False, "lastChecked": "2026-06-24T12:00:00"}
    body: JsonObject = {**old, **added, "triggers": [{**rows[0], **added, "priorityLevel": 7}, *rows[1:]]}
    answer = send(served, "PUT", "/api/alerttriggers", owner, body)
    assert answer.status_code == 200
    assert answer.json() == held(sim, f"/api/alerttrigger/{owner}")
    assert answer.json().keys() == old.keys()
    now = triggers(sim, owner)
    assert [told(row) for row in now] == [told({**rows[0], "priorityLevel": 7}), *map(told, rows[1:])]
    assert now[0]["lastChanged"] == answer.json()["lastChanged"] != old["lastChanged"]
    assert now[1:] == rows[1:], "what is as it was keeps its stamp"

    assert send(served, "PUT", "/api/alerttriggers", owner, body).status_code == 409
    stale: JsonObject = {**body, "lastChanged": answer.json()["lastChanged"]}
    assert send(served, "PUT", "/api/alerttriggers", owner, stale).status_code == 409, "a trigger in it is stale"
    assert triggers(sim, owner) == now


@pytest.mark.parametrize(
    ("body", "status"),
    [([], 400), ({}, 400), ({"key": "S99999"}, 404), ({"key": "S10002"}, 403), ({"key": "S10001", "triggers": 5}, 400)],
)
def test_a_whole_that_names_nothing_is_refused(served: Served, sim: Simulator, body: JsonValue, status: int) -> None:
    before = triggers(sim, "S10001")
    assert send(served, "PUT", "/api/alerttriggers", "S10001", body).status_code == status
    assert triggers(sim, "S10001") == before


def test_the_operations_of_the_web_page_can_be_sent(site_client: Driver, sim: Simulator) -> None:
    whole = held(sim, "/api/alerttrigger/S10001")
    saved = site_client.send(alerts.put_alert_triggers("S10001", whole))
    assert [trigger.key for trigger in saved.triggers] == [row["key"] for row in triggers(sim, "S10001")]

    assert site_client.send(alerts.apply_alert_triggers("H100003", ["H100006"])) is None
    names = [trigger["name"] for trigger in triggers(sim, "H100006")]
    assert names == ["Device communication", "Inverter fault", "High Temperature", "Zero production"]


@pytest.mark.parametrize(("body", "status"), [(["H999999"], 404), ("H100006", 400), ([5], 400), (["S10001"], 404)])
def test_a_copy_to_what_is_no_device_is_refused(served: Served, sim: Simulator, body: JsonValue, status: int) -> None:
    before = triggers(sim, "H100006")
    assert send(served, "PUT", "/api/alerttriggers/H100003/applyto", "H100003", body).status_code == status
    assert send(served, "PUT", "/api/alerttriggers/H100003/applyto", "H100004", ["H100006"]).status_code == 403
    assert triggers(sim, "H100006") == before


@owners
def test_a_write_over_a_newer_change_is_a_conflict_and_not_sent_again(
    site_client: Driver, sim: Simulator, owner: str
) -> None:
    sim.inject(Fault("stamp-moved"))
    key = TRIGGERS[owner]
    with pytest.raises(ConflictError, match=f"^AlertTrigger {key} was not written .*") as caught:
        site_client.update_alert_triggers(owner, [{"key": key, "severity": 2}])
    assert "PowerTrack answered 409 (a conflict; " in str(caught.value)
    assert str(caught.value).endswith(". Read it again and repeat the change")
    assert caught.value.status_code == 409
    assert "changed by another user" in str(caught.value)
    assert len(puts(sim)) == 1
    assert triggers(sim, owner)[0]["priorityLevel"] == 0
    assert triggers(sim, owner)[0]["description"] == "changed by another user"
    [write] = site_client.history()[0].writes
    assert (write.outcome, write.message) == ("conflict", "PowerTrack answered 409")
    assert site_client.update_alert_triggers(owner, [{"key": key, "severity": 2}]).verified


@owners
def test_a_conflict_without_a_change_is_one_all_the_same(site_client: Driver, served: Served, owner: str) -> None:
    before = triggers(served.sim, owner)
    served.conflicts()
    with pytest.raises(ConflictError, match="reading it back shows it as it was"):
        site_client.update_alert_triggers(owner, [{"key": TRIGGERS[owner], "severity": 2}])
    assert len(served.refused) == 1
    assert triggers(served.sim, owner) == before


@owners
@pytest.mark.parametrize("action", ["update", "add", "delete"])
def test_a_conflict_about_what_has_landed_is_none(site_client: Driver, served: Served, owner: str, action: str) -> None:
    served.conflicts(acted=True)
    if action == "update":
        result = site_client.update_alert_triggers(owner, [{"key": TRIGGERS[owner], "severity": 2}])
    elif action == "add":
        kind = "AI1188" if owner == "S10001" else "AI320"
        result = site_client.add_alert_trigger(owner, {"alertTypeKey": kind})
    else:
        result = site_client.delete_alert_trigger(owner, TRIGGERS[owner])
    assert result.verified
    assert len(served.refused) == 1
    [write] = site_client.history()[0].writes
    assert write.outcome == "written"


def test_a_conflict_after_which_nothing_can_be_read_is_unknown(site_client: Driver, served: Served) -> None:
    def before(request: Request) -> Answer | None:
        if request.method == "PUT" or served.refused:
            return problem(409 if request.method == "PUT" else 404, "Conflict")
        return None

    served.before = before
    with pytest.raises(UnknownOutcomeError, match="was sent, but cannot be read back"):
        site_client.update_alert_triggers("S10001", [{"key": TRIGGERS["S10001"], "severity": 2}])
    [write] = site_client.history()[0].writes
    assert write.outcome == "unknown"


def test_a_plan_reports_conflicts_and_is_resumed(site_client: Driver, served: Served) -> None:
    plan = site_client.plan_updates([{"key": key, "severity": 2} for key in TRIGGERS.values()])
    served.conflicts(2)
    done = site_client.apply_plan(plan, on_error="continue")
    assert [one.outcome for one in done.entries] == ["conflict", "conflict"]
    assert len(served.refused) == 2
    assert site_client.resume_run(done.run)
    assert [triggers(served.sim, owner)[0]["priorityLevel"] for owner in TRIGGERS] == [2, 2]


def test_a_conflict_of_any_document_is_told_as_one(site_client: Driver, served: Served, backups: Path) -> None:
    served.conflicts()
    with pytest.raises(ConflictError, match=r"^SiteConfig S10001 was not written .* answered 409 \(a conflict; "):
        site_client.update_site_config("S10001", {"name": "Elsewhere"})
    assert len(list(backups.glob("*.json"))) == 1
