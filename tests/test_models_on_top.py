"""Models on top of generated ones: what they add hides no field of the specification."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import attrs

import powertrack_sdk
from powertrack_core.model import Model


def models(kind: type[Model]) -> Iterator[type[Model]]:
    for below in kind.__subclasses__():
        yield below
        yield from models(below)


def test_no_property_hides_a_field() -> None:
    for module in pkgutil.iter_modules(powertrack_sdk.__path__, "powertrack_sdk."):
        if module.ispkg and module.name not in ("powertrack_sdk.cli", "powertrack_sdk.simulator"):
            for inner in pkgutil.iter_modules(import_module(module.name).__path__, f"{module.name}."):
                import_module(inner.name)
    on_top = [kind for kind in models(Model) if kind.__module__.startswith("powertrack_sdk.")]
    assert len(on_top) > 5
    for kind in on_top:
        fields = {
            field.name
            for base in kind.__mro__[1:]
            if base.__module__.startswith("powertrack_api.models.") and attrs.has(base)
            for field in attrs.fields(base)
        }
        added = {name for name in vars(kind) if not name.startswith("_")} - {"raw"}
        assert not added & fields, kind
