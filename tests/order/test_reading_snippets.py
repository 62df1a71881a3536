"""The snippets of the order that only read, as they are written there: what they ask for, and what they show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from attrs import frozen

import powertrack_sdk
from powertrack_core.decoding import objects
from powertrack_sdk import AuthManager, PowerTrackClient, SiteData
from powertrack_sdk.simulator import Simulator
from tests.order.order_text import needs_text, snippets
from tests.order.running import World, served
from tests.wire import ALL, HOME, Sent, held

OVERVIEW = "/powertrack/C1001/overview/sites"
NUMBER = r"-?\d+(\.\d+)?"


@frozen
class Shown:
    """What came of a snippet.

    Attributes:
        world: Where it ran.
        requests: What it asked for.
        lines: What it printed.
    """

    world: World
    requests: Sequence[Sent]
    lines: Sequence[str]

    @property
    def sim(self) -> Simulator:
        """The simulator that it ran against."""
        return self.world.sim

    def asked_for(self, expected: Sequence[str], page: str = HOME) -> None:
        """It asked for these with GET, once each, from one page, and for nothing else."""
        found = Counter((one.method, one.path, one.referer) for one in self.requests)
        assert found == Counter(("GET", f"/api/{path}", page) for path in expected)

    def printed(self, *patterns: str) -> None:
        """The lines that it printed fit these patterns, one by one."""
        assert len(self.lines) == len(patterns), self.lines
        for pattern, line in zip(patterns, self.lines, strict=True):
            assert re.fullmatch(pattern, line), line


Check: TypeAlias = Callable[[Shown], None]
CHECKS: dict[str, Check] = {}


def showing(heading: str) -> Callable[[Check], Check]:
    """Declares what comes of the snippet under a heading."""

    def declare(check: Check) -> Check:
        assert heading not in CHECKS
        CHECKS[heading] = check
        return check

    return declare


def devices(sim: Simulator, site: str) -> list[str]:
    """Keys of a site's devices."""
    table = held(sim, f"/api/view/sitehardwareproduction/{site}", ALL)
    return [str(row["key"]) for row in objects(table["hardware"])]


def whole(sim: Simulator, site: str) -> list[str]:
    """What get_site_data asks for."""
    parts = (
        "view/site",
        "edit/site",
        "view/sitehardwareproduction",
        "view/activealerts/activesummary",
        "edit/modeling",
    )
    return [*(f"{part}/{site}" for part in parts), *(f"alerttrigger/{key}" for key in devices(sim, site))]


@showing("Quick Authentication Setup")
def _(shown: Shown) -> None:
    assert shown.requests == []
    [path] = shown.lines
    assert Path(path) == Path(powertrack_sdk.__file__).with_name("mostRecentFetch.js")
    assert Path(path).is_file()


@showing("Basic Usage")
def _(shown: Shown) -> None:
    site = whole(shown.sim, "S10001")
    shown.asked_for(["edit/site/S10001", "view/sitehardwareproduction/S10001", *site])
    kinds = r"(Gateway|Cell modem|Production meter|Weather station|Inverter)"
    count = len(devices(shown.sim, "S10001"))
    first, *hardware, counted, alerts = shown.lines
    assert re.fullmatch(r"Site: .+, Capacity: 500\.0 kW", first)
    assert [bool(re.fullmatch(rf".+: {kinds}", line)) for line in hardware] == [True] * count
    assert counted == f"Hardware count: {count}"
    assert re.fullmatch(r"Active alerts: \d+", alerts)


@showing("Advanced Analytics")
def _(shown: Shown) -> None:
    portfolio, chart, diagnostics, alerts = shown.requests
    assert (portfolio.method, portfolio.path, portfolio.referer) == ("GET", "/api/view/portfolio/C1001", HOME)
    assert (chart.method, chart.path) == ("POST", "/api/view/chart")
    assert chart.referer == "/powertrack/S10001/overview/dashboard"
    assert isinstance(chart.body, dict)
    asked = {name: chart.body[name] for name in ("chartType", "source", "start", "end")}
    assert asked == {"chartType": 1, "source": ["S10001"], "start": "2024-01-01", "end": "2024-01-31"}
    assert diagnostics == Sent("GET", "/api/view/hardwarestatus/H100005", ALL, HOME)
    assert (alerts.method, alerts.path) == ("GET", "/api/view/activealerts/activesummary/C1001")
    assert alerts.referer == OVERVIEW
    quarters = 31 * 24 * 4
    shown.printed(
        *[rf".+: ({NUMBER}|nan)% availability, {NUMBER} kW"] * 3,
        *[rf"Series: .+, Points: {quarters}"] * 3,
        rf"Temperature: {NUMBER}°C",
        r"Status: (OK|Critical|Out of service)",
        r"H\d+: \d+ alerts \(max severity: \d\)",
    )


