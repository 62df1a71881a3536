"""The machine's own clock, and the default of clients."""

from __future__ import annotations

from datetime import UTC, timedelta
from threading import Event

import pytest

from powertrack_sdk.runner.clock import SystemClock


def test_the_current_moment_is_aware() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
    assert SystemClock().now().tzinfo is UTC


def test_the_monotonic_clock_never_goes_back() -> None:
    clock = SystemClock()
    moments = [clock.monotonic() for _ in range(5)]
    assert moments == sorted(moments)


def test_a_sleep_ends_with_its_event() -> None:
    ended = Event()
    ended.set()
    before = SystemClock().monotonic()
    SystemClock().sleep(60, ended)
    assert SystemClock().monotonic() - before < 30


def test_a_sleep_ends_by_itself() -> None:
    SystemClock().sleep(0, Event())


@pytest.mark.anyio
async def test_a_sleep_of_a_task() -> None:
    await SystemClock().async_sleep(0)
