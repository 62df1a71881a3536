"""A request with its answer, however it was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from attrs import field, frozen

from powertrack_sdk.traffic.parsing import JsonValue


class BodyState(Enum):
    """What is known of a body."""

    UNRECORDED = auto()
    EMPTY = auto()
    JSON = auto()
    OTHER = auto()


@frozen(kw_only=True)
class Body:
    """The body of a request or an answer.

    Attributes:
        state: What is known of it; `OTHER` is one that is not JSON.
        value: Its JSON value.
        media_type: Declared media type, without parameters.
    """

    state: BodyState
    value: JsonValue = field(default=None, repr=False)
    media_type: str = ""

    @property
    def is_json(self) -> bool:
        """Whether there is a JSON value to compare."""
        return self.state is BodyState.JSON


UNRECORDED = Body(state=BodyState.UNRECORDED)
EMPTY = Body(state=BodyState.EMPTY)
# The session or the server fails for the moment, which says nothing about the API.
_PASSING = frozenset({401, 408, 429})


@frozen(kw_only=True)
class Exchange:
    """A request and its answer.

    Attributes:
        method: HTTP method in capitals.
        url: Path without the query; readers of files start with the whole address.
        query: Query parameters.
        referer: Address of the page that sent it; None if it was not recorded.
        client_version: Value of the header `ae_v`; None if it was not sent.
        request: Body of the request.
        status: HTTP status; None if it was not recorded.
        response: Body of the answer.
        evidence: Name of the evidence file that holds it; empty for recorded traffic.
    """

    method: str
    url: str = field(repr=False)
    query: Mapping[str, str] = field(factory=dict, repr=False)
    referer: str | None = field(default=None, repr=False)
    client_version: str | None = field(default=None, repr=False)
    request: Body = UNRECORDED
    status: int | None = None
    response: Body = UNRECORDED
    evidence: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether the answer is the one that was asked for. It is if no status was recorded."""
        return self.status is None or 200 <= self.status < 300

    @property
    def is_passing(self) -> bool:
        """Whether the answer says nothing about the operation: a failing session or server, a redirect, a web page."""
        status = self.status or 200
        failed = status in _PASSING or status >= 500 or 300 <= status < 400
        return failed or "html" in self.response.media_type
