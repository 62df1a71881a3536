"""One request and its answer: what goes over the wire, and what an answer means."""

from __future__ import annotations

import logging
import re
from typing import Final, Generic, TypeVar

import httpx

from powertrack_api.decoding import EmptyAnswerError, JsonValue, UnexpectedAnswerError, load
from powertrack_api.model import Model
from powertrack_api.operation import Operation
from powertrack_sdk.auth import Session
from powertrack_sdk.auth.address import is_loopback, origin_of
from powertrack_sdk.errors import (
    APIError,
    ConfigurationError,
    EmptyResponseError,
    NetworkError,
    PowerTrackError,
    ReadOnlyError,
)
from powertrack_sdk.runner.body import ACCEPT_ENCODING, UnreadableBodyError
from powertrack_sdk.runner.diagnosis import Diagnosis, diagnosed, named, without_credentials
from powertrack_sdk.runner.identity import mismatch
from powertrack_sdk.runner.inner_errors import inner_error
from powertrack_sdk.runner.log import log
from powertrack_sdk.runner.no_answer import network_error
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.reason import cleaned
from powertrack_sdk.runner.redaction import without_values
from powertrack_sdk.writes import strict_json

T = TypeVar("T")

# Printable ASCII but the blank, `#`, which would cut it short, and the backslash, which some read as a slash. A second
# slash at the start would name a host.
PATH: Final = re.compile(r"/(?!/)[!\"$-\[\]-~]*")
# The page that is named as sender where none was observed: the application itself.
_HOME = "/powertrack"
# The year of the `lastChanged` that asks for everything.
_EVERYTHING = "1900"


class Attempt(Generic[T]):
    """One attempt to have an operation answered. The log tells each at the level DEBUG.

    Args:
        operation: What to send.
        number: Which attempt it is, from 1.
        options: How the client goes about its requests.

    Attributes:
        operation: What to send.
        number: Which attempt it is, from 1.
        session: The session that it carries.
        sign_in: Which sign-in of the session it carries.
        diagnosis: What the answer means, if it is not the data asked for.
        asked_at: When it was sent (monotonic seconds).
    """

    def __init__(self, operation: Operation[T], number: int, options: Options) -> None:
        self.operation = operation
        self.number = number
        self.session = options.session or options.auth.session
        self.sign_in = self.session.number
        self.diagnosis: Diagnosis | None = None
        self.asked_at = 0.0
        self._options = options
        self._clock = options.environment.clock

    def begin(self) -> httpx.Request:
        """The request to send now, with the cookies of this moment.

        Raises:
            ReadOnlyError: The operation is not known to only read, and the client only reads.
            ConfigurationError: The credentials may not be sent there.
        """
        try:
            self._request, self.sign_in = request_for(self.operation, self._options, self.session)
        except PowerTrackError:
            raise
        except Exception as error:  # whatever cannot be sent, a caller gets an error of this package
            raise NetworkError(
                f"{named(self.operation)}: the request cannot be made ({type(error).__name__})",
                sent=False,
                operation=self.operation.id,
            ) from error
        self.asked_at = self._clock.monotonic()
        return self._request

    def result(self, response: httpx.Response) -> T:
        """The parsed answer.

        Raises:
            EmptyResponseError: There is no body, and the operation knows no empty result.
            APIError: The request failed, or its answer cannot be read.
        """
        self.diagnosis = self.diagnosed(response)
        if self.diagnosis is not None:
            raise self.diagnosis.error
        return parsed(self.operation, response)

    def diagnosed(self, response: httpx.Response) -> Diagnosis | None:
        """Take note of an answer; why it is not the data asked for, or None if it may be."""
        self._tell(f"{response.status_code}, {len(response.content)} bytes")
        credentials = self.session.credentials
        if self._options.observer is not None:
            self._options.observer.observe(self.operation, response, credentials.ae_v)
        found = diagnosed(self.operation, response, credentials)
        if response.status_code != 429:
            self._options.rate_limit.accepted(self.asked_at)
        if found is None or found.is_of_powertrack:
            try:
                self.session.answered(self.sign_in, response, self._clock.now())
            except Exception as error:  # an answer is not lost for a cookie
                log.warning("the cookies of an answer cannot be read (%s)", type(error).__name__)
        return found

    @property
    def is_outdated(self) -> bool:
        """Whether there was a fresh sign-in since it was sent."""
        return self.session.number != self.sign_in

    def failure(self, error: Exception) -> APIError:
        """The error for a request that got no answer, or none that can be read."""
        self._tell(f"no answer ({type(error).__name__})")
        if isinstance(error, UnreadableBodyError):
            return NetworkError(
                f"{named(self.operation)}: {error}",
                sent=True,
                operation=self.operation.id,
                problem="size" if error.too_large else "closed",
            )
        return network_error(self.operation, error)

    def _tell(self, outcome: str) -> None:
        if not log.isEnabledFor(logging.DEBUG):
            return
        seconds = self._clock.monotonic() - self.asked_at
        path = without_values(self._request.url.raw_path.decode("ascii"))
        log.debug("%s %s: %s, %.2f s, attempt %d", self._request.method, path, outcome, seconds, self.number)


