"""What every command has: where it asks, how it prints, and a client when it needs one."""

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
    """One run of a command.

    Attributes:
        as_json: Whether results are printed for machines.
        simulate: Whether to ask a simulator in this process, which forgets everything in the end.
        profile: Name of the stored session to use; None for credentials as the package finds them.
        debug: Whether an error shows where it came from.
        backup_dir: Folder of backups and journals.
        ca_file: File or folder of the certificates to trust; None for those of the system.
        rate_limit: Requests per second that are sustained; None for the usual rate.
    """

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
        """What prints results and progress."""
        from powertrack_sdk.cli.printer import Printer

        return Printer(as_json=self.as_json)

    @cached_property
    def client(self) -> PowerTrackClient:
        """A client, made when it is first needed.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: They cannot be used.
        """
        from powertrack_sdk.client import PowerTrackClient

        if self.simulate:
            from powertrack_sdk.simulator import Simulator

            simulator = Simulator(sites=SIMULATED_SITES)
            made = PowerTrackClient(
                simulator.auth_manager(),
                transport=simulator.transport(),
                backup_dir=self.backup_dir,
                rate_limit=self.rate_limit,
            )
        else:
            made = self.client_for(self.auth_manager)
        return self._exits.enter_context(made)

    def client_for(self, manager: AuthManager) -> PowerTrackClient:
        """A client for other credentials than those of the command; the caller closes it.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: They, or the certificates, cannot be used.
        """
        from powertrack_sdk.client import PowerTrackClient

        return PowerTrackClient(
            manager,
            backup_dir=self.backup_dir,
            verify=True if self.ca_file is None else self.ca_file,
            rate_limit=self.rate_limit,
        )

    @cached_property
    def auth_manager(self) -> AuthManager:
        """The credentials of the command: those of --profile, or where the package finds them.

        Raises:
            AuthenticationError: There are none.
            ConfigurationError: They cannot be used.
        """
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

    @property
    def where(self) -> str:
        """What the client talks to, for people."""
        return "the simulator" if self.simulate else self.auth_manager.credentials.base_url

    def warn_of_the_end(self) -> None:
        """Before a long job, warn if earlier sessions of the account ended at about the age that this one has now.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: They cannot be used.
        """
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
                f" {hours(record.usual_life)}; for what takes longer, sign in again first."
            )

    def check_that_someone_is_there(self) -> None:
        """Refuse to go on where there is nobody to ask whether something is to be written.

        Raises:
            ValidationError: There is nobody.
        """
        from powertrack_sdk.errors import ValidationError

        if not sys.stdin.isatty():
            raise ValidationError("nobody can be asked whether to go ahead; nothing was sent. Say so with --yes")

    def confirmed(self, question: str) -> bool:
        """Ask before something is written.

        Raises:
            ValidationError: There is nobody to ask.
        """
        import typer

        self.check_that_someone_is_there()
        try:
            agreed = typer.confirm(in_a_line(question), err=True)
        except typer.Abort:
            self.printer.note("")  # what follows does not belong into the line of the question
            raise
        if agreed:
            return True
        self.printer.note("Nothing was sent.")
        return False

    def hint(self, command: str, argument: str) -> str:
        """A command to run next, with the options that tell it where to look."""
        options = [" --simulate"] if self.simulate else []
        if self.profile is not None:
            options.append(f" --profile {self.profile}")
        if self.ca_file is not None:
            options.append(f" --ca-file {self.ca_file}")
        if self.backup_dir != DEFAULT_BACKUP_DIR and command != "apply":
            options.append(f" --backup-dir {self.backup_dir}")
        return f"`powertrack {command} {argument}{''.join(options)}`"

    def close(self) -> None:
        """Close what was opened."""
        self._exits.close()


def hours(span: timedelta) -> str:
    """A span of time in hours, for people."""
    number = span / timedelta(hours=1)
    return f"{number:.0f} h" if number >= 10 else f"{number:.1f} h"
