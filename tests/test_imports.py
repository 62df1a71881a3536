"""Importing stays fast: what is not used is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running some code."""
    program = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("powertrack")}


def models(modules: set[str]) -> set[str]:
    found = (".models", "powertrack_api.documents", "powertrack_api.inputs", "powertrack_api.examples")
    return {name for name in ours(modules) if any(part in name for part in found)}


def test_the_package_alone_loads_nothing() -> None:
    loaded = loaded_after("import powertrack_sdk")
    assert ours(loaded) == {"powertrack_sdk"}
    assert not loaded & {"httpx", "anyio", "attrs", "msgspec", "dotenv", "rich", "typer", "asyncio"}


@pytest.mark.parametrize("name", ["PowerTrackClient", "AsyncPowerTrackClient"])
def test_a_client_loads_no_models(name: str) -> None:
    loaded = loaded_after(f"from powertrack_sdk import {name}")
    assert "httpx" in loaded
    assert models(loaded) == set()
    assert not any(module.startswith(("powertrack_sdk.simulator", "powertrack_sdk.cli.")) for module in loaded)
    assert not loaded & {"matplotlib", "numpy", "typer"}


def test_an_error_loads_no_client() -> None:
    loaded = loaded_after("from powertrack_sdk import APIError")
    assert ours(loaded) == {"powertrack_sdk", "powertrack_sdk.errors"}
    assert "httpx" not in loaded


def test_a_model_loads_no_client() -> None:
    loaded = loaded_after("from powertrack_sdk import ChartData")
    assert "httpx" not in loaded
    assert not any("client" in module or "runner" in module for module in ours(loaded))


def test_a_read_loads_the_models_that_it_needs() -> None:
    code = (
        "from powertrack_sdk import PowerTrackClient\n"
        "from powertrack_sdk.simulator import Simulator\n"
        "sim = Simulator(sites=1)\n"
        "with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:\n"
        "    before = set(sys.modules)\n"
        "    client.get_chart_data(15, 'S10001', '2026-06-23', '2026-06-23')\n"
        "    new = set(sys.modules) - before\n"
        "    assert 'powertrack_sdk.charts.models' in sys.modules\n"
        "    sys.modules = {name: None for name in new}"
    )
    new = models(loaded_after(code))
    assert "powertrack_sdk.charts.models" in new
    assert not any("hardware" in name or "portfolio" in name or "documents" in name for name in new)


def test_drawing_is_loaded_only_to_draw() -> None:
    loaded = loaded_after("import powertrack_sdk.charts.picture, powertrack_sdk.cli")
    assert not loaded & {"matplotlib", "numpy"}
