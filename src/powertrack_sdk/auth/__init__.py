"""Authentication: the session of a browser, found in one of several places."""

from powertrack_sdk.auth.cookie_header import session_expiry, who
from powertrack_sdk.auth.credentials import Credentials
from powertrack_sdk.auth.manager import AuthManager
from powertrack_sdk.auth.pasted_text import PastedRequest, parse_pasted_text
from powertrack_sdk.auth.session import Session

__all__ = ["AuthManager", "Credentials", "PastedRequest", "Session", "parse_pasted_text", "session_expiry", "who"]
