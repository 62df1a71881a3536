"""What the live service was seen to do, over HTTP with real headers: a test for each observation, for both clients."""

from __future__ import annotations

import json
import logging
import os
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field

from powertrack_api.api import alerts
from powertrack_api.models.alert_parameter_type import AlertParameterType
from powertrack_api.models.function_code import FunctionCode
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import APIError, AuthenticationError, AuthManager, ConflictError, FirewallError, ServiceError
from powertrack_sdk.auth.store import Store
from powertrack_sdk.simulator import Answer, Fault, Request, Server, SessionRules, Simulator
from powertrack_sdk.simulator.core.messages import write_json
from tests.auth.served import SharedClock, crumbs_of
from tests.driver import Colour, Driver
from tests.wire import held, puts

HOUR = timedelta(hours=1)
SITE, TRIGGER = "S10001", "x2d8013888"
Bend = Callable[[JsonObject], JsonObject]


@define
class Live:
    """A served simulator whose answers a test may bend, and clients of it that share its time.

    Attributes:
        sim: The simulator.
        clock: The time of both.
        url: Where the simulator is.
        bends: What becomes of the answers to GET, by path.
    """

    sim: Simulator
    clock: SharedClock
    colour: Colour
    backups: Path
    url: str = ""
    bends: dict[str, Bend] = field(factory=dict)
    opened: list[Driver] = field(factory=list)

    def handle(self, request: Request) -> Answer:
        """Answer a request."""
        answer = self.sim.handle(request)
        bend = self.bends.get(request.path) if request.method == "GET" else None
        return answer if bend is None else evolve(answer, body=write_json(bend(json.loads(answer.body))))

    def client(self, auth: AuthManager | None = None, **options: Any) -> Driver:
        """Open a client, with the credentials of now unless others or a profile are given."""
        if auth is None and "profile" not in options:
            auth = self.sim.auth_manager(self.url)
        options = {"clock": self.clock, "backup_dir": self.backups, **options}
        self.opened.append(Driver(self.colour, auth, None, **options))
        return self.opened[-1]

    def asked(self, path: str) -> int:
        """How many requests arrived for a path."""
        return sum(request.path == path for request in self.sim.requests)


@pytest.fixture
def rules() -> SessionRules:
    return SessionRules()


@pytest.fixture
def live(rules: SessionRules, colour: Colour, backups: Path) -> Iterator[Live]:
    sim = Simulator(sites=3, session=rules)
    found = Live(sim, SharedClock(sim), colour, backups)
    with Server(found.handle, 0) as server:
        found.url = server.url
        yield found
        for driver in found.opened:
            driver.close()


