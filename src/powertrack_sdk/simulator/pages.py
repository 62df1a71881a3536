"""The pages that a browser sees."""

from __future__ import annotations

from html import escape

from powertrack_sdk.simulator.session import Session

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
    "ae_v": "086665",
    "cookie": "{session.cookie}",
    "Referer": "{address}/powertrack/{customer}/overview/sites"
  }},
  "body": null,
  "method": "GET"
}});"""


def login() -> str:
    """The page that a browser is sent to when its session has ended."""
    return _PAGE.format(title="Log in", body="<p>The session is missing or has expired.</p>")
