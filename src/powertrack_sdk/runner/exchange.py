"""One request and its answer."""

from __future__ import annotations

import logging
import re
from typing import Final, Generic, TypeVar

import httpx

from powertrack_core import exact_json
from powertrack_core.decoding import EmptyAnswerError, JsonValue, UnexpectedAnswerError, load
from powertrack_core.model import Model
from powertrack_core.operation import Operation
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
from powertrack_sdk.runner.body import ACCEPT_ENCODING
from powertrack_sdk.runner.diagnosis import Diagnosing, Diagnosis, answer_error, named, network_error
from powertrack_sdk.runner.inner_errors import inner_error
from powertrack_sdk.runner.log import log, without_values
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.reason import cleaned

T = TypeVar("T")

# Printable ASCII but the blank, `#`, which would cut it short, and the backslash, which some read as a slash. A second
# slash at the start would name a host.
PATH: Final = re.compile(r"/(?!/)[!\"$-\[\]-~]*")
# The Referer of operations whose page was not observed: the application itself.
_HOME = "/powertrack"
# The year of the `lastChanged` that asks for everything.
_EVERYTHING = "1900"


class Attempt(Generic[T]):
    """One attempt to have an operation answered. Each is logged at the level DEBUG.

    Attributes:
        operation: The operation to send.
        number: Number of the attempt, from 1.
        session: The session that it carries.
        sign_in: Number of the session's sign-in that it carries.
        diagnosis: The meaning of the answer, if it is not the requested data.
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
        """The request to send now, with the current cookies.

        Raises:
            ReadOnlyError: The operation may write, and the client is read-only.
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
            EmptyResponseError: There is no body, and the operation has no empty result.
            APIError: The request failed, or its answer cannot be read.
        """
        self.diagnosis = self.diagnosed(response)
        if self.diagnosis is not None:
            raise self.diagnosis.error
        return parsed(self.operation, response)

    def diagnosed(self, response: httpx.Response) -> Diagnosis | None:
        """Process an answer. Returns why it is not the requested data, or None if it may be."""
        self._log(f"{response.status_code}, {len(response.content)} bytes")
        credentials = self.session.credentials
        if self._options.observer is not None:
            self._options.observer.observe(self.operation, response, credentials.ae_v)
        diagnosis = Diagnosing(self.operation, response, credentials).diagnosis()
        if response.status_code != 429:
            self._options.rate_limit.accepted(self.asked_at)
        # The cookies of a gateway, or of a refusal, must not replace those of the session.
        if diagnosis is None or diagnosis.is_of_powertrack:
            try:
                self.session.answered(self.sign_in, response, self._clock.now())
            except Exception as error:  # a bad cookie is no reason to lose an answer
                log.warning("the cookies of an answer cannot be read (%s)", type(error).__name__)
        return diagnosis

    @property
    def is_outdated(self) -> bool:
        """Whether there was a fresh sign-in since it was sent."""
        return self.session.number != self.sign_in

    def failure(self, error: Exception) -> APIError:
        """The error for a request without an answer, or with one that cannot be read."""
        self._log(f"no answer ({type(error).__name__})")
        return network_error(self.operation, error)

    def _log(self, outcome: str) -> None:
        if not log.isEnabledFor(logging.DEBUG):
            return
        seconds = self._clock.monotonic() - self.asked_at
        path = without_values(self._request.url.raw_path.decode("ascii"))
        log.debug("%s %s: %s, %.2f s, attempt %d", self._request.method, path, outcome, seconds, self.number)


def request_for(operation: Operation[object], options: Options, session: Session) -> tuple[httpx.Request, int]:
    """The request for an operation, with credentials and Referer, and the number of the sign-in that it carries.

    Raises:
        ReadOnlyError: The operation may write, and the client is read-only.
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
        content = exact_json.dumps(operation.body)
    # httpx would encode values as ASCII or UTF-8; browsers send cookies as Latin-1.
    encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    waits = {"timeout": options.timeout.as_dict()}
    return httpx.Request(operation.method, url, headers=encoded, content=content, extensions=waits), sign_in


def _url_on(host: str, operation: Operation[object]) -> httpx.URL:
    """The URL of an operation on the host of the session, the only one that the session may be sent to."""
    if not PATH.fullmatch(operation.path) or not PATH.fullmatch(operation.referer or _HOME):
        raise ConfigurationError(
            f"{operation.method} {operation.path!r}: not a path below the host such as /api/applinks; nothing was sent"
        )
    url = httpx.URL(host + operation.path)
    if origin_of(str(url.copy_with(raw_path=b"/")), "The address of the request") != host:
        raise ConfigurationError(f"{named(operation)} would leave {host}; nothing was sent")
    return url


def check_address(base_url: str, *, verified: bool) -> None:
    """Refuse to send credentials to another machine whose certificate is not checked.

    Raises:
        ConfigurationError: The host is such a machine.
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
        EmptyResponseError: There is no body, and the operation has no empty result.
        APIError: It cannot be read.
    """
    content = response.content
    is_described = operation.parse not in (load, load_any)  # an undescribed answer is returned as it came
    problem = inner_error(content) if operation.safe and is_described else None
    if problem is not None:
        words = f"PowerTrack answered {response.status_code} with an error inside: {cleaned(problem)}"
        raise answer_error(APIError, operation, response, words)
    try:
        # A 200 without a body means "no changes" only if changes were asked for; else the body was lost.
        asks_for_all = operation.query.get("lastChanged", _EVERYTHING).startswith(_EVERYTHING)
        try:
            result = operation.read(content)
            if operation.safe and isinstance(result, Model) and _is_foreign(result):
                raise UnexpectedAnswerError(f"an object came with no field of {type(result).__name__}")
            return result
        except EmptyAnswerError:
            if response.status_code != 204 and asks_for_all:
                raise
            return operation.empty()
    except Exception as error:  # whatever came, a caller gets an error of this package
        if isinstance(error, EmptyAnswerError) or not content.strip():
            raise answer_error(EmptyResponseError, operation, response, "the answer is empty") from error
        words = str(error) if isinstance(error, ValueError) else type(error).__name__
        raise answer_error(APIError, operation, response, f"the answer cannot be read ({words})") from error


def _is_foreign(result: Model) -> bool:
    """Whether an object has none of the fields of the model, so that it would pass for one without data."""
    received = result.received_names()
    return bool(received and result.json_names) and result.json_names.isdisjoint(received)
