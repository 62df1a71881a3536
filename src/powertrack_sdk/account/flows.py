"""Reads about the session: whether it is accepted, its user's preferences, the audit log."""

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
    """Check with one small request whether PowerTrack accepts the session. The expiry in the token does not say that.

    Returns:
        True if it is accepted, False if it has ended.

    Raises:
        NetworkError: There was no answer.
        APIError: The request failed for another reason.

    Operation: GET /api/applinks
    """
    try:
        yield from ask(account.get_app_links())
    except AuthenticationError:
        return False
    return True


def get_user_preferences() -> Flow[UserPreferences]:
    """Read the preferences of the session's user, such as the columns of tables.

    Returns:
        The preferences, as `value`. Their names are those of the web application, and vary with use.

    Raises:
        APIError: The request failed.

    Operation: GET /api/userpreferences
    """
    from powertrack_sdk.account.models import UserPreferences

    return (yield from ask(account.get_user_preferences().reading(UserPreferences.parse, may_be_empty=True)))


def get_audit_log(filters: AuditQueryInput | None = None) -> Flow[list[AuditEntry]]:
    """Read who changed what, and when.

    Args:
        filters: `ancestorKey`, the key of an object, by default the topmost customer; and `isRecursive`, whether to
            include the objects below it, by default only if no key is given.

    Raises:
        ValidationError: A filter is unknown or invalid, or the session's customer is not known.
        APIError: A request failed.

    Operations: POST /api/auditlog; without a key also GET /api/node/favorites, GET /api/notifications/session and
        POST /api/node
    """
    asked = _checked({} if filters is None else filters)
    key = asked.get("ancestorKey")
    recursive = asked.get("isRecursive", key is None)
    key = keys.object_key(key) if key is not None else (yield from session_customer())
    answer = yield from ask(account.query_audit_log({"ancestorKey": key, "isRecursive": recursive}))
    return answer.audit_logs


def _checked(filters: AuditQueryInput) -> AuditQueryInput:
    if not isinstance(filters, Mapping):
        raise ValidationError(f"filters are a dict, not {type(filters).__name__}")
    problems = [problem for name, value in filters.items() if (problem := _problem(name, value))]
    if problems:
        raise ValidationError("; ".join(problems), tuple(problems))
    return filters


def _problem(name: str, value: object) -> str | None:
    if name not in _FILTERS:
        return f"{name!r} is not a filter; there are {' and '.join(_FILTERS)}{suggestion_of(str(name), _FILTERS)}"
    kind, words = _FILTERS[name]
    return None if isinstance(value, kind) else f"{name} is {value!r}; it has to be {words}"
