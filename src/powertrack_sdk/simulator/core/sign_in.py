"""Sign-in pages as the hosted service shows them: the user, then the password, then, for some, a second factor."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from attrs import define, field, frozen

from powertrack_sdk.simulator import pages
from powertrack_sdk.simulator.messages import Answer, Request, page, redirect, with_headers

HOME = "/powertrack"
_USER, _PASSWORD, _CODE = "/u/login/identifier", "/u/login/password", "/u/mfa-otp-challenge"
_CALLBACK = "/login/callback"
_FIELDS = 20


@frozen(kw_only=True)
class Account:
    """The user who can sign in at the simulator's pages.

    Attributes:
        user: Name that is typed in at the first step.
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
        """Answer a request for one of the pages; None if it is for something else."""
        if request.path == "/login":
            return self._start(request.query.get("returnUrl", HOME), request)
        if request.path not in (_USER, _PASSWORD, _CODE, _CALLBACK):
            return None
        state = request.query.get("state", "")
        progress = self._open.get(state)
        if progress is None or (request.path != _USER and not progress.user):
            return page(pages.sign_in("This sign-in was never begun, or is over. Start again."), 400)
        form = _form(request)
        if request.path == _USER:
            return self._user(state, progress, form)
        if request.path == _PASSWORD:
            return self._password(state, progress, form)
        if request.path == _CODE and progress.password_given:
            return self._code(state, progress, form)
        if request.path == _CALLBACK and progress.done:
            del self._open[state]
            return with_headers(redirect(progress.back), self._begin(request))
        return _step(_USER, state)

    def _start(self, back: str, request: Request) -> Answer:
        self._started += 1
        state = f"simulated-{self._started}"
        # Only places of this host: a sign-in that leads to any address would be a trap.
        progress = self._open[state] = _Progress(back if back.startswith(f"{HOME}/") else HOME)
        form = _form(request)
        return _step(_USER, state) if form is None else self._user(state, progress, form)

    def _user(self, state: str, progress: _Progress, form: dict[str, str] | None) -> Answer:
        if form is None:
            return page(pages.sign_in_user())
        progress.user = form.get("username", "").strip()
        if not progress.user:
            return page(pages.sign_in_user("Enter your user name."), 400)
        return _step(_PASSWORD, state)

    def _password(self, state: str, progress: _Progress, form: dict[str, str] | None) -> Answer:
        if form is None:
            return page(pages.sign_in_password(progress.user))
        # A wrong user is refused here and not before, so that nobody can try out who has an account.
        if (progress.user, form.get("password")) != (self._account.user, self._account.password):
            return page(pages.sign_in_password(progress.user, "Wrong user name or password."), 400)
        progress.password_given = True
        return self._forward(state, progress) if self._account.code is None else _step(_CODE, state)

    def _code(self, state: str, progress: _Progress, form: dict[str, str] | None) -> Answer:
        if form is None:
            return page(pages.sign_in_code())
        if form.get("code", "").strip() != self._account.code:
            return page(pages.sign_in_code("This code is not right. Try the next one."), 400)
        return self._forward(state, progress)

    def _forward(self, state: str, progress: _Progress) -> Answer:
        progress.done = True
        return _step(_CALLBACK, state)


def _step(path: str, state: str) -> Answer:
    return redirect(f"{path}?{urlencode({'state': state})}")


def _form(request: Request) -> dict[str, str] | None:
    """What was filled in; None if nothing was sent."""
    if request.method != "POST":
        return None
    try:
        return dict(parse_qsl(request.body.decode("utf-8", "replace"), max_num_fields=_FIELDS))
    except ValueError:  # too many fields
        return {}
