"""Write the series of a chart to a CSV file: a line for each moment, a column for each series with its unit."""

from __future__ import annotations

import csv
from argparse import Namespace
from pathlib import Path

from _options import DONE, connected, parser, run


def work(options: Namespace) -> int:
    """Read the chart. Where pandas is installed, chart.to_pandas() gives a data frame instead."""
    with connected(options) as client:
        chart = client.get_chart_data(options.chart, options.site, options.start, options.end, options.bin_size)
    table = chart.table()
    names = [f"{column.name} ({column.unit})" if column.unit else column.name for column in table.columns]
    lines = list(zip(*(column.cells() for column in table.columns), strict=True))[: options.limit]
    with Path(options.out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(lines)
    print(f"{len(lines)} moments of {len(chart.series)} series written to {options.out}")
    return DONE


if __name__ == "__main__":
    arguments = parser(__doc__ or "")
    arguments.add_argument("site", help="key of the site, such as S10001")
    arguments.add_argument("--chart", type=int, default=15, metavar="NUMBER", help="which chart; 15 is production")
    arguments.add_argument("--start", metavar="DAY", help="first day, such as 2026-06-22")
    arguments.add_argument("--end", metavar="DAY", help="last day")
    arguments.add_argument("--bin-size", type=int, metavar="MINUTES", help="length of the bins")
    arguments.add_argument("--out", default="chart.csv", metavar="FILE", help="file to write")
    run(arguments, work)
