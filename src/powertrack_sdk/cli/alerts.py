"""`powertrack alerts`: the active alerts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.commands import Heading, command
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from powertrack_api.models.alert import Alert

app = typer.Typer()

_OPEN = "open"


@command(app)
def alerts(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of a customer, a site or a device.", show_default=False)],
    severity: Annotated[
        int | None,
        typer.Option(help="Only alerts with this code: 5 unresolved, 4 acknowledged (as far as known).", min=0, max=5),
    ] = None,
    unacknowledged: Annotated[
        bool, typer.Option("--unacknowledged", help="Only alerts that are not acknowledged.")
    ] = False,
) -> None:
    """List active alerts, unacknowledged ones first, then the newest.

    PowerTrack does not state how severe an alert is: `severity` in --json is a code whose meaning is not certain.
    """
    from powertrack_api.models.alert import Alert
    from powertrack_sdk.tables.rows import Rows

    found = session.client.get_active_alerts(key)
    rows = [
        alert
        for alert in found
        if (severity is None or alert.severity == severity) and not (unacknowledged and alert.is_acknowledged)
    ]
    rows.sort(key=lambda alert: alert.start.timestamp() if alert.start is not None else math.inf, reverse=True)
    rows.sort(key=lambda alert: bool(alert.is_acknowledged))
    many_sites = len({alert.site_name for alert in rows}) > 1
    session.printer.table(
        rows,
        [
            Heading("State", _state, style=lambda state: "yellow" if state == _OPEN else None),
            Heading("Alert", lambda alert: alert.event_code or alert.name),
            Heading("Site", lambda alert: alert.site_name, rank=1 if many_sites else 5),
            Heading("Device", lambda alert: alert.hardware_name, rank=2),
            Heading("Since", lambda alert: alert.start, rank=3),
            Heading("Code", _code, rank=4),
        ],
        empty=_no_match(found, severity, unacknowledged=unacknowledged),
        json=Rows(Alert, rows).table,
    )


def _no_match(found: Sequence[Alert], severity: int | None, *, unacknowledged: bool) -> str:
    """Say whether there are no alerts, or none that the options match."""
    if not found:
        return "No alert is active."
    options = ["--unacknowledged"] if unacknowledged else []
    if severity is not None:
        codes = sorted({f"{alert.severity:d}" for alert in found if alert.severity is not None})
        options.insert(0, f"--severity {severity} (there are {', '.join(codes) or 'none with a code'})")
    if len(found) == 1:
        return f"The one active alert does not match {' and '.join(options)}."
    return f"None of the {len(found)} active alerts matches {' and '.join(options)}."


def _state(alert: Alert) -> str:
    return "resolved" if alert.is_resolved else "acknowledged" if alert.is_acknowledged else _OPEN


def _code(alert: Alert) -> str | None:
    code = alert.severity
    if isinstance(code, IntEnum):
        return f"{code:d} ({code.name.lower()})"
    return None if code is None else str(code)
