"""Canaries in everything that is received and sent: none of them comes into the file, the log or a report."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import httpx
import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import AuthManager, PowerTrackError
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.traffic.report import read_report
from tests.driver import Connect
from tests.test_clients import READS, WRITES
from tests.traffic.observed import found, told
from tests.transports import JSON_TYPE, Answering

NUMBER = 987654321
KEYS: dict[str, JsonValue] = {
    "canary@example.com": 1,
    "Canary Prairie Solar": "canary",
    f"S{NUMBER}": {"name": "canary"},
    f"x{NUMBER}ab": [],
    str(NUMBER): None,
    "98765432-aaaa-bbbb-cccc-ddddeeeeffff": True,
    "CANARY_KEY": 2.5,
    "canary-key": {},
    "canary1234": [{"canary secret": 1}],
    "feedfacebeef": 0,
    "98765432": "",
}
PEOPLE: dict[str, JsonValue] = {
    "canaryOne": {"since": "canary", "rights": [1]},
    "canaryTwo": {"since": "canary", "rights": [2]},
}
"""Names that may be names of fields, of things that are all alike."""
CANARIES = ("canary", "98765432", "9876.5", "feedface", "aaaa-bbbb")


def poisoned(value: JsonValue) -> JsonValue:
    """An answer with canaries in place of all its texts and numbers, and in names besides those of fields."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return f"canary {NUMBER} <canary@example.com>"
    if isinstance(value, int):
        return NUMBER
    if isinstance(value, float):
        return 9876.54321
    if isinstance(value, list):
        return [poisoned(item) for item in value]
    own: JsonObject = {_renamed(name): poisoned(part) for name, part in value.items()}
    return {**own, **KEYS, "people": PEOPLE, "notes": ["canary", {**KEYS}]}


def _renamed(name: str) -> str:
    """Another name in place of a key."""
    return f"{name[0]}{NUMBER}{name[-1]}" if name[1:].isdigit() else name


class Poisoning(Answering):
    """The transport of a simulator whose answers are poisoned, bodies and headers."""

    def __init__(self, sim: Simulator) -> None:
        self._transport = sim.transport()
        super().__init__(self._poison)

    def _poison(self, request: httpx.Request) -> httpx.Response:
        response = self._transport.handle_request(request)
        body = json.loads(response.content) if "json" in response.headers.get("Content-Type", "") else {}
        headers = {
            "Content-Type": f"{JSON_TYPE}; canary={NUMBER}",
            "Set-Cookie": f"canary={NUMBER}",
            "X-Canary": "canary",
        }
        return httpx.Response(response.status_code, headers=headers, content=json.dumps(poisoned(body)))


def check(text: str) -> None:
    for canary in CANARIES:
        assert canary not in text.lower()


def everything_of(kept: Path) -> list[str]:
    """All that can be seen of a file of observations."""
    report = read_report(kept)
    return [
        kept.read_text(encoding="utf-8"),
        report.markdown(),
        json.dumps(report.as_json()),
        repr(report),
        *map(str, report.findings),
    ]


def test_no_canary_is_kept_or_told(
    connect: Connect, sim: Simulator, kept: Path, logged: pytest.LogCaptureFixture
) -> None:
    transport = Poisoning(sim)
    session = sim.auth_manager().credentials
    auth = AuthManager(
        cookie=f"{session.cookie}; canary={NUMBER}",
        ae_s=session.ae_s,
        ae_v="canary",
        base_url=session.base_url,
    )
    client = connect(transport, auth=auth, observe=kept)
    for method, arguments in (READS | WRITES).items():
        with contextlib.suppress(PowerTrackError):
            getattr(client, method)(*arguments)
    for path in (
        f"/api/node/S{NUMBER}?token=canary&canary-name=1",
        f"/api/view/batteries/S{NUMBER}/canary-1/Canary%20Solar/{NUMBER}",
        "/api/view/site/S10001?Canary Name=canary",
    ):
        with contextlib.suppress(PowerTrackError):
            client.request("GET", path.replace(" ", "%20"), query={"canary key": "canary", "canary@x": "1"})
    client.close_client()

    received = " ".join(answer.text for answer in transport.answers)
    assert all(canary in received.lower() for canary in CANARIES)
    operations = json.loads(kept.read_bytes())["operations"]
    assert len(operations) > 28
    assert len(found(kept)) > 500, "the rest is compared all the same"
    for text in everything_of(kept):
        check(text)
    check("\n".join(told(logged)))
    assert len(told(logged)) > 500


def test_no_canary_of_an_error_is_kept_or_told(connect: Connect, kept: Path, logged: pytest.LogCaptureFixture) -> None:
    body = json.dumps({"message": f"canary {NUMBER}", "canary": NUMBER}).encode()
    client = connect(Answering(lambda _: httpx.Response(409, content=body)), observe=kept)
    with pytest.raises(PowerTrackError):
        client.get_site_config("S10001")
    client.close_client()
    assert found(kept) == {("status", "GET /api/edit/site/{siteKey}", "", "409")}
    for text in everything_of(kept):
        check(text)
    check("\n".join(told(logged)))


def test_names_of_things_that_are_all_alike_are_no_fields(connect: Connect, kept: Path) -> None:
    client = connect(Answering(lambda _: httpx.Response(200, content=json.dumps(PEOPLE))), observe=kept)
    client.request("GET", "/api/people")
    client.close_client()
    [finding] = read_report(kept).findings
    assert finding.inner == (
        ("{text}", "object"),
        ("{text}.rights", "list of whole number"),
        ("{text}.rights[]", "whole number"),
        ("{text}.since", "text"),
    )


def test_names_that_differ_from_answer_to_answer_are_no_fields(connect: Connect, kept: Path) -> None:
    bodies = [{"canaryThree": 1}, {"canaryFour": 2}]
    client = connect(Answering(lambda _: httpx.Response(200, content=json.dumps(bodies.pop()))), observe=kept)
    client.request("GET", "/api/people")
    client.request("GET", "/api/people")
    client.close_client()
    for text in everything_of(kept):
        check(text)


def test_the_version_that_is_sent_is_told(connect: Connect, kept: Path) -> None:
    client = connect(observe=kept)
    client.get_site_config("S10001")
    client.close_client()
    assert read_report(kept).client_versions == ("086665",)


@pytest.mark.skipif(os.name == "nt", reason="the system has other rights of files")
def test_only_the_user_can_read_the_file(connect: Connect, kept: Path) -> None:
    client = connect(observe=kept)
    client.close_client()
    assert kept.stat().st_mode & 0o077 == 0
