"""`python -m codegen`: the commands of the pipeline."""

from __future__ import annotations

import argparse
import sys

from codegen.bundle import bundle
from codegen.documents import SpecError
from codegen.evidence import FOLDERS, Coverage, source_findings
from codegen.generate import generate
from codegen.lint import lint
from codegen.locations import GENERATED, REFERENCE, SPEC
from codegen.reference import write_reference
from codegen.staleness import differences
from codegen.stubs import stub_differences, write_stubs


def main() -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    parser.add_argument("command", choices=["lint", "generate", "check", "reference", "observe"])
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="of observe; `observe --help` lists them")
    options = parser.parse_args()
    command: str = options.command
    if options.arguments and command != "observe":
        parser.error(f"{command} takes no arguments")
    try:
        if command == "observe":  # it needs the package, which other commands may be called to repair
            from codegen.observe.command import observe

            return observe(options.arguments, SPEC)
        findings = lint(bundle(SPEC))
        if not findings and command == "generate":
            generate(GENERATED)
            write_stubs()
        if not findings and command == "reference":
            write_reference(bundle(SPEC), REFERENCE)
        if not findings and command == "check":
            specification = bundle(SPEC)
            coverage = Coverage(specification, *FOLDERS)
            print("\n".join(coverage.table()))
            findings = [*source_findings(specification, SPEC), *coverage.findings, *differences(), *stub_differences()]
    except SpecError as error:
        findings = [str(error)]
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        print(f"{len(findings)} to mend", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
