"""The report of drift: for people, for programs and for a public issue. It holds versions, names and types."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby

from attrs import frozen

from powertrack_sdk.auth.credentials import product_user_agent
from powertrack_sdk.files import local_path
from powertrack_sdk.traffic.comparison import compare
from powertrack_sdk.traffic.findings import Finding, Level, level_of
from powertrack_sdk.traffic.operations import Specification
from powertrack_sdk.traffic.parsing import JsonObject, JsonValue
from powertrack_sdk.traffic.record import read_record


@frozen(kw_only=True)
class Report:
    """What clients received that the specification does not say.

    Attributes:
        package: Name and version of this package.
        specification: Version of the specification, with a digest of its text.
        client_versions: Versions of the web application (`ae_v`) that requests named.
        operations: How many operations were recorded.
        answers: How many answers were looked at.
        findings: What the specification does not say, by operation.
    """

    package: str
    specification: str
    client_versions: tuple[str, ...]
    operations: int
    answers: int
    findings: tuple[Finding, ...]

    @property
    def level(self) -> Level:
        """Severity."""
        return level_of(self.findings)

    @property
    def summary(self) -> str:
        """The number of findings, in a sentence."""
        found, breaking = len(self.findings), sum(one.level is Level.BREAKING for one in self.findings)
        if not found:
            return "Everything received is in the specification."
        return f"{found} {'difference' if found == 1 else 'differences'} from the specification, {breaking} breaking."

    def by_operation(self) -> Iterator[tuple[str, list[Finding]]]:
        """The findings of each operation that has any."""
        for operation, found in groupby(self.findings, key=lambda one: one.operation):
            yield operation, list(found)

    def as_json(self) -> JsonObject:
        """The report for programs."""
        findings: list[JsonValue] = [
            {
                "kind": one.kind.name.lower(),
                "level": one.level.name.lower(),
                "operation": one.operation,
                "path": one.path,
                "detail": one.detail,
                "observed": one.observed,
                "described": one.described,
                "inner": dict(one.inner),
            }
            for one in self.findings
        ]
        return {
            "level": self.level.name.lower(),
            "package": self.package,
            "specification": self.specification,
            "client_versions": [*self.client_versions],
            "operations": self.operations,
            "answers": self.answers,
            "findings": findings,
        }

    def markdown(self) -> str:
        """The report for an issue."""
        lines = [
            "# Drift of the PowerTrack API",
            "",
            f"* package: {self.package}",
            f"* specification: {self.specification}",
            f"* web application (`ae_v`): {', '.join(self.client_versions) or 'unknown'}",
            "",
            self.summary,
        ]
        for operation, found in self.by_operation():
            lines += ["", f"## `{operation}`", "", "| level | where | what |", "|---|---|---|"]
            for one in found:
                lines.append(f"| {one.level.name.lower()} | {f'`{one.subject}`' if one.subject else ''} | {one.text} |")
                lines += [f"| | `{path}` | {words} |" for path, words in one.inner]
        return "\n".join(lines) + "\n"


def read_report(path: str | os.PathLike[str]) -> Report:
    """Compare a file of recorded shapes with the specification that this package carries.

    Args:
        path: File that a client with `observe` writes.

    Raises:
        ConfigurationError: The file cannot be read, or is of another kind.
    """
    specification = Specification.shipped()
    record = read_record(local_path(path), specification)
    return Report(
        package=product_user_agent(),
        specification=specification.version,
        client_versions=tuple(sorted(record.client_versions)),
        operations=len(record.operations),
        answers=sum(received.answers for received in record.operations.values()),
        findings=tuple(compare(record, specification)),
    )
