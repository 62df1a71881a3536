"""Sign-in pages of the hosted service: user name, password and, for some accounts, a second factor."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from attrs import define, field, frozen

from powertrack_sdk.simulator.core.messages import Answer, Request, page, redirect
from powertrack_sdk.simulator.core.pages import render

HOME = "/powertrack"
_USER, _PASSWORD, _CODE = "/u/login/identifier", "/u/login/password", "/u/mfa-otp-challenge"
_CALLBACK = "/login/callback"
_FIELDS = 20


@frozen(kw_only=True)
class Account:
    """The user who can sign in at the simulator's pages.

    Attributes:
        user: User name of the first step.
        password: Password. It opens nothing but the simulator.
        code: Code of the second factor; None if the account has none.
    """

    user: str = "alex@example.com"
    password: str = field(default="simulated-password", repr=False)
    code: str | None = field(default=None, repr=False)


@define
class _Progress:
    """How far one sign-in has come."""

    back: str
    user: str = ""
    password_given: bool = False
    done: bool = False


class SignInPages:
    """Serves the sign-in, from `/login` to `/login/callback`.

    Args:
        account: Who can sign in.
        begin: Begins a session for a request and returns the headers that set its cookies.
    """

    def __init__(self, account: Account, begin: Callable[[Request], list[tuple[str, str]]]) -> None:
        self._account = account
        self._begin = begin
        self._open: dict[str, _Progress] = {}
        self._started = 0

    def answer(self, request: Request) -> Answer | None:
        """Answer a request for one of the pages; None for any other request."""
        form = _form(request)
        if request.path == "/login":
            self._started += 1
            state, back = f"simulated-{self._started}", request.query.get("returnUrl", "")
            # Return to places of this host only: an open redirect would be a trap.
            progress = self._open[state] = _Progress(back if back.startswith(f"{HOME}/") else HOME)
            return _step(_USER, state) if form is None else self._user(state, progress, form)
        if request.path not in (_USER, _PASSWORD, _CODE, _CALLBACK):
            return None
        state = request.query.get("state", "")
        known = self._open.get(state)
        if known is None or (request.path != _USER and not known.user):
            return page(render("ended"), 400)
        if request.path == _USER:
            return self._user(state, known, form)
        if request.path == _PASSWORD:
            return self._password(state, known, form)
        if request.path == _CODE and known.password_given:
            return self._code(state, known, form)
        if request.path == _CALLBACK and known.done:
            del self._open[state]
            return redirect(known.back).add_headers(self._begin(request))
        return _step(_USER, state)

    def _user(self, state: str, progress: _Progress, form: dict[str, str] | None) -> Answer:
        if form is None:
            return page(render("user", action=""))
        progress.user = form.get("username", "").strip()
        if not progress.user:
            return page(render("user", "Enter your user name.", action=""), 400)
        return _step(_PASSWORD, state)

    def _password(self, state: str, progress: _Progress, form: dict[str, str] | None) -> Answer:
        if form is None:
            return page(render("password", user=progress.user))
        # An unknown user is refused here and not before, so that the first step does not reveal who has an account.
        if (progress.user, form.get("password")) != (self._account.user, self._account.password):
            return page(render("password", "Wrong user name or password.", user=progress.user), 400)
        progress.password_given = True
        progress.done = self._account.code is None
        return _step(_CALLBACK if progress.done else _CODE, state)

    def _code(self, state: str, progress: _Progress, form: dict[str, str] | None) -> Answer:
        if form is None:
            return page(render("code"))
        progress.done = form.get("code", "").strip() == self._account.code
        if not progress.done:
            return page(render("code", "This code is not right. Try the next one."), 400)
        return _step(_CALLBACK, state)


def _step(path: str, state: str) -> Answer:
    return redirect(f"{path}?{urlencode({'state': state})}")


def _form(request: Request) -> dict[str, str] | None:
    """Return the fields of a submitted form; None if none was submitted."""
    if request.method != "POST":
        return None
    try:
        return dict(parse_qsl(request.body.decode("utf-8", "replace"), max_num_fields=_FIELDS))
    except ValueError:  # too many fields
        return {}
