"""What is measured, and how it is printed."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence

from attrs import frozen


@frozen(kw_only=True)
class Figure:
    """One line of the table.

    Attributes:
        what: What was measured.
        size: Of what size.
        value: The figure.
        unit: Its unit; `x` for a ratio.
        target: What it may be at most; None where it is told for itself.
        at_least: Whether the target is the least that it may be.
    """

    what: str
    size: str
    value: float
    unit: str = "x"
    target: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether it is as it should be."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target

    def cells(self) -> tuple[str, ...]:
        """Its cells of the table."""
        sign = ">=" if self.at_least else "<="
        target = "" if self.target is None else f"{sign} {self.target:g}"
        verdict = "" if self.target is None else "met" if self.met else "NOT MET"
        return self.what, self.size, f"{self.value:.2f} {self.unit}", target, verdict


def medians(*works: Callable[[], object], times: int = 15) -> list[float]:
    """Median time of each work (seconds). They are done in turn, so that a slow moment of the machine meets them all.

    The garbage of each is collected before the next.
    """
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, measured in zip(works, found, strict=True):
            gc.collect()
            begin = time.perf_counter()
            result = work()
            measured.append(time.perf_counter() - begin)
            del result
    return [statistics.median(measured) for measured in found]


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """How time grows with size: 1 is linear. By least squares of the logarithms."""
    logs = [(math.log(size), math.log(time)) for size, time in zip(sizes, times, strict=True)]
    mean_x, mean_y = (statistics.fmean(one) for one in zip(*logs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table."""
    rows = [("what", "size", "figure", "target", ""), *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
