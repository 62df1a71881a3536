"""The end of a session: one renewal for all requests that were refused.

A newer sign-in of the stored profile is taken first; otherwise the user's hook is called, once. Requests that wait for
the renewal continue with the fresh session.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TypeAlias

import anyio
import anyio.to_thread

from powertrack_sdk.auth.credentials import Credentials
from powertrack_sdk.auth.manager import AuthManager
from powertrack_sdk.auth.session import Session
from powertrack_sdk.errors import AuthenticationError, ConfigurationError, PowerTrackError

Fresh: TypeAlias = Credentials | AuthManager | str | None
"""A fresh sign-in: credentials, what finds them, or the text of a copied request. None if there is none."""

OnSessionEnd: TypeAlias = Callable[[], Fresh]
"""Called without arguments when the session has ended."""

AsyncOnSessionEnd: TypeAlias = Callable[[], Fresh | Awaitable[Fresh]]
"""The same for an asynchronous client; it may also be an asynchronous function."""

# How often one request is sent with a fresh session before it counts as refused.
MOST_RENEWALS = 2
# Seconds between two looks of a task at a renewal that another task carries out.
_BETWEEN_LOOKS = 0.02


def renew(session: Session, number: int, hook: OnSessionEnd | None, now: datetime) -> bool:
    """Renew a session, or wait for the thread that already does.

    Args:
        session: The session that was refused.
        number: The sign-in that the refused request carried.
        hook: The user's hook; None if there is none.
        now: The current moment.

    Returns:
        Whether there is a fresh sign-in.

    Raises:
        AuthenticationError: The hook failed.
    """
    while True:
        renewal, mine = session.begin_renewal(number)
        if mine:
            with _settled(session, renewal):
                # The command line may have signed in anew meanwhile; then the user need not be asked.
                done = session.take_newer(now)
                if not done and hook is not None and session.may_ask():
                    done = _take(session, _called(hook), now)
                renewal.set_result(done)
        with suppress(CancelledError):  # another thread abandoned it, so it is begun again
            return renewal.result()


async def renew_async(session: Session, number: int, hook: AsyncOnSessionEnd | None, now: datetime) -> bool:
    """Renew a session, or wait for the task that already does. See `renew`."""
    while True:
        renewal, mine = session.begin_renewal(number)
        if mine:
            with _settled(session, renewal):
                done = await anyio.to_thread.run_sync(session.take_newer, now)
                if not done and hook is not None and session.may_ask():
                    done = await anyio.to_thread.run_sync(_take, session, await _awaited(hook), now)
                renewal.set_result(done)
        while not renewal.done():  # noqa: ASYNC110  # an event wakes no tasks of other event loops
            await anyio.sleep(_BETWEEN_LOOKS)
        with suppress(CancelledError):
            return renewal.result()


@contextmanager
def _settled(session: Session, renewal: Future[bool]) -> Iterator[None]:
    """End a renewal: its error goes to all requests that wait for it; an interrupt lets one of them begin again."""
    try:
        yield
    except Exception as error:
        # The text of any other error may hold a secret.
        reason = f"{type(error).__name__}: {error}" if isinstance(error, PowerTrackError) else type(error).__name__
        failed = AuthenticationError(f"The session has ended, and it could not be renewed ({reason}). Sign in again.")
        failed.__cause__ = error
        renewal.set_exception(failed)
    except BaseException:
        renewal.cancel()
        raise
    finally:
        session.end_renewal(abandoned=renewal.cancelled())


def _called(hook: OnSessionEnd) -> Fresh:
    fresh: object = hook()
    if inspect.isawaitable(fresh):
        if inspect.iscoroutine(fresh):
            fresh.close()
        raise ConfigurationError("on_session_end is asynchronous; a blocking client takes a plain function")
    return _checked(fresh)


async def _awaited(hook: AsyncOnSessionEnd) -> Fresh:
    if inspect.iscoroutinefunction(hook):
        fresh: object = hook()
    else:  # it may block, as while the user signs in
        fresh = await anyio.to_thread.run_sync(lambda: hook())
    if inspect.isawaitable(fresh):
        fresh = await fresh
    return _checked(fresh)


def _checked(fresh: object) -> Fresh:
    if fresh is None or isinstance(fresh, (Credentials, AuthManager, str)):
        return fresh
    raise ConfigurationError(
        f"on_session_end returned {type(fresh).__name__}; Credentials, an AuthManager, the text of a copied request"
        " or None is expected"
    )


def _take(session: Session, fresh: Fresh, now: datetime) -> bool:
    if fresh is None:
        return False
    if isinstance(fresh, str):
        fresh = AuthManager.from_text(fresh)
    if isinstance(fresh, Credentials):
        session.take_fresh(fresh, now)
    elif fresh.session.profile is not None:
        session.replace(fresh.session.credentials, fresh.session.profile, unproven=True)
    else:
        session.take_fresh(fresh.credentials, now)
    return True
