"""What the examples have in common: their arguments, their client, and how they end."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from powertrack_core.decoding import JsonValue
from powertrack_sdk import AuthManager, Plan, PowerTrackClient, PowerTrackError, ValidationError
from powertrack_sdk.simulator import Simulator, SimulatorTransport

DONE, FAILED, USAGE = range(3)


def parser(description: str, *, writes: bool = False, customer: bool = False) -> argparse.ArgumentParser:
    """A parser of the arguments that every example takes.

    Args:
        description: What the example does; the docstring of its module.
        writes: Whether it changes anything, and so can be asked what it would change.
        customer: Whether it is about a customer.
    """
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--simulate", action="store_true", help="use a fictional PowerTrack; no credentials are needed")
    made.add_argument("--limit", type=_count, metavar="N", help="take the first N only")
    if writes:
        made.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    if customer:
        made.add_argument("--customer-id", metavar="KEY", help="key of the customer, such as C1001")
    return made


def run(made: argparse.ArgumentParser, work: Callable[[argparse.Namespace], int]) -> None:
    """Do the work of an example and leave with its exit code: 0 done, 1 failed, 2 wrong arguments.

    Args:
        made: The parser of its arguments.
        work: What it does with them; returns the exit code.
    """
    options = made.parse_args()
    if "customer_id" in options and options.customer_id is None:
        if not options.simulate:
            made.error("--customer-id is needed; the address of your PowerTrack home page has it")
        options.customer_id = Simulator().customer
    try:
        code = work(options)
    except PowerTrackError as error:
        print(f"{made.prog}: {'; '.join(str(error).splitlines())}", file=sys.stderr)
        code = USAGE if isinstance(error, ValidationError) else FAILED
    except KeyboardInterrupt:
        print(f"{made.prog}: interrupted", file=sys.stderr)
        code = FAILED
    sys.exit(code)


@contextmanager
def connected(options: argparse.Namespace) -> Iterator[PowerTrackClient]:
    """A client: of PowerTrack with the credentials that are found, or of a simulator whose backups are not kept."""
    if not options.simulate:
        with PowerTrackClient() as client:
            yield client
        return
    auth, transport = simulated()
    with TemporaryDirectory() as folder, PowerTrackClient(auth, transport=transport, backup_dir=folder) as client:
        yield client


def simulated() -> tuple[AuthManager, SimulatorTransport]:
    """Credentials and a transport for a client of a simulator."""
    simulator = Simulator()
    return simulator.auth_manager(), simulator.transport()


def assignment(text: str) -> tuple[str, JsonValue]:
    """An argument such as `acCapacityKw=500`: a name, and a value in JSON or as plain text."""
    name, sign, value = text.partition("=")
    if not (name and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    try:
        parsed: JsonValue = json.loads(value)
    except ValueError:
        return name, value
    return name, parsed


def carry_out(client: PowerTrackClient, plan: Plan, options: argparse.Namespace) -> int:
    """Show a plan, and apply it unless this is a dry run.

    Returns:
        The exit code.
    """
    print(plan)
    if options.dry_run or not plan:
        return DONE
    result = client.apply_plan(plan, limit=options.limit)
    print(result)
    return DONE if all(one.outcome in ("written", "unchanged", "skipped") for one in result.entries) else FAILED


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)
