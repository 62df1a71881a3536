"""Adding a module: what goes over the wire, how it is verified, and what comes of a lost answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import (
    APIError,
    ConfigurationError,
    ServiceError,
    UnknownOutcomeError,
    UpdateResult,
    ValidationError,
    VerificationError,
    read_pan_file,
)
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.modeling.pan_texts import MODULE, pan_text, without
from tests.transports import Answering
from tests.wire import HOME, Sent, get, wire

NAME = "Qcells, Q.PEAK DUO XL-G11.3 BFG 595W"
KNOWN = get("/api/node/favorites", query={})
LIST = get("/api/view/pvsystmodules/S10001")
POST = Sent("POST", "/api/edit/pvsystmodule", {}, HOME, MODULE)


def names(client: Driver) -> list[str]:
    return [module.name for module in client.get_pvsyst_modules(site_id="S10001")]


def posts(sim: Simulator) -> int:
    return [request.method for request in sim.requests].count("POST")


@pytest.mark.parametrize("given", [MODULE, without("key"), without(cellArea=162.0)])
def test_a_module_is_added(client: Driver, sim: Simulator, given: JsonObject) -> None:
    result = client.upload_pan_data(given)
    assert wire(sim) == [KNOWN, LIST, POST, LIST]
    assert isinstance(result, UpdateResult)
    assert result
    assert (result.document, result.key) == ("PvSystModule", NAME)
    assert (result.applied, result.verified, result.error_message) == (True, True, None)
    assert (result.original_data, result.updated_data, result.put_response) == ({}, MODULE, {})
    assert [str(change) for change in result.changes][:3] == [
        '+ manufacturer: "Qcells"',
        '+ model: "Q.PEAK DUO XL-G11.3 BFG 595W"',
        "+ cellType: 0",
    ]
    assert len(result.changes) == len(MODULE) - 1
    assert "+ isc: 13.77 A" in str(result)
    assert names(client).count(NAME) == 1


def test_the_path_of_a_pan_file(client: Driver, sim: Simulator, tmp_path: Path) -> None:
    path = tmp_path / "module.PAN"
    path.write_text(pan_text(), encoding="utf-8")
    for given in (path, str(path)):
        assert client.upload_pan_data(given).verified
    assert wire(sim) == [KNOWN, LIST, POST, LIST] * 2


def test_a_name_that_is_there_already_does_not_pass_for_the_new_one(client: Driver, sim: Simulator) -> None:
    first, second = client.upload_pan_data(MODULE), client.upload_pan_data(MODULE)
    assert second.verified
    numbers = [str(module.value) for module in client.get_pvsyst_modules(site_id="S10001") if module.name == NAME]
    assert [*first.created, *second.created] == numbers
    assert len(set(numbers)) == 2


@pytest.mark.parametrize("pan_file", [False, True])
def test_a_dry_run_sends_nothing(client: Driver, sim: Simulator, tmp_path: Path, pan_file: bool) -> None:
    path = tmp_path / "module.PAN"
    path.write_text(pan_text(), encoding="utf-8")
    result = client.upload_pan_data(path if pan_file else MODULE, dry_run=True)
    assert sim.requests == []
    assert result
    assert (result.dry_run, result.applied, result.verified) == (True, False, False)
    assert result.updated_data == MODULE
    assert str(result).startswith(f"PvSystModule {NAME}: would change\n  + manufacturer")


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (without(iscc=3.0), ["iscc is not a field; nearest: isc"]),
        (without("voc", "isc"), ["isc is not there", "voc is not there"]),
        (without(voc="53.63"), ["voc must be a number, not a string"]),
        (without(voc=None), ["voc must be a number, not null"]),
        (without(voc=float("nan")), ["voc must be a number, not nan, which JSON does not have"]),
        (without(cellsSeries=78.5), ["cellsSeries must be an integer"]),
        (without(rShunt=-1), ["rShunt is -1, below the minimum of 0 ohm"]),
        (without(key="12"), ["key names what is written"]),
        (without(model=" "), ["model is empty"]),
        (without("cellType"), ["cellType is not there; PowerTrack's number for a technology stands in the model"]),
        (
            {"siteId": "S12345", "performanceData": {}, "timestamp": "2024-01-01T00:00:00Z"},
            ["siteId is not a field", "performanceData is not a field", "model is not there"],
        ),
        ({}, ["manufacturer is not there", "muPMax is not there"]),
        ({"key": ""}, ["manufacturer is not there"]),
        (5, ["pan_data is a dict of fields or the path of a PAN file, not int"]),
        ([MODULE], ["not list"]),
        (None, ["not NoneType"]),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_what_is_wrong_is_told_before_anything_is_sent(
    client: Driver, sim: Simulator, given: Any, problems: list[str], dry_run: bool
) -> None:
    with pytest.raises(ValidationError) as caught:
        client.upload_pan_data(given, dry_run)
    assert all(problem in str(caught.value) for problem in problems)
    assert sim.requests == []


def test_all_problems_are_told_at_once(client: Driver) -> None:
    with pytest.raises(ValidationError) as caught:
        client.upload_pan_data(without("voc", isc="much", vocc=1.0, model=""))
    assert len(caught.value.problems) == 4


def test_a_file_that_is_no_pan_file_is_refused(client: Driver, sim: Simulator, tmp_path: Path) -> None:
    path = tmp_path / "module.PAN"
    with pytest.raises(ConfigurationError, match="cannot be read"):
        client.upload_pan_data(path)
    path.write_text("fetch(")
    with pytest.raises(ValidationError, match="is no PAN file"):
        client.upload_pan_data(path)
    assert sim.requests == []


def test_a_technology_whose_number_is_not_known_can_be_given(client: Driver, tmp_path: Path) -> None:
    path = tmp_path / "module.PAN"
    path.write_text(pan_text(Technol="mtSiPoly"), encoding="utf-8")
    with pytest.raises(ValidationError, match="cellType is not there"):
        client.upload_pan_data(path)
    module = read_pan_file(path)
    module["cellType"] = 1
    assert client.upload_pan_data(module).updated_data == {**MODULE, "cellType": 1}


@pytest.mark.parametrize("kind", ["reset-after", "timeout"])
def test_a_post_whose_answer_is_lost_is_found_to_be_done(client: Driver, sim: Simulator, kind: Any) -> None:
    sim.inject(Fault(kind, method="POST"))
    result = client.upload_pan_data(MODULE)
    assert (result.applied, result.verified, result.put_response) == (True, True, None)
    assert posts(sim) == 1
    assert names(client).count(NAME) == 1


@pytest.mark.parametrize("kind", ["reset-before", "empty-error", "unavailable"])
def test_a_post_that_never_arrived_is_not_repeated(client: Driver, sim: Simulator, kind: Any) -> None:
    client.upload_pan_data(MODULE)
    sim.inject(Fault(kind, method="POST"))
    with pytest.raises(UnknownOutcomeError) as caught:
        client.upload_pan_data(MODULE)
    assert f"PvSystModule {NAME} was sent and had no answer (" in str(caught.value)
    assert posts(sim) == 2
    assert names(client).count(NAME) == 1
    assert [run.writes[0].outcome for run in client.history()] == ["unknown", "written"]


def test_a_post_that_powertrack_refuses_is_settled_by_one_look(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("server-error", method="POST"))
    with pytest.raises(ServiceError, match=f"PvSystModule {re.escape(NAME)} was not written .* answered 500"):
        client.upload_pan_data(MODULE)
    assert [request.method for request in sim.requests][-2:] == ["POST", "GET"]
    assert [write.outcome for run in client.history() for write in run.writes] == ["not written"]


@pytest.mark.parametrize("status", [500, 409])
def test_a_refused_post_that_was_acted_on_is_found(connect: Connect, status: int) -> None:
    transport = Listing(["S10001"], [{"name": NAME, "value": 5}, *OLD], b'{"message": "failed"}', status)
    assert connect(transport).upload_pan_data(MODULE).verified


@pytest.mark.parametrize(("answer", "status"), [(None, 200), (b"", 500), (b'{"message": "failed"}', 500)])
def test_a_failed_post_that_no_list_can_settle_is_unknown(connect: Connect, answer: bytes | None, status: int) -> None:
    client = connect(Listing(["C1001"], [], answer, status))
    with pytest.raises(UnknownOutcomeError, match="no list of modules can be read"):
        client.upload_pan_data(MODULE)
    assert [write.outcome for run in client.history() for write in run.writes] == ["unknown"]


def test_a_post_that_lands_late_is_found(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("late", path="/api/edit/pvsystmodule", after_requests=3))
    result = client.upload_pan_data(MODULE)
    assert result.verified
    assert posts(sim) == 1
    [run] = client.history()
    assert [(write.action, write.outcome, write.created) for write in run.writes] == [
        ("create", "written", result.created)
    ]


@pytest.mark.parametrize("kind", ["refused", "rate-limit"])
def test_what_was_certainly_not_acted_on_is_not_looked_for(client: Driver, sim: Simulator, kind: Any) -> None:
    sim.inject(Fault(kind, method="POST"))
    with pytest.raises(APIError):
        client.upload_pan_data(MODULE)
    assert [request.method for request in sim.requests] == ["GET", "GET", "POST"]


OLD: list[JsonValue] = [{"name": NAME, "value": 3}, {"name": None, "value": 4}]


class Listing(Answering):
    """A server with favorites and a list of modules, which is `OLD` until a POST arrives.

    Args:
        favorites: Keys of the favorites.
        after: The list after the POST; None where it cannot be read then.
        answer: Body of the answer to the POST; None where none comes.
        status: Status of the answer to the POST.
    """

    def __init__(
        self,
        favorites: list[JsonValue],
        after: list[JsonValue] | None,
        answer: bytes | None = b"{}",
        status: int = 200,
    ) -> None:
        super().__init__(self._serve)
        self._favorites, self._after, self._said, self._status = favorites, after, answer, status

    def _serve(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            if self._said is None:
                raise httpx.ReadTimeout("lost")
            return httpx.Response(self._status, content=self._said)
        if request.url.path == "/api/node/favorites":
            return httpx.Response(200, json=self._favorites)
        if request.url.path == "/api/notifications/session":
            return httpx.Response(200, json={"list": []})
        listed = self._after if "POST" in self.methods else OLD
        return httpx.Response(500) if listed is None else httpx.Response(200, json=listed)


@pytest.mark.parametrize("name", [NAME, "  Qcells,  Q.PEAK DUO XL-G11.3 BFG  595W "])
def test_names_in_the_list_are_not_clean(connect: Connect, name: str) -> None:
    transport = Listing(["S10001"], [{"name": name, "value": 5}, *OLD])
    assert connect(transport).upload_pan_data(MODULE).verified


@pytest.mark.parametrize("answer", [b"", b"done", b"[]", b'{"cut": "o'])
def test_any_answer_will_do(connect: Connect, answer: bytes) -> None:
    transport = Listing(["C1", "S10001"], [*OLD, {"name": NAME, "value": 5}], answer)
    result = connect(transport).upload_pan_data(MODULE)
    assert (result.verified, result.put_response) == (True, None)


ANOTHER: JsonObject = {"name": "Qcells, Another", "value": 5}


@pytest.mark.parametrize("after", [OLD, [*OLD, ANOTHER], []])
def test_a_module_that_the_list_does_not_show_is_an_error(connect: Connect, after: list[JsonValue]) -> None:
    with pytest.raises(VerificationError, match="was sent and accepted, but the list of modules") as caught:
        connect(Listing(["S10001"], after)).upload_pan_data(MODULE)
    assert not caught.value.result
    assert (caught.value.result.applied, caught.value.result.verified) == (True, False)


@pytest.mark.parametrize("answer", [b"{}", None])
def test_a_list_that_cannot_be_read_afterwards_is_an_error(connect: Connect, answer: bytes | None) -> None:
    transport = Listing(["S10001"], None, answer)
    with pytest.raises(VerificationError, match="was sent, but the list of modules of S10001 cannot be read") as caught:
        connect(transport, max_retries=0).upload_pan_data(MODULE)
    assert caught.value.result.error_message == "not read back"
    assert transport.methods.count("POST") == 1


def test_a_list_that_cannot_be_read_before_keeps_the_module_from_being_sent(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("server-error", path="pvsystmodules", times=None))
    with pytest.raises(APIError, match="500"):
        client.upload_pan_data(MODULE)
    assert posts(sim) == 0


def test_without_a_site_it_is_sent_but_not_verified(connect: Connect) -> None:
    transport = Listing(["C1001"], [])
    result = connect(transport).upload_pan_data(MODULE)
    assert transport.methods == ["GET", "GET", "POST"]
    assert not result
    assert (result.applied, result.verified) == (True, False)
    assert result.error_message == "sent, but not verified: no site is known whose list of modules could be read"


def test_without_a_site_a_lost_answer_stays_lost(connect: Connect) -> None:
    with pytest.raises(UnknownOutcomeError, match="it may or may not have been acted on"):
        connect(Listing([], [], None)).upload_pan_data(MODULE)
