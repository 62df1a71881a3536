"""Observing recordings: in this process, and as a maintainer does it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from codegen.documents import JsonObject
from codegen.locations import GENERATED, ROOT, SPEC
from codegen.observe.files import HOST, Traffic
from codegen.observe.news import News
from codegen.observe.observation import Observation

_NO_CACHES = shutil.ignore_patterns("__pycache__")


def observed(bundle: JsonObject, *paths: Path, hosts: tuple[str, ...] = ()) -> tuple[Observation, Traffic]:
    """What files show."""
    traffic = Traffic([*paths], [HOST, *hosts])
    observation = Observation(bundle)
    observation.observe(traffic.exchanges())
    return observation, traffic


def told(observation: Observation) -> list[str]:
    """What is new, a line each: its kind and what it is about."""
    return [line(news) for news in observation.news]


def line(news: News) -> str:
    return f"{news.kind.words}: {news.subject}"


def repository(folder: Path) -> Path:
    """A copy of the repository, as far as the pipeline needs it."""
    for source in (ROOT / "codegen", SPEC, GENERATED):
        shutil.copytree(source, folder / source.name, ignore=_NO_CACHES)
    return folder


def run(repository: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the pipeline there."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "codegen", *map(str, arguments)]
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)


def news_of(report: Path) -> list[tuple[str, str, str]]:
    """What a JSON report says is new: kind, place and detail."""
    content = json.loads(report.read_bytes())
    return [(one["kind"], one["place"], one["detail"]) for one in content["news"]]


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
