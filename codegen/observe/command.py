"""`python -m codegen observe`: what recorded traffic shows that the specification does not say."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import NoReturn

from codegen.bundle import bundle as read_bundle
from codegen.documents import SpecError
from codegen.observe.observation import Observation
from codegen.observe.report import as_json, table
from codegen.observe.traffic import HOST, Traffic
from codegen.observe.write import write

FAILED = 3
"""Exit code where traffic could not be read to its end, or the specification not be read or written."""

_DESCRIPTION = (
    "Compares recorded traffic with the specification. Exits with 0 where nothing is new, 1 where what is new is"
    " compatible, 2 where it breaks something, 3 where traffic could not be read to its end or nothing be written."
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Exit with another code than 2, which tells of breaking news."""
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"{self.prog}: error: {message}\n")


def observe(arguments: list[str], spec: Path) -> int:
    """Run the command; gives its exit code.

    Args:
        arguments: What stands behind the name of the command.
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
        ("to be written by hand", result.by_hand),
        ("to be looked over", result.look_over),
    ):
        if lines:
            print(f"\n{title}")
            print("\n".join(f"  {line}" for line in lines))
    if result.files:
        print("\nRead the changes, then run `make generate` and `make check`.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m codegen observe", description=_DESCRIPTION)
    parser.add_argument(
        "traffic", nargs="+", type=Path, metavar="TRAFFIC", help="a HAR file, a copied request or a folder"
    )
    parser.add_argument(
        "--host", action="append", default=[], metavar="HOST", help=f"counts as PowerTrack, beside {HOST}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report as JSON too")
    parser.add_argument("--write", action="store_true", help="write what is new into the specification")
    return parser
