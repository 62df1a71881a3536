"""Stubs of both clients: every editor completes their methods and shows their arguments."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path

import jedi
import pytest

from codegen.locations import HANDWRITTEN
from codegen.stubs import CLIENTS, stub_differences, write_stubs
from powertrack_sdk import AsyncPowerTrackClient, PowerTrackClient

TEXT = "from powertrack_sdk import {name}\nclient = {name}()\nclient."


@pytest.mark.parametrize("kind", [PowerTrackClient, AsyncPowerTrackClient])
def test_jedi_completes_every_method_and_shows_its_arguments(
    kind: type[PowerTrackClient] | type[AsyncPowerTrackClient],
) -> None:
    text = TEXT.format(name=kind.__name__)
    completed = {one.name for one in jedi.Script(text).complete()}
    public = {name for name, _ in inspect.getmembers(kind, callable) if not name.startswith("_")}
    assert public <= completed
    [signature] = jedi.Script(f"{text}get_site_config(").get_signatures()
    assert [one.name for one in signature.params] == ["site_id"]
    assert "Read the configuration of a site" in signature.docstring()


def test_jedi_follows_a_result() -> None:
    text = TEXT.format(name="PowerTrackClient")
    assert "latitude" in {one.name for one in jedi.Script(f"{text}get_site_config('S1').lat").complete()}


def test_a_stale_stub_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "powertrack_sdk"
    shutil.copytree(HANDWRITTEN, folder, ignore=shutil.ignore_patterns("__pycache__"))
    assert stub_differences(folder) == []
    names = ["__init__", *CLIENTS]
    for name in names:
        (folder / f"{name}.pyi").write_text("")
    assert stub_differences(folder) == [
        f"powertrack_sdk/{name}.pyi is stale or missing; run `make generate`" for name in names
    ]
    write_stubs(folder)
    assert stub_differences(folder) == []
