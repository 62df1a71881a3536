"""The pages that a browser sees, from the templates in `html`."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template


def render(name: str, alert: str = "", **values: str) -> str:
    """Return a page, with an alert on top if there is one.

    The first line of the template is the title. Values are escaped.
    """
    title, _, body = _template(f"{name}.html").partition("\n")
    filled = Template(body).substitute({key: escape(value) for key, value in values.items()}).rstrip()
    shown = f'<p role="alert">{escape(alert)}</p>\n' if alert else ""
    return Template(_template("frame.html")).substitute(title=title, body=shown + filled)


def login() -> str:
    """Return the page in place of an answer when the session has ended: the first step of the sign-in."""
    return render("user", action="/login")


def copied_request(cookie: str, ae_s: str, address: str, customer: str) -> str:
    """Return a request of a session as a browser copies it for Node.js."""
    template = Template(_template("copied_request.js").rstrip())
    return template.substitute(cookie=cookie, ae_s=ae_s, address=address, customer=customer)


@cache
def _template(name: str) -> str:
    return files("powertrack_sdk.simulator.core").joinpath("html", name).read_text(encoding="utf-8")
