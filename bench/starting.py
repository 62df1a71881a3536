"""How long it takes until one can begin: importing the package, the first call, the command line."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from bench.answers import asked
from bench.figures import Figure
from powertrack_sdk.simulator import Simulator

_TIMES = 9
_FIRST_CALL = """
import sys
import httpx
from powertrack_sdk import AuthManager, PowerTrackClient
body = sys.stdin.buffer.read()
transport = httpx.MockTransport(lambda request: httpx.Response(200, content=body, request=request))
with PowerTrackClient(AuthManager(cookie="a=b"), transport=transport) as client:
    client.get_site_config("S10001")
"""
_MODELS_ALONE = "import sys, powertrack_sdk.site.models"
_TELL = "\nprint(*(name for name in sys.modules if name.startswith('powertrack_api.models.')))"


def figures() -> Iterator[Figure]:
    """All of them."""
    ours, http = _medians("import powertrack_sdk", "import httpx")
    yield Figure(what="import powertrack_sdk / import httpx", size=f"median of {_TIMES}", value=ours / http, target=1.2)
    client, http = _medians("from powertrack_sdk import PowerTrackClient", "import httpx")
    yield Figure(what="  and the client", size=f"median of {_TIMES}", value=client / http)
    yield _first_call()
    shown, libraries = _medians(
        "import sys; sys.argv = ['powertrack', '--help']\nfrom powertrack_sdk.cli import main\nmain()",
        "import typer, rich, httpx",
    )
    yield Figure(
        what="powertrack --help / import typer, rich, httpx",
        size=f"median of {_TIMES}",
        value=shown / libraries,
        target=1.6,
    )


def _first_call() -> Figure:
    """How many models of other resources the first call of a resource loads."""
    body = asked(Simulator(sites=1), "GET", "/api/edit/site/S10001")
    loaded = _loaded(_FIRST_CALL, body)
    others = loaded - _loaded(_MODELS_ALONE)
    return Figure(
        what="models of other resources loaded by the first call",
        size=f"get_site_config, {len(loaded)} models",
        value=len(others),
        unit="",
        target=0,
    )


def _medians(one: str, other: str) -> tuple[float, float]:
    """Median times of two programs, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_TIMES):
        for program, found in zip((one, other), times, strict=True):
            begin = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
            found.append(time.perf_counter() - begin)
    return statistics.median(times[0]), statistics.median(times[1])


def _loaded(program: str, body: bytes = b"") -> set[str]:
    """The modules of models that a program loads."""
    done = subprocess.run([sys.executable, "-c", program + _TELL], check=True, input=body, stdout=subprocess.PIPE)
    return set(done.stdout.decode().split())
