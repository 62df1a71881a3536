"""Reads about the session's user: preferences, and who changed what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from powertrack_api.api import account
from powertrack_sdk import keys
from powertrack_sdk.errors import AuthenticationError, ValidationError
from powertrack_sdk.nodes.flows import session_customer
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.nearest import suggestion_of

if TYPE_CHECKING:
    from powertrack_api.inputs import AuditQueryInput
    from powertrack_sdk.account.models import AuditEntry, UserPreferences

_FILTERS: dict[str, tuple[type, str]] = {
    "ancestorKey": (str, "the key of an object, such as 'S10001'"),
    "isRecursive": (bool, "True or False"),
}


def session_alive() -> Flow[bool]:
    """Whether PowerTrack accepts the session, by one small request. The time in the token does not say that.

    Returns:
        True if it is accepted, False if it has ended.

    Raises:
        NetworkError: No answer came.
        APIError: The request failed for another reason.

    Operation: GET /api/applinks
    """
    try:
        yield from ask(account.get_app_links())
    except AuthenticationError:
        return False
    return True


def get_user_preferences() -> Flow[UserPreferences]:
    """Read what the web application remembers for the session's user, such as the columns of tables.

    Returns:
        The preferences, as `value`. Its names are those that the web application made up, and vary with use.

    Raises:
        APIError: The request failed.

    Operation: GET /api/userpreferences
    """
    return (yield from ask(account.get_user_preferences().reading(_user_preferences, may_be_empty=True)))


def get_audit_log(filters: AuditQueryInput | None = None) -> Flow[list[AuditEntry]]:
    """Read who changed what, and when.

    Args:
        filters: What to ask about: `ancestorKey`, the key of an object, and `isRecursive`, whether what lies below it
            counts too. Without a key, all that the session's user may see is asked about: the topmost customer, and
            what lies below unless `isRecursive` says otherwise.

    Raises:
        ValidationError: A filter is not known or cannot be used, or the session leads to no customer.
        APIError: A request failed.

    Operations: POST /api/auditlog; without a key, those that find the session's customer: GET /api/node/favorites,
        GET /api/notifications/session, POST /api/node
    """
    key, recursive = _asked_for({} if filters is None else filters)
    if recursive is None:
        recursive = key is None
    if key is None:
        key = yield from session_customer()
    answer = yield from ask(account.query_audit_log({"ancestorKey": key, "isRecursive": recursive}))
    return answer.audit_logs


def _asked_for(filters: Mapping[str, object]) -> tuple[str | None, bool | None]:
    """The key that filters name, and whether what lies below counts; None for what they leave out.

    Raises:
        ValidationError: A filter is not known or cannot be used.
    """
    if not isinstance(filters, Mapping):
        raise ValidationError(f"filters are a dict, not {type(filters).__name__}")
    problems = [problem for name, value in filters.items() if (problem := _problem(name, value))]
    if problems:
        raise ValidationError("; ".join(problems), tuple(problems))
    key, recursive = filters.get("ancestorKey"), filters.get("isRecursive")
    return keys.object_key(key) if isinstance(key, str) else None, recursive if isinstance(recursive, bool) else None


def _problem(name: str, value: object) -> str | None:
    if name not in _FILTERS:
        return f"{name!r} is no filter, there are {' and '.join(_FILTERS)}{suggestion_of(str(name), _FILTERS)}"
    kind, words = _FILTERS[name]
    return None if isinstance(value, kind) else f"{name} is {value!r}; it has to be {words}"


def _user_preferences(content: bytes) -> UserPreferences:
    from powertrack_sdk.account.models import UserPreferences

    return UserPreferences.parse(content)
