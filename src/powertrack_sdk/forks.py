"""Locks in a forked child: threads that do not exist there may hold those from before the fork."""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet


class _Unlocking(Protocol):
    def unlock(self) -> None: ...

    def __hash__(self) -> int: ...


_owners: WeakSet[_Unlocking] = WeakSet()


def unlock_in_children(owner: _Unlocking) -> None:
    """Call the method `unlock` of an object in each forked child while the object exists."""
    _owners.add(owner)


def _unlock_all() -> None:
    for owner in tuple(_owners):
        owner.unlock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_unlock_all)
