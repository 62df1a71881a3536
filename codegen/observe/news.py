"""Findings gathered by the place in the specification that they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import define, field

from powertrack_sdk.traffic.expected import Place
from powertrack_sdk.traffic.findings import Finding, Kind, Level, level_of
from powertrack_sdk.traffic.shapes import Shape


@define
class News:
    """Findings of one kind about one place, in one or more operations."""

    findings: list[Finding] = field(factory=list)

    @property
    def mark(self) -> tuple[Kind, Place, str]:
        """Kind, place and detail, which all findings share."""
        first = self.findings[0]
        return first.kind, first.place, first.detail

    @property
    def kind(self) -> Kind:
        """Kind of the findings."""
        return self.findings[0].kind

    @property
    def place(self) -> Place:
        """Place in the specification."""
        return self.findings[0].place

    @property
    def detail(self) -> str:
        """Detail of the findings."""
        return self.findings[0].detail

    @property
    def level(self) -> Level:
        """Highest severity."""
        return level_of(self.findings)

    @property
    def seen(self) -> int:
        """How often it was seen."""
        return sum(finding.seen for finding in self.findings)

    @property
    def operations(self) -> Counter[str]:
        """Operations that it was seen in, with how often."""
        found: Counter[str] = Counter()
        for finding in self.findings:
            found[finding.operation] += finding.seen
        return found

    @property
    def shape(self) -> Shape:
        """Shape of what was seen."""
        found = Shape()
        for finding in self.findings:
            found.merge(finding.shape)
        return found

    @property
    def subject(self) -> str:
        """What it is about, for a report."""
        return f"{self.place}: {self.detail}" if self.detail else str(self.place)


def gathered(findings: Iterable[Finding]) -> list[News]:
    """Gather findings, the gravest first."""
    found: dict[tuple[Kind, Place, str], News] = {}
    for finding in findings:
        found.setdefault((finding.kind, finding.place, finding.detail), News()).findings.append(finding)
    return sorted(found.values(), key=lambda news: (-news.level, *news.mark))