def test_a_token_that_is_past_due_is_used_as_long_as_the_server_accepts_it(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    copied = live.sim.copied_request(live.url)
    live.clock.pass_on(5 * HOUR)
    auth = AuthManager.from_text(copied)
    due = auth.credentials.expires_at
    assert due is not None
    assert due < live.clock.now() - 4 * HOUR
    client = live.client(auth)
    assert client.session_alive()
    assert client.get_site_config(SITE).key == SITE
    assert client.update_site_config(SITE, {"name": "Maple"}).verified
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_500_without_a_body_means_that_the_session_has_ended_and_is_repeated_once(live: Live) -> None:
    client = live.client()
    assert client.session_alive()
    live.sim.requests.clear()
    live.sim.session_answer = "500"
    live.sim.expire_session()
    with pytest.raises(AuthenticationError, match="The session has most likely ended"):
        client.get_site_config(SITE)
    assert live.asked(f"/api/edit/site/{SITE}") <= 2
    assert len(live.sim.requests) <= 3
    assert not client.session_alive()


def test_500_with_a_body_is_a_failure_of_the_service(live: Live) -> None:
    live.sim.inject(Fault("server-error", times=None))
    with pytest.raises(ServiceError) as caught:
        live.client(max_retries=1).get_site_config(SITE)
    assert caught.value.status_code == 500


@pytest.mark.parametrize("status", ["401", "403", "419"])
def test_other_answers_that_end_a_session(live: Live, status: Any) -> None:
    client = live.client()
    live.clock.pass_on(HOUR)  # before its token is due, a 403 is a matter of rights
    live.sim.session_answer = status
    live.sim.expire_session()
    with pytest.raises(AuthenticationError):
        client.get_site_config(SITE)
    assert live.asked(f"/api/edit/site/{SITE}") == 1


def test_the_page_of_a_firewall_is_told_apart_and_the_copied_user_agent_is_sent(live: Live) -> None:
    agent = "Mozilla/5.0 (Test; copied) Chrome/140"
    copied = live.sim.auth_manager(live.url).credentials
    text = (
        f"'{live.url}/api/applinks' -H 'user-agent: {agent}' -H 'ae_s: {copied.ae_s}'"
        f" -b '{copied.cookie}; cf_clearance=cleared'"
    )
    client = live.client(AuthManager.from_text(text))
    live.sim.inject(Fault("firewall", times=None))
    with pytest.raises(FirewallError) as caught:
        client.get_site_config(SITE)
    assert "Open PowerTrack in the browser, and copy a fresh request once it works there" in str(caught.value)
    assert "Referer" not in str(caught.value)
    assert "right" not in str(caught.value)
    live.sim.clear_faults()
    assert client.get_site_config(SITE).key == SITE
    assert {request.headers["user-agent"] for request in live.sim.requests} == {agent}
    assert {crumbs_of(one.headers["cookie"])["cf_clearance"] for one in live.sim.requests} == {"cleared"}


@pytest.mark.parametrize("rules", [SessionRules(renew="every answer", strict=True)])
def test_set_cookie_is_sent_from_then_on_and_stored(live: Live, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    store = Store()
    first = live.sim.auth_manager(live.url).credentials
    store.save("owner", first, now=live.clock.now())
    client = live.client(profile="owner", concurrency=1)
    shown: list[str] = []
    for _ in range(4):
        assert client.get_site_config(SITE).key == SITE
        shown.append(repr(client.client))
    client.close_client()
    sent = [crumbs_of(request.headers["cookie"]) for request in live.sim.requests]
    assert len({cookies["AESessionC1"] for cookies in sent}) == len(sent)
    assert all("AWSALB" in cookies for cookies in sent[1:])
    newest = crumbs_of(live.sim.auth_manager(live.url).credentials.cookie)
    kept = crumbs_of(store.load("owner").cookie)
    assert newest.items() <= kept.items()
    assert kept["AESessionC1"] != crumbs_of(first.cookie)["AESessionC1"]
    assert live.sim.torn == []
    check_secrecy([*sent, kept], [*shown, caplog.text], store.folder.parent, store.folder / "sessions" / "owner.json")


@pytest.mark.parametrize("rules", [SessionRules(renew="every answer")])
def test_cookies_that_rotate_under_load_are_nowhere_but_in_the_store(
    live: Live, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = Store()
    store.save("owner", live.sim.auth_manager(live.url).credentials, now=live.clock.now())
    client = live.client(profile="owner", concurrency=16)
    found = client.map(client.client.get_site_config, ["S10001", "S10002", "S10003"] * 16)
    assert [one.key for one in found] == ["S10001", "S10002", "S10003"] * 16
    assert client.update_site_config(SITE, {"name": "Maple"}).verified
    with pytest.raises(APIError) as caught:
        client.request("GET", "/api/nothing")
    error = caught.value
    shown = [repr(client.client), str(error), repr(error), repr(vars(error)), repr(vars(client.client)), caplog.text]
    client.close_client()
    assert live.sim.torn == []
    sent = [crumbs_of(request.headers["cookie"]) for request in live.sim.requests]
    kept = crumbs_of(store.load("owner").cookie)
    assert len({cookies["AESessionC1"] for cookies in sent}) > 2
    check_secrecy([*sent, kept], shown, tmp_path, store.folder / "sessions" / "owner.json")


_SECRET = ("AESessionC", ".AspNet.CookiesC", "AWSALB")


def check_secrecy(cookies: list[dict[str, str]], shown: list[str], folder: Path, place: Path) -> None:
    """The values of session cookies stand in one file that only its owner reads, and are not shown."""
    values = {value for one in cookies for name, value in one.items() if name.startswith(_SECRET)}
    assert not [value for value in values for text in shown if value in text]
    files = [path for path in folder.rglob("*") if path.is_file()]
    holding = [path for path in files if any(value in path.read_text(errors="ignore") for value in values)]
    assert holding == [place]
    if os.name != "nt":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_stale_trigger_is_a_conflict_and_the_newer_change_stays(live: Live) -> None:
    client = live.client()
    old = held(live.sim, f"/api/alerttrigger/{TRIGGER}")
    client.update_alert_triggers(SITE, [{"key": TRIGGER, "severity": 1}])
    newer = held(live.sim, f"/api/alerttrigger/{TRIGGER}")
    with pytest.raises(ConflictError) as caught:
        client.send(alerts.put_alert_trigger(SITE, {**old, "priorityLevel": 2}))
    assert caught.value.status_code == 409
    assert held(live.sim, f"/api/alerttrigger/{TRIGGER}") == newer
    live.sim.inject(Fault("stamp-moved"))
    sent = len(puts(live.sim))
    with pytest.raises(ConflictError, match="was not written"):
        client.update_alert_triggers(SITE, [{"key": TRIGGER, "severity": 2}])
    assert len(puts(live.sim)) == sent + 1, "a refused write is not repeated"
    assert held(live.sim, f"/api/alerttrigger/{TRIGGER}")["priorityLevel"] == 1


@pytest.mark.parametrize("owner", [SITE, "H100005"])
def test_all_triggers_are_put_and_a_stale_whole_is_a_conflict(live: Live, owner: str) -> None:
    client = live.client()
    path = f"/api/alerttrigger/{owner}"
    old = held(live.sim, path)
    rows = objects(old["triggers"])
    body: JsonObject = {**old, "isCachedData": False, "triggers": [{**rows[0], "priorityLevel": 3}, *rows[1:]]}
    saved = client.send(alerts.put_alert_triggers(owner, body))
    assert saved.triggers[0].priority_level == 3
    now = held(live.sim, path)
    with pytest.raises(ConflictError) as caught:
        client.send(alerts.put_alert_triggers(owner, body))
    assert caught.value.status_code == 409
    assert held(live.sim, path) == now
    assert client.send(alerts.put_alert_triggers(owner, now)).key == owner


def test_the_copy_of_the_service_and_ours_do_the_same(live: Live) -> None:
    client = live.client()
    assert client.send(alerts.apply_alert_triggers("H100003", ["H100006"])) is None
    [put] = [request for request in live.sim.requests if request.method == "PUT"]
    assert (put.path, put.body) == ("/api/alerttriggers/H100003/applyto", ["H100006"])
    assert put.headers["referer"].endswith("/powertrack/H100003/administration/alertsettings")
    before = contents(live.sim, "H100005")
    assert client.copy_alert_triggers("H100003", ["H100005"]).verified
    wanted = contents(live.sim, "H100003")
    for device in ("H100005", "H100006"):
        assert {name: contents(live.sim, device)[name] for name in wanted} == wanted
    assert client.apply_plan(client.plan_undo(client.history()[0].id))
    assert contents(live.sim, "H100005") == before


def contents(sim: Simulator, owner: str) -> dict[str, str]:
    """The triggers of a device or site by name, but for what belongs to it."""
    own = ("key", "id", "parentKey", "lastChanged")
    return {
        str(one["name"]): json.dumps({name: value for name, value in one.items() if name not in own}, sort_keys=True)
        for one in objects(held(sim, f"/api/alerttrigger/{owner}")["triggers"])
    }


def test_standard_items_parameter_types_and_codes_are_read(live: Live) -> None:
    items: list[JsonValue] = [{"key": "Q1", "n": 1}, "x"]
    parameters: list[JsonValue] = [
        {"name": "Limit", "type": 2, "value": 7},
        {"name": "Share", "type": 3, "value": 0.8},
        {"name": "Text", "type": 0, "value": "NaN"},
    ]

    def bend(whole: JsonObject) -> JsonObject:
        return {
            **whole,
            "triggers": [{**objects(whole["triggers"])[0], "standardItems": items, "parameters": parameters}],
        }

    client = live.client()
    assert client.get_alert_triggers(SITE).triggers[0].standard_items == []
    live.bends[f"/api/alerttrigger/{SITE}"] = bend
    [trigger] = client.get_alert_triggers(SITE).triggers
    assert trigger.standard_items == items
    assert [one.value for one in trigger.parameters] == [7, 0.8, "NaN"]
    assert trigger.parameters[0].type_ is AlertParameterType.DECIMAL
    names = {11: "DATA_CAPTURE_OR_RELAY", 14: "CAMERA", 19: "CONSUMPTION_METER", 20: "EXTRA_METER", 21: "DNP3_SERVER"}
    for code, name in names.items():
        live.bends["/api/edit/hardware/H100005"] = with_code(code)
        assert client.get_hardware_details("H100005").function_code is FunctionCode[name]


def with_code(code: int) -> Bend:
    """What gives a device another function code."""
    return lambda whole: {**whole, "functionCode": code}


FORMS: dict[str, str] = {
    "without the word curl": "'{url}/api/applinks' -H 'ae_s: {ae_s}' -b '{cookie}' --compressed",
    "several requests": (
        "curl '{url}/powertrack/logo.png' -H 'accept: image/png' ;\n"
        "curl '{url}/api/node/favorites' -H 'ae_s: {ae_s}' -b '{cookie}' ;\n"
        "curl '{url}/api/applinks' -H 'ae_s: {ae_s}' -b '{cookie}'"
    ),
    "cURL": "curl '{url}/api/applinks' -H 'ae_s: {ae_s}' -b '{cookie}'",
    "fetch": 'fetch("{url}/api/applinks", {{"headers": {{"ae_s": "{ae_s}", "cookie": "{cookie}"}}, "body": null}});',
}


@pytest.mark.parametrize("form", FORMS)
def test_a_copied_text_of_any_shape_signs_in(live: Live, form: str) -> None:
    copied = live.sim.auth_manager(live.url).credentials
    client = live.client(
        AuthManager.from_text(FORMS[form].format(url=live.url, ae_s=copied.ae_s, cookie=copied.cookie))
    )
    assert client.get_site_config(SITE).key == SITE
    assert live.sim.requests[-1].headers["ae_s"] == copied.ae_s


def test_204_says_that_nothing_has_changed(live: Live) -> None:
    live.sim.unchanged = 204
    client = live.client()
    now = live.clock.now() + HOUR
    found = client.get_alert_triggers(SITE, last_changed=now)
    assert (found.key, found.triggers) == (SITE, [])
    assert live.sim.requests[-1].status == 204
    assert list(client.get_active_alerts(SITE)) is not None


@pytest.mark.parametrize("owner", [SITE, "H100005"])
def test_triggers_of_sites_are_written_as_those_of_devices(live: Live, owner: str) -> None:
    client = live.client()
    other = "S10002" if owner == SITE else "H100006"
    kind = "AI1188" if owner == SITE else "AI320"
    page = f"{live.url}/powertrack/{owner}/administration/alertsettings"
    before = {one: contents(live.sim, one) for one in (owner, other)}
    key = str(objects(held(live.sim, f"/api/alerttrigger/{owner}")["triggers"])[0]["key"])
    calls: tuple[Callable[[], Any], ...] = (
        lambda: client.update_alert_triggers(owner, [{"key": key, "severity": 2}]),
        lambda: client.add_alert_trigger(owner, {"alertTypeKey": kind}),
        lambda: client.delete_alert_trigger(owner, key),
        lambda: client.apply_plan(client.plan_updates([{"key": key, "severity": 4}])),
    )
    for call in calls:
        live.sim.requests.clear()
        assert call()
        assert contents(live.sim, owner) != before[owner]
        assert {one.headers["referer"] for one in live.sim.requests if one.method in ("PUT", "POST", "DELETE")} == {
            page
        }
        assert client.apply_plan(client.plan_undo(client.history()[0].id))
        assert contents(live.sim, owner) == before[owner]
        key = str(next(one["key"] for one in objects(held(live.sim, f"/api/alerttrigger/{owner}")["triggers"])))
    client.update_alert_triggers(owner, [{"key": key, "severity": 3}])
    assert client.copy_alert_triggers(owner, [other]).verified
    assert client.apply_plan(client.plan_undo(client.history()[0].id))
    assert contents(live.sim, other) == before[other]


@pytest.mark.parametrize("gone", [("key",), ("key", "ts")])
def test_a_tracker_without_its_key_is_read_written_and_undone(live: Live, gone: tuple[str, ...]) -> None:
    def bend(whole: JsonObject) -> JsonObject:
        return {name: value for name, value in {**whole, "functionCode": 24}.items() if name not in gone}

    path = "/api/edit/hardware/H100005"
    live.bends[path] = bend
    client = live.client()
    found = client.get_hardware_details("H100005")
    assert (found.key, found.function_code) == ("H100005", FunctionCode.TRACKER)
    before = held(live.sim, path)
    assert client.update_hardware_config("H100005", {"serialNum": "A1"}).verified
    [put] = puts(live.sim)
    assert put["key"] == "H100005"
    of_the_server = {"ts", "outOfServiceUntil"}
    assert {name for name, value in held(live.sim, path).items() if value != before[name]} - of_the_server == {
        "serialNum",
        "functionCode",  # the simulator's device is an inverter
    }
    assert client.apply_plan(client.plan_undo(client.history()[0].id))
    assert held(live.sim, path)["serialNum"] == before["serialNum"]
