"""A request of PowerTrack with its answer, however it was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from attrs import field, frozen

from codegen.documents import Json


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
        state: What is known of it; `OTHER` is one that is no JSON.
        value: Its JSON value.
        media_type: What it was declared as, without parameters.
    """

    state: BodyState
    value: Json = field(default=None, repr=False)
    media_type: str = ""

    @property
    def is_json(self) -> bool:
        """Whether there is a JSON value to look at."""
        return self.state is BodyState.JSON


UNRECORDED = Body(state=BodyState.UNRECORDED)
EMPTY = Body(state=BodyState.EMPTY)


@frozen(kw_only=True)
class Exchange:
    """A request and its answer.

    Attributes:
        method: HTTP method in capitals.
        url: Address without the query; a path alone in files of evidence, which name placeholders in it.
        query: Query parameters.
        referer: Address, or in files of evidence template, of the page that sent it; None where none was recorded.
        client_version: What the header `ae_v` said; None where it was not there.
        request: Body of the request.
        status: HTTP status; None where it was not recorded.
        response: Body of the answer.
        evidence: Name of the evidence file that it stands in; empty for what was recorded.
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
