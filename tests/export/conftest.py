"""The folder of an export."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """It is not there yet."""
    return tmp_path / "export"
