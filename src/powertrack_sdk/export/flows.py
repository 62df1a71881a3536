"""The export of a portfolio."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from powertrack_sdk.charts.flows import check_days
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.export.parts import WHAT, Format, What
from powertrack_sdk.export.terms import terms
from powertrack_sdk.files import local_path
from powertrack_sdk.runner.flow import Flow, Progress, environment, locally

if TYPE_CHECKING:
    from powertrack_sdk.export.result import ExportResult

REREAD_DAYS = 30


def export_portfolio(
    customer_id: str | int,
    out: str | os.PathLike[str],
    what: Iterable[What] = WHAT,
    start_date: date | str | None = None,
    end_date: date | str | None = None,
    format: Format = "parquet",  # noqa: A002  # the usual name of it
    chart_type: int = 15,
    bin_size: int = 15,
    sites: Iterable[str | int] | None = None,
    progress: Progress | None = None,
    reread_days: int = REREAD_DAYS,
) -> Flow[ExportResult]:
    """Export a portfolio to a folder of files that other programs read as tables.

    Each data set is a folder with one file, a part, for each site, and of charts for each month of each site:
    `charts/site=S10001/month=2025-06/part.parquet`. A part is written as soon as it is read, so memory use does not
    grow with the portfolio. `manifest.json` describes the folder.

    The same call brings the folder up to date. `sites`, `hardware` and `alerts` are snapshots and read in every run,
    except that a run that ended early is resumed within a day. A month of charts is kept once `reread_days` have passed
    since its end; it is read again if more of its days are asked for. Files that do not match their checksum are read
    again. `summary` and `notes` of the result say what was kept and how old it is.

    Args:
        customer_id: Key of the customer, such as `C1001`.
        out: Output folder; created if missing.
        what: Data sets: any of `sites` (the portfolio table), `hardware` (devices, and their readings as
            `hardware_registers`), `alerts` (active ones) and `charts`.
        start_date: First day of charts, in the zone of each site. By default as in the folder; in a new one, the first
            of the month of `end_date`.
        end_date: Last day of charts. By default today at each site.
        format: `parquet`, `csv` or `jsonl`. Parquet needs the extra `arrow`.
        chart_type: Number of the chart, such as 15 for the production meter or 21 for irradiance.
        bin_size: Bin size of charts (minutes).
        sites: Keys of sites of the customer; by default all in its portfolio.
        progress: Called with the number of finished parts and of all.
        reread_days: Days after the end of a month during which it is read again, because loggers may send late.

    Returns:
        The parts that were written, skipped, and failed; falsy if any failed.

    Raises:
        ValidationError: An argument is wrong; no part was written.
        ConfigurationError: The folder holds another export, is in use or cannot be written, or the format needs an
            extra that is not installed.
        AuthenticationError: The session is not accepted. Written parts stay.
        APIError: The portfolio cannot be read.

    Operations: GET /api/view/portfolio/{customerKey}; for each site GET /api/view/sitehardwareproduction/{siteKey}, GET
    /api/view/activealerts/{siteKey}, and POST /api/view/chart for each month; POST /api/view/chart/builtin before if
    `chart_type` is not a common number
    """
    asked = terms(customer_id, what, start_date, end_date, format, chart_type, bin_size, sites)
    if reread_days < 0:
        raise ValidationError(f"reread_days is {reread_days}; it is a number of days, such as {REREAD_DAYS}")
    from powertrack_sdk.export.folder import Folder
    from powertrack_sdk.export.formats import check_installed
    from powertrack_sdk.export.run import Export

    yield from locally(lambda: check_installed(asked.format))
    where = yield from environment()
    now = where.clock.now()
    check_days(asked.first, asked.last, now)
    folder = Folder(local_path(out), where.lock_dir, asked, reread_days, now)
    try:
        yield from locally(lambda: folder.open(now))
        return (yield from Export(folder, asked, where.clock, progress).run())
    finally:
        folder.close()