def request_for(operation: Operation[object], options: Options, session: Session) -> tuple[httpx.Request, int]:
    """The request for an operation, with credentials and Referer, and which sign-in of the session it carries.

    Args:
        operation: What to send.
        options: How long to wait, and what may be sent.
        session: The session to send it with, to its own host.

    Raises:
        ReadOnlyError: The operation is not known to only read, and the client only reads.
        ConfigurationError: The credentials may not be sent there.
    """
    if options.environment.read_only and not operation.safe:
        raise ReadOnlyError(f"{named(operation)}: the client was made with read_only=True, so this was not sent")
    check_address(session.host, verified=options.verified)
    url = _url_on(session.host, operation).copy_merge_params(dict(operation.query))
    sign_in, credentials = session.headers(url)
    headers = {
        "Accept": "application/json, text/plain, */*",
        "Accept-Encoding": ACCEPT_ENCODING,
        **credentials,
        "Referer": session.host + (operation.referer or _HOME),
    }
    content = None
    if operation.body is not None:
        headers["Content-Type"] = "application/json"
        content = strict_json.dumps(operation.body)
    encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    waits = {"timeout": options.timeout.as_dict()}
    return httpx.Request(operation.method, url, headers=encoded, content=content, extensions=waits), sign_in


def _url_on(host: str, operation: Operation[object]) -> httpx.URL:
    """The URL of an operation on the host of the session, the only one that the session may be sent to.

    Raises:
        ConfigurationError: The path of the operation or of its Referer would lead elsewhere.
    """
    if not PATH.fullmatch(operation.path) or not PATH.fullmatch(operation.referer or _HOME):
        raise ConfigurationError(
            f"{operation.method} {operation.path!r}: not a path below the host such as /api/applinks; nothing was sent"
        )
    url = httpx.URL(host + operation.path)
    if origin_of(str(url.copy_with(raw_path=b"/")), "The address of the request") != host:
        raise ConfigurationError(f"{named(operation)} would leave {host}; nothing was sent")
    return url


def check_address(base_url: str, *, verified: bool) -> None:
    """Refuse to send credentials to a host elsewhere that does not prove who it is.

    Raises:
        ConfigurationError: It is such a host.
    """
    if not verified and not is_loopback(httpx.URL(base_url).host):
        raise ConfigurationError(
            f"verify switches the check of certificates off; that is allowed for this machine only, not for {base_url}."
            " To trust a certificate of your own, give verify its CA file"
        )


def load_any(content: bytes) -> JsonValue:
    """Parse the body of an answer that the specification does not describe; None if there is no body."""
    return load(content) if content.strip() else None


def parsed(operation: Operation[T], response: httpx.Response) -> T:
    """The parsed answer.

    Raises:
        EmptyResponseError: There is no body, and the operation knows no empty result.
        APIError: It cannot be read, or describes another object than the one asked for.
    """
    is_described = operation.parse not in (load, load_any)  # an undescribed answer is returned as it came
    problem = inner_error(response.content) if operation.safe and is_described else None
    if problem is not None:
        words = f"PowerTrack answered {response.status_code} with an error inside: {cleaned(problem)}"
        raise _unread(APIError, operation, response, words)
    other = mismatch(operation, response.content)
    if other is not None:
        asked, given = other
        raise _unread(APIError, operation, response, f"the answer describes {given!r} instead of {asked!r}")
    try:
        try:
            result = operation.read(response.content)
            if operation.safe and isinstance(result, Model) and _is_foreign(result):
                raise UnexpectedAnswerError(f"an object came with no field of {type(result).__name__}")
            return result
        except EmptyAnswerError:
            # A 200 without a body means "no changes" only if changes were asked for; else the body was lost.
            asks_for_all = operation.query.get("lastChanged", _EVERYTHING).startswith(_EVERYTHING)
            if response.status_code != 204 and asks_for_all:
                raise
            return operation.empty()
    except EmptyAnswerError as error:
        raise _unread(EmptyResponseError, operation, response, "the answer is empty") from error
    except Exception as error:  # whatever came, a caller gets an error of this package
        if not response.content.strip():
            raise _unread(EmptyResponseError, operation, response, "the answer is empty") from error
        words = str(error) if isinstance(error, ValueError) else type(error).__name__
        raise _unread(APIError, operation, response, f"the answer cannot be read ({words})") from error


def _is_foreign(result: Model) -> bool:
    """Whether an object came of which no field is known, so that it would pass for one without data."""
    return bool(result.raw and result.json_names) and result.json_names.isdisjoint(result.raw)


def _unread(kind: type[APIError], operation: Operation[object], response: httpx.Response, words: str) -> APIError:
    return kind(
        f"{named(operation)}: {words}",
        status_code=response.status_code,
        response=without_credentials(response),
        operation=operation.id,
    )
