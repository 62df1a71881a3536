"""Every reading method takes answers that lack fields, have null in them, or have fields that nobody has seen."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from random import Random

import attrs
import pytest

from powertrack_core.model import Model
from powertrack_sdk import APIError, PowerTrackClient, PowerTrackError, SiteData, ValidationError
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.tables.tabular import Tabular
from tests.altering import Chances, altering
from tests.clock import FakeClock
from tests.test_clients import READS

LACKING: dict[str, tuple[type[PowerTrackError], str]] = {
    "get_site_overview": (APIError, r"names no customer|is not in the portfolio of"),
    "get_report_configs": (ValidationError, r"lead to no customer; name the customer by its key"),
    "get_audit_log": (ValidationError, r"lead to no customer; name the customer by its key"),
}
"""Methods for which an answer may lack what the next request needs, and how they say so."""

CHANCES = {
    "nothing is altered": [Chances()],
    "all is gone": [Chances(gone=1.0)],
    "all is null": [Chances(null=1.0)],
    "all has grown": [Chances(unknown=1.0)],
    "this and that": [Chances(gone=share, null=share, unknown=0.3) for share in (0.02, 0.05, 0.1, 0.2, 0.4)] * 4,
}


@pytest.fixture(scope="module")
def shared() -> Simulator:
    """A simulator that is only read from."""
    return Simulator(sites=3)


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("how", CHANCES)
def test_a_poor_answer_is_read_all_the_same(shared: Simulator, name: str, how: str) -> None:
    refused = 0
    for number, chances in enumerate(CHANCES[how]):
        transport = altering(shared, chances, Random(f"{name} {number}"))
        with PowerTrackClient(shared.auth_manager(), transport=transport, clock=FakeClock()) as client:
            try:
                result = getattr(client, name)(*READS[name])
            except PowerTrackError as error:
                if name not in LACKING:
                    raise
                kind, told = LACKING[name]
                assert isinstance(error, kind)
                assert re.search(told, str(error)), error
                refused += 1
                continue
        if isinstance(result, SiteData):
            assert result.failures == {}
        look_at(result)
    if how in ("nothing is altered", "all has grown"):
        assert refused == 0
    if how in ("all is gone", "all is null"):
        assert refused == (name in LACKING)


def test_answers_are_altered(shared: Simulator) -> None:
    for chances in (Chances(gone=1.0), Chances(null=1.0), Chances(unknown=1.0)):
        transport = altering(shared, chances, Random(0))
        with PowerTrackClient(shared.auth_manager(), transport=transport) as client:
            config = client.get_site_config("S10001")
        assert config.key == "S10001"
        assert (config.name is None) is (chances.unknown == 0)
        assert bool(config.extra) is (chances.unknown == 1)


def look_at(result: object) -> None:
    """Use all that a result can do by itself."""
    for part in reachable(result):
        assert repr(part)
        assert str(part)
        for name in public(part):
            getattr(part, name)
        if isinstance(part, Tabular):
            table = part.table()
            assert len(part.to_pandas()) == len(part.to_polars()) == len(table)
            assert part.to_arrow().num_rows == len(table)
        html = getattr(part, "_repr_html_", None)
        assert html is None or "<table" in html()


def public(part: object) -> list[str]:
    """The attributes of a result that can be looked at."""
    found = [name for name, _ in inspect.getmembers(type(part), lambda held: isinstance(held, property))]
    kind = type(part)
    if attrs.has(kind):
        found += [attribute.name for attribute in attrs.fields(kind)]
    return [name for name in found if not name.startswith("_")]


def reachable(result: object) -> Iterator[object]:
    """A result and all objects in it."""
    yield result
    if isinstance(result, dict):
        held: Iterable[object] = result.values()
    elif isinstance(result, (str, bytes, PowerTrackError)):
        held = ()
    elif isinstance(result, Iterable):
        held = result
    else:
        held = [getattr(result, name) for name in public(result) if name != "raw"] if attrs.has(type(result)) else ()
    for part in held:
        if isinstance(part, (Model, list, dict)) or attrs.has(type(part)):
            yield from reachable(part)
