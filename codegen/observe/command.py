"""`python -m codegen observe`: compares recorded traffic with the specification."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import NoReturn

from codegen.bundle import bundle as read_bundle
from codegen.documents import SpecError
from codegen.observe.files import HOST, Traffic
from codegen.observe.observation import Observation
from codegen.observe.report import as_json, table
from codegen.observe.write import write

FAILED = 3
"""Exit code if traffic could not be read to its end, or the specification not be read or written."""

_DESCRIPTION = (
    "Compares recorded traffic with the specification. Exits with 0 if nothing is new, 1 if all findings are"
    " compatible, 2 if one is breaking, 3 if traffic could not be read to its end or nothing could be written."
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Exit with another code than 2, which means breaking findings."""
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"{self.prog}: error: {message}\n")


def observe(arguments: list[str], spec: Path) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: The arguments of the command.
        spec: Folder of the specification.
    """
    try:
        return _observe(_parser().parse_args(arguments), spec)
    except (SpecError, OSError) as error:
        print(error, file=sys.stderr)
        return FAILED


def _observe(options: argparse.Namespace, spec: Path) -> int:
    traffic = Traffic(options.traffic, [HOST, *options.host])
    observation = Observation(read_bundle(spec))
    observation.observe(traffic.exchanges())
    print("\n".join(table(observation, traffic)))
    if options.json is not None:
        report = json.dumps(as_json(observation, traffic), indent=2, ensure_ascii=False)
        options.json.write_text(report + "\n", encoding="utf-8")
    for complaint in traffic.complaints:
        print(complaint, file=sys.stderr)
    if options.write and observation.news:
        _write(spec, observation)
    return FAILED if traffic.complaints else int(observation.level)


def _write(spec: Path, observation: Observation) -> None:
    result = write(spec, observation)
    for title, lines in (
        ("written", [f"{spec.name}/{file}" for file in result.files]),
        ("to write by hand", result.by_hand),
        ("to review", result.review),
    ):
        if lines:
            print(f"\n{title}")
            print("\n".join(f"  {line}" for line in lines))
    if result.files:
        print("\nReview the changes, then run `make generate` and `make check`.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m codegen observe", description=_DESCRIPTION)
    parser.add_argument(
        "traffic", nargs="+", type=Path, metavar="TRAFFIC", help="a HAR file, a copied request or a folder"
    )
    parser.add_argument(
        "--host", action="append", default=[], metavar="HOST", help=f"another host of PowerTrack, beside {HOST}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the report as JSON")
    parser.add_argument("--write", action="store_true", help="write the findings into the specification")
    return parser
