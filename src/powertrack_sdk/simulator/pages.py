"""The pages that a browser sees."""

from __future__ import annotations

import json
from html import escape

from powertrack_sdk.simulator.session import Session

_VERSION = "086665"
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; color: #154672 }}
pre {{ background: #eef3f7; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }}</style>
<h1>{title}</h1>
{body}
</html>
"""


def front(session: Session, address: str, customer: str, sites: int) -> str:
    """The page at `/`: what this is, and how to talk to it.

    Args:
        session: The session that is accepted. It opens nothing but this simulator.
        address: Where the simulator is served, such as `http://127.0.0.1:8080`.
        customer: Key of the customer.
        sites: How many sites there are.
    """
    fetch = copied_request(session, address, customer)
    body = f"""<p>This is a fictional PowerTrack with {sites} made-up sites of the customer {escape(customer)}.
No real plant, person or account stands behind it, and what is written to it is gone when it stops.</p>
<p>It answers the JSON API under <code>/api/</code>. Its session is synthetic and opens nothing else; save this text as
<code>mostRecentFetch.js</code> to use it:</p>
<pre>{escape(fetch)}</pre>"""
    return _PAGE.format(title="PowerTrack simulator", body=body)


def copied_request(session: Session, address: str, customer: str) -> str:
    """A request of the session, as a browser copies it for Node.js."""
    return f"""fetch("{address}/api/view/portfolio/{customer}?lastChanged=1900-01-01T00:00:00.000Z", {{
  "headers": {{
    "accept": "application/json",
    "ae_s": "{session.ae_s}",
    "ae_v": "{_VERSION}",
    "cookie": "{session.cookie}",
    "Referer": "{address}/powertrack/{customer}/overview/sites"
  }},
  "body": null,
  "method": "GET"
}});"""


def landing(session: Session, customer: str) -> str:
    """The page after the sign-in: the application, whose script asks for the portfolio as soon as it is loaded.

    Args:
        session: The session. The script sends its `ae_s`; the browser adds the cookies.
        customer: Key of the customer.
    """
    ask = json.dumps(f"/api/view/portfolio/{customer}?lastChanged=1900-01-01T00:00:00.000Z")
    headers = json.dumps({"accept": "application/json", "ae_s": session.ae_s, "ae_v": _VERSION})
    body = f"""<p id="sites">Loading the portfolio.</p>
<script>
fetch({ask}, {{headers: {headers}}}).then(answer => answer.json()).then(portfolio => {{
  document.getElementById("sites").textContent = `${{portfolio.sites.length}} sites`;
}});
</script>"""
    return _PAGE.format(title="Portfolio", body=body)


def login() -> str:
    """The page that a browser gets when its session has ended, in answers that do not redirect: the first step."""
    return sign_in_user(action="/login")


def sign_in(alert: str | None, field: str = "", action: str = "") -> str:
    """A step of the sign-in.

    Args:
        alert: What is wrong; None if nothing is.
        field: HTML of what is to be typed in; empty to end the sign-in.
        action: Where it is sent to; by default to the page itself.
    """
    shown = f'<p role="alert">{escape(alert)}</p>' if alert else ""
    button = '<button type="submit" name="action" value="default">Continue</button>'
    form = (
        f'<form method="post" action="{action}">{field}{button}</form>'
        if field
        else '<p><a href="/login">Sign in</a></p>'
    )
    return _PAGE.format(title="Log in", body=f"{shown}\n{form}")


def sign_in_user(alert: str | None = None, action: str = "") -> str:
    """The first step of the sign-in."""
    field = '<label>User name <input name="username" type="text" autocomplete="username"></label>'
    return sign_in(alert, field, action)


def sign_in_password(user: str, alert: str | None = None) -> str:
    """The second step of the sign-in."""
    field = f"""<p>{escape(user)}</p><input type="hidden" name="username" value="{escape(user)}">
<label>Password <input name="password" type="password" autocomplete="current-password"></label>"""
    return sign_in(alert, field)


def sign_in_code(alert: str | None = None) -> str:
    """The step of the second factor."""
    field = '<label>Code <input name="code" type="text" inputmode="numeric" autocomplete="one-time-code"></label>'
    return sign_in(alert, field)


def firewall(ray: str) -> str:
    """The page of a firewall that refuses a request."""
    body = f"""<p>You cannot open this page. The site protects itself with Cloudflare, and your request looked like one
that it does not want.</p>
<p>Cloudflare Ray ID: <strong>{escape(ray)}</strong></p>"""
    return _PAGE.format(title="Access denied", body=body)


def challenge() -> str:
    """The page of a firewall that wants a browser to prove that it is one."""
    body = """<noscript>JavaScript is needed to go on.</noscript>
<script>window.simulatedChallenge = {key: "simulated", context: "simulated"};</script>"""
    return _PAGE.format(title="Checking your browser", body=body)


def maintenance() -> str:
    """The page that stands in for everything during maintenance."""
    return _PAGE.format(title="Maintenance", body="<p>PowerTrack is under maintenance and will be back soon.</p>")
