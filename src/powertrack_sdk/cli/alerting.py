"""`powertrack alerts`: what is wrong now."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from powertrack_api.models.alert import Alert

app = typer.Typer()

_OPEN = "open"


@command(app)
def alerts(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of a customer, a site or a device.", show_default=False)],
    severity: Annotated[
        int | None,
        typer.Option(
            help="Only alerts with this code: 5 unresolved, 4 acknowledged, as far as is known.", min=0, max=5
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--unacknowledged", help="Only alerts that are not acknowledged.")] = False,
) -> ExitCode | None:
    """List active alerts, those that are not acknowledged first.

    Of each the newest stand first. How grave an alert is PowerTrack does not say for certain; `severity` in --json is
    a code with two readings.
    """
    from powertrack_api.models.alert import Alert
    from powertrack_sdk.cli.printer import Show
    from powertrack_sdk.tables.rows import Rows

    found = session.client.get_active_alerts(key)
    wanted = [
        alert
        for alert in found
        if (severity is None or alert.severity == severity) and not (open_ and alert.is_acknowledged)
    ]
    wanted.sort(key=lambda alert: alert.start.timestamp() if alert.start is not None else math.inf, reverse=True)
    wanted.sort(key=lambda alert: bool(alert.is_acknowledged))
    if session.as_json:
        session.printer.data(Rows(Alert, wanted).table())
        return None
    many_sites = len({alert.site_name for alert in wanted}) > 1
    session.printer.rows(
        wanted,
        [
            Show(heading="State", value=_state, style=lambda state: "yellow" if state == _OPEN else None),
            Show(heading="Alert", value=lambda alert: alert.event_code or alert.name),
            Show(heading="Site", value=lambda alert: alert.site_name, rank=1 if many_sites else 5),
            Show(heading="Device", value=lambda alert: alert.hardware_name, rank=2),
            Show(heading="Since", value=lambda alert: alert.start, rank=3),
            Show(heading="Code", value=lambda alert: _code(alert.severity), rank=4),
        ],
        empty=_none(found, severity, unacknowledged=open_),
    )
    return None


def _none(found: Sequence[Alert], severity: int | None, *, unacknowledged: bool) -> str:
    """What is printed instead of an empty table: whether there are alerts that the filters left out."""
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
    """The state of an alert, which its flags tell; its severity code is not needed for it."""
    return "resolved" if alert.is_resolved else "acknowledged" if alert.is_acknowledged else _OPEN


def _code(severity: object) -> str | None:
    """A severity code with its name, which holds as far as the captures go."""
    if isinstance(severity, IntEnum):
        return f"{severity:d} ({severity.name.lower()})"
    return None if severity is None else str(severity)
