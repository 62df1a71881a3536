"""Plans that rename sites, and what became of them."""

from __future__ import annotations

import json
from pathlib import Path

from powertrack_core.decoding import JsonObject
from powertrack_sdk import ApplyResult, Plan
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver
from tests.wire import held, puts

SITES = ("S10001", "S10002", "S10003")
PAGE = "/powertrack/{}/administration/config"


def names_of(sim: Simulator) -> list[object]:
    """What the sites are called."""
    return [held(sim, f"/api/edit/site/{site}")["name"] for site in SITES]


def site(key: str) -> str:
    """Path of the configuration of a site."""
    return f"/api/edit/site/{key}"


def renaming(client: Driver, *sites: str) -> Plan:
    """A plan that renames sites."""
    found: Plan = client.plan_updates([(key, {"name": f"New {key}"}) for key in sites or SITES])
    return found


def another_user(client: Driver, sim: Simulator, key: str, **fields: object) -> None:
    """Someone else saves a site from the page of the web application."""
    client.request("PUT", "/api/edit/site", body={**held(sim, site(key)), **fields}, referer=PAGE.format(key))


def statuses(result: ApplyResult) -> list[str]:
    """What came of each entry, in order."""
    return [one.outcome for one in result.entries]


def writes(sim: Simulator) -> list[str]:
    """Keys of what was written, in order."""
    return [str(document["key"]) for document in puts(sim)]


def journal(result: ApplyResult | Path) -> list[JsonObject]:
    """The lines of a journal."""
    path = result if isinstance(result, Path) else result.journal
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
