"""What every command has: where it asks, how it prints, and a client when it needs one."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.cli.printer import Printer
    from powertrack_sdk.client import PowerTrackClient

SIMULATED_SITES = 12


@define(slots=False)
class Session:
    """One run of a command.

    Attributes:
        as_json: Whether results are printed for machines.
        simulate: Whether to ask a simulator in this process, which forgets everything in the end.
        profile: Name of the stored sign-in to use; None for credentials as the package finds them.
        debug: Whether an error shows where it came from.
        backup_dir: Folder of backups and journals.
    """

    as_json: bool = False
    simulate: bool = False
    profile: str | None = None
    debug: bool = False
    backup_dir: Path = Path("powertrack-backups")
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
            made = PowerTrackClient(self.auth_manager(), backup_dir=self.backup_dir)
        return self._exits.enter_context(made)

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
        return "the simulator" if self.simulate else self.auth_manager().credentials.base_url

    def confirmed(self, question: str) -> bool:
        """Ask before something is written.

        Raises:
            ValidationError: There is nobody to ask.
        """
        import typer

        from powertrack_sdk.errors import ValidationError

        if not sys.stdin.isatty():
            raise ValidationError("nobody can be asked whether to go ahead; nothing was sent. Say so with --yes")
        if typer.confirm(question, err=True):
            return True
        self.printer.note("Nothing was sent.")
        return False

    def close(self) -> None:
        """Close what was opened."""
        self._exits.close()
