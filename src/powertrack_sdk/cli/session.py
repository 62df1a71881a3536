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
    """

    as_json: bool = False
    simulate: bool = False
    profile: str | None = None
    debug: bool = False
    backup_dir: Path = DEFAULT_BACKUP_DIR
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
                simulator.auth_manager(), transport=simulator.transport(), backup_dir=self.backup_dir
            )
        else:
            made = PowerTrackClient(self.auth_manager, backup_dir=self.backup_dir)
        return self._exits.enter_context(made)

    @cached_property
    def auth_manager(self) -> AuthManager:
        """The credentials that the command goes by.

        They come from where the package looks for them; where there are none, or a profile is named, from what
        `powertrack auth import` stored.

        Raises:
            AuthenticationError: There are none.
            ConfigurationError: They cannot be used.
        """
        from powertrack_sdk.auth import AuthManager
        from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store
        from powertrack_sdk.errors import AuthenticationError

        store = Store()
        if self.profile is not None:
            return AuthManager.from_credentials(store.load(self.profile))
        manager = AuthManager()
        try:
            manager.credentials  # noqa: B018  # looks for them
        except AuthenticationError as error:
            if DEFAULT_PROFILE not in store.profiles():
                raise AuthenticationError(
                    "There are no credentials. Copy a request from the browser and run `powertrack auth import`, or try"
                    " the command with --simulate."
                ) from error
            return AuthManager.from_credentials(store.load(DEFAULT_PROFILE))
        return manager

    @property
    def where(self) -> str:
        """What the client talks to, for people."""
        return "the simulator" if self.simulate else self.auth_manager.credentials.base_url

    def warn_of_the_end(self) -> None:
        """Say that the session ends within the hour, or has ended, before something starts that takes long.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: They cannot be used.
        """
        expires = None if self.simulate else self.auth_manager.credentials.expires_at
        if expires is None:
            return
        left = expires - datetime.now(UTC)
        if left < timedelta():
            self.printer.warn(f"The session ended at {expires:%Y-%m-%d %H:%M %Z} by its own word; sign in again.")
        elif left < _SOON:
            minutes = int(left.total_seconds() // 60)
            self.printer.warn(
                f"The session ends at {expires:%Y-%m-%d %H:%M %Z}, in {minutes} minute{'' if minutes == 1 else 's'};"
                " for what takes longer, sign in again first."
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
        if self.backup_dir != DEFAULT_BACKUP_DIR and command != "apply":
            options.append(f" --backup-dir {self.backup_dir}")
        return f"`powertrack {command} {argument}{''.join(options)}`"

    def close(self) -> None:
        """Close what was opened."""
        self._exits.close()
