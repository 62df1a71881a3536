"""Errors of the package can be copied and sent to another process, with all that they hold."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import httpx
import pytest

import powertrack_sdk
from powertrack_sdk import AuthManager, NetworkError, PowerTrackClient, PowerTrackError, UpdateResult, errors
from powertrack_sdk.simulator import Simulator

RESPONSE = httpx.Response(500, content=b"x", request=httpx.Request("GET", "https://powertrack.invalid/api/x"))


def classes(base: type[PowerTrackError] = PowerTrackError) -> Iterator[type[PowerTrackError]]:
    yield base
    for kind in base.__subclasses__():
        yield from classes(kind)


def made(kind: type[PowerTrackError]) -> PowerTrackError:
    """An error of a class, with something in each of its attributes."""
    if issubclass(kind, errors.NetworkError):
        return kind("m", sent=True, operation="x", problem="name")
    if issubclass(kind, errors.APIError):
        return kind("m", status_code=500, operation="x")
    if issubclass(kind, errors.ReportTimeoutError):
        return kind("m", "T1")
    if issubclass(kind, errors.VerificationError):
        return kind("m", result())
    if issubclass(kind, errors.ValidationError):
        return kind("m", ("a", "b"))
    return kind("m")


def result() -> UpdateResult:
    sim = Simulator(sites=1)
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        return client.update_site_config("S10001", {"name": "x"}, dry_run=True)


WAYS: dict[str, Callable[[PowerTrackError], PowerTrackError]] = {
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", list(classes()), ids=lambda kind: kind.__name__)
def test_a_copy_is_the_same_error(kind: type[PowerTrackError], way: str) -> None:
    error = made(kind)
    error.add_note("run 1")
    again = WAYS[way](error)
    assert (type(again), str(again), again.args, vars(again)) == (kind, str(error), error.args, vars(error))


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_holds_the_answer(way: str) -> None:
    again = WAYS[way](errors.FirewallError("m", status_code=500, response=RESPONSE, host="x.invalid"))
    assert isinstance(again, errors.FirewallError)
    assert again.response is not None
    assert (again.response.status_code, again.response.content, again.host) == (500, b"x", "x.invalid")


def test_every_class_of_errors_is_public() -> None:
    assert {kind.__name__ for kind in classes()} <= set(powertrack_sdk.__all__)


def read_without_a_server(key: str) -> str | None:
    auth = AuthManager(cookie="AESession=x", base_url="http://127.0.0.1:9")
    with PowerTrackClient(auth, max_retries=0) as client:
        return client.get_site_config(key).name


def test_an_error_comes_back_from_a_pool_of_processes() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        error = pool.submit(read_without_a_server, "S10001").exception(60)
    assert isinstance(error, NetworkError)
    assert (error.problem, error.sent, error.operation) == ("refused", False, "getSiteConfig")
