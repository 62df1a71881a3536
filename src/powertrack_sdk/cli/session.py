"""What every command works with: the shared options, a printer, a client."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from powertrack_sdk.foreign import in_a_line

if TYPE_CHECKING:
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.cli.printer import Printer
    from powertrack_sdk.client import PowerTrackClient

SIMULATED_SITES = 12
DEFAULT_BACKUP_DIR = Path("powertrack-backups")
_SOON = timedelta(hours=1)


@define(slots=False)
class Session:
    """The shared options of a command, and what follows from them."""

    as_json: bool = False
    simulate: bool = False
    profile: str | None = None
    debug: bool = False
    backup_dir: Path = DEFAULT_BACKUP_DIR
    ca_file: Path | None = None
    rate_limit: float | None = None
    _exits: ExitStack = field(factory=ExitStack, init=False, repr=False)

    @cached_property
    def printer(self) -> Printer:
        """Prints results and progress."""
        from powertrack_sdk.cli.printer import Printer

        return Printer(as_json=self.as_json)

    @cached_property
    def client(self) -> PowerTrackClient:
        """The client, made on first use and closed with the command."""
        from powertrack_sdk.client import PowerTrackClient

        if not self.simulate:
            return self._exits.enter_context(self.client_for(self.auth_manager))
        from powertrack_sdk.simulator import Simulator

        simulator = Simulator(sites=SIMULATED_SITES)
        return self._exits.enter_context(
            PowerTrackClient(
                simulator.auth_manager(),
                transport=simulator.transport(),
                backup_dir=self.backup_dir,
                rate_limit=self.rate_limit,
            )
        )

    def client_for(self, manager: AuthManager) -> PowerTrackClient:
        """Return a client for given credentials; the caller closes it.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: The credentials or the certificates cannot be used.
        """
        from powertrack_sdk.client import PowerTrackClient

        verify = True if self.ca_file is None else self.ca_file
        return PowerTrackClient(manager, backup_dir=self.backup_dir, verify=verify, rate_limit=self.rate_limit)

    @cached_property
    def auth_manager(self) -> AuthManager:
        """The credentials of --profile, or else those that the package finds."""
        from powertrack_sdk.auth import AuthManager
        from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store
        from powertrack_sdk.errors import AuthenticationError

        manager = AuthManager(profile=self.profile)
        try:
            manager.session  # noqa: B018  # looks for them
        except AuthenticationError as error:
            if self.profile is not None or DEFAULT_PROFILE in Store().profiles():
                raise
            raise AuthenticationError(
                "There are no credentials. Copy a request from the browser and run `powertrack auth import`, or try the"
                " command with --simulate."
            ) from error
        if manager.passed_over:
            self.printer.warn(manager.passed_over)
        return manager

    def customer(self, key: str | None) -> str:
        """Return the key of a customer, by default the session's.

        Raises:
            ValidationError: The session's customer is not known.
        """
        from powertrack_sdk.errors import ValidationError

        found = key or self.client.get_sites().customer
        if found is None:
            raise ValidationError("the session's customer is not known; name it by its key, such as C1001")
        return found

    @property
    def host(self) -> str:
        """What the client sends to, for people."""
        return "the simulator" if self.simulate else self.auth_manager.credentials.base_url

    def warn_of_session_end(self) -> None:
        """Before a long job, warn if earlier sessions of the account ended at about the age of this one."""
        if self.simulate:
            return
        profile = self.auth_manager.session.profile
        record = None if profile is None else profile.record()
        if record is None or record.usual_life is None:
            return
        age = record.age(datetime.now(UTC))
        if age is not None and age > record.usual_life - _SOON:
            self.printer.warn(
                f"This session is {hours(age)} old, and sessions of this account lasted about"
                f" {hours(record.usual_life)}. Sign in again before a long job."
            )

    def require_terminal(self) -> None:
        """Refuse to ask for confirmation without a terminal.

        Raises:
            ValidationError: Standard input is no terminal.
        """
        from powertrack_sdk.errors import ValidationError

        if not sys.stdin.isatty():
            raise ValidationError("there is no terminal to ask for confirmation; nothing was sent. Pass --yes to write")

    def confirm(self, question: str) -> bool:
        """Ask before something is written.

        Raises:
            ValidationError: Standard input is no terminal.
        """
        import typer

        self.require_terminal()
        try:
            agreed = typer.confirm(in_a_line(question), err=True)
        except typer.Abort:
            self.printer.note("")  # end the line of the question
            raise
        if not agreed:
            self.printer.note("Nothing was sent.")
        return agreed

    def hint(self, command: str, argument: str) -> str:
        """Return a command to run next, with the options of this one."""
        options = [" --simulate"] if self.simulate else []
        if self.profile is not None:
            options.append(f" --profile {self.profile}")
        if self.ca_file is not None:
            options.append(f" --ca-file {self.ca_file}")
        if self.backup_dir != DEFAULT_BACKUP_DIR and command != "apply":
            options.append(f" --backup-dir {self.backup_dir}")
        return f"`powertrack {command} {argument}{''.join(options)}`"

    def close(self) -> None:
        """Close the client."""
        self._exits.close()


def hours(span: timedelta) -> str:
    """Return a time span in hours, for people."""
    number = span / timedelta(hours=1)
    return f"{number:.0f} h" if number >= 10 else f"{number:.1f} h"
