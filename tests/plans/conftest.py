"""What tests of plans have in common."""

from __future__ import annotations

import pytest

from tests.driver import Connect, Driver


@pytest.fixture
def one(connect: Connect) -> Driver:
    """A client that does one thing after another."""
    return connect(concurrency=1)
