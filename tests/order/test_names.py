"""Every name that the order promises is there: imports, methods with their parameters, classes."""

from __future__ import annotations

import ast
import inspect

import pytest

import powertrack_sdk
from powertrack_sdk import AsyncPowerTrackClient, PowerTrackClient
from tests.order import order_text
from tests.order.order_text import needs_text

CLIENTS = (PowerTrackClient, AsyncPowerTrackClient)


@needs_text
def test_every_name_that_is_imported_there_can_be_imported() -> None:
    names = order_text.imported()
    assert len(names) == 8
    for name in names:
        namespace: dict[str, object] = {}
        exec(f"from powertrack_sdk import {name}", namespace)
        assert namespace[name] is getattr(powertrack_sdk, name)


@needs_text
@pytest.mark.parametrize("client", CLIENTS)
def test_every_method_is_there_with_its_parameters_in_their_order(client: type) -> None:
    methods = order_text.methods()
    assert len(methods) == 39
    for name, promised in methods.items():
        found = list(inspect.signature(getattr(client, name)).parameters.values())[1:]
        assert [one.name for one in found[: len(promised)]] == [parameter for parameter, _ in promised], name
        for (parameter, default), one in zip(promised, found[: len(promised)], strict=True):
            if default is not None:
                assert one.default == ast.literal_eval(default), (name, parameter)
        # Calls as they were promised stay possible: what came later need not be given.
        assert all(one.default is not inspect.Parameter.empty for one in found[len(promised) :]), name


@needs_text
def test_every_class_is_there() -> None:
    classes = [*order_text.models(), *order_text.errors()]
    assert len(classes) == 22
    for name in classes:
        assert inspect.isclass(getattr(powertrack_sdk, name))
    assert all(issubclass(getattr(powertrack_sdk, name), Exception) for name in order_text.errors())