@showing("Advanced Usage")
def _(shown: Shown) -> None:
    asked = [path for site in shown.sim.site_keys for path in whole(shown.sim, site)]
    shown.asked_for([path for path in asked if "alert" not in path])
    counts = {site: len(devices(shown.sim, site)) for site in shown.sim.site_keys}
    shown.printed(*[f"Processed {site}: {count} devices" for site, count in counts.items()])


@showing("Data Models")
def _(shown: Shown) -> None:
    assert shown.requests == []
    for name in ("SiteConfig", "Hardware", "AlertSummary", "SiteList"):
        assert shown.world.names[name] is getattr(powertrack_sdk, name)


@showing("Error Handling")
def _(shown: Shown) -> None:
    shown.asked_for(["edit/site/S10001"])
    shown.printed()


@showing("Custom Authentication")
def _(shown: Shown) -> None:
    assert shown.requests == []
    auth = shown.world.names["auth"]
    assert isinstance(auth, AuthManager)
    assert auth.credentials.base_url == "https://custom.alsoenergy.com"
    assert auth.credentials.headers()["Cookie"] == "custom_cookie"
    assert isinstance(shown.world.names["client"], PowerTrackClient)


@showing("Batch Processing")
def _(shown: Shown) -> None:
    shown.asked_for([path for site in shown.sim.site_keys for path in whole(shown.sim, site)])
    results = shown.world.names["results"]
    assert isinstance(results, dict)
    assert list(results) == shown.sim.site_keys
    assert all(isinstance(data, SiteData) and not data.failures for data in results.values())
    shown.printed()


@showing("Context Manager")
def _(shown: Shown) -> None:
    shown.asked_for(["edit/site/S10001"])
    client = shown.world.names["client"]
    assert isinstance(client, PowerTrackClient)
    with pytest.raises(RuntimeError, match="closed"):
        client.get_site_config("S10001")


@showing("Portfolio Analytics")
def _(shown: Shown) -> None:
    shown.asked_for(["view/portfolio/C1001"])
    shown.printed(r"Underperforming sites: \d", rf"Total capacity: {NUMBER} kW, Today's production: ({NUMBER}|nan) kWh")


@showing("Hardware Health Monitoring")
def _(shown: Shown) -> None:
    below = {site: devices(shown.sim, site) for site in shown.sim.site_keys}
    tables = [f"view/sitehardwareproduction/{site}" for site in below]
    shown.asked_for([*tables, *(f"view/hardwarestatus/{key}" for keys in below.values() for key in keys)])
    issues = shown.world.names["health_issues"]
    assert isinstance(issues, list)
    assert all(issue["hardware"] in below[issue["site"]] and issue["issues"] for issue in issues)
    assert issues, "the third site is offline"
    shown.printed(f"Found {len(issues)} hardware health issues")


@showing("Alert Management & Analytics")
def _(shown: Shown) -> None:
    summary, *triggers = shown.requests
    assert (summary.path, summary.referer) == ("/api/view/activealerts/activesummary/C1001", OVERVIEW)
    found = shown.world.names["alert_summary"]
    assert isinstance(found, powertrack_sdk.AlertSummaryResponse)
    sampled = list(found.hardware_summaries)[:5]
    assert triggers == [Sent("GET", f"/api/alerttrigger/{key}", ALL, HOME) for key in sampled]
    # Keys of devices do not tell the site, so what the snippet takes for one is empty.
    shown.printed(r"Sites with high-severity alerts: \{''\}", *[rf"{key} has \d+ alert triggers" for key in sampled])


@needs_text
@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("heading", CHECKS)
def test_a_snippet_that_reads_does_what_it_says(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    [snippet] = [one for one in snippets() if one.heading == heading]
    with served(monkeypatch) as world:
        ran, lines = world.run(snippet)
        assert [one.error for one in ran if one.error is not None] == []
        assert [one for statement in ran for one in statement.writes] == []
        CHECKS[heading](Shown(world, [one for statement in ran for one in statement.requests], lines))
