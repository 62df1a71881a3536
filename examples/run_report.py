"""Run a report, wait for it, and save the CSV file that it makes."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from _options import DONE, connected, parser, run
from powertrack_sdk import Task

if TYPE_CHECKING:
    from powertrack_api.inputs import ReportConfigPatch


def work(options: Namespace) -> int:
    """Run the report as it is saved, or for other days."""
    changed: ReportConfigPatch = {}
    if options.days is not None:
        changed["range"] = {"start": options.days[0], "end": options.days[1]}
    with connected(options) as client:
        report = client.run_report(options.report, changed, poll=options.poll, progress=told)
    path = report.save(options.out)
    for row in report.rows[: options.limit]:
        print(", ".join(row))
    print(f"{len(report.rows)} lines saved to {path}")
    return DONE


def told(task: Task) -> None:
    """Say how far it is."""
    print(f"{task.name}: {task.progress or 0:.0f} %", file=sys.stderr)


if __name__ == "__main__":
    arguments = parser(__doc__ or "")
    arguments.add_argument("report", help="key of the report, such as F3001")
    arguments.add_argument("--days", nargs=2, metavar=("FIRST", "LAST"), help="such as 2026-06-01 2026-06-30")
    arguments.add_argument("--poll", type=float, default=2.0, metavar="SECONDS", help="first pause between two looks")
    arguments.add_argument("--out", default="report.csv", metavar="FILE", help="file to write")
    run(arguments, work)
