"""A file for what is observed, and the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.traffic.observed import log_everything


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file that clients of a test keep shapes in; it is not there yet."""
    return tmp_path / "observed" / "drift.json"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the package logs, but for details."""
    return log_everything(caplog)
