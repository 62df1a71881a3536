"""A 204 without a body is a result: nothing changed since the moment that was named."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import Parameter, getmembers, isfunction, signature

import httpx
import pytest

import powertrack_api.api
from powertrack_core.operation import Operation
from powertrack_sdk import EmptyResponseError
from tests.driver import Connect
from tests.transports import answers

NOTHING = httpx.Response(204)


def operations() -> list[Operation[object]]:
    """All operations that name the moment since when changes are asked for."""
    found = []
    for package in pkgutil.iter_modules(powertrack_api.api.__path__, "powertrack_api.api."):
        for _, make in getmembers(import_module(package.name), isfunction):
            parameters = signature(make).parameters
            if "last_changed" in parameters:
                needed = [name for name, one in parameters.items() if one.default is Parameter.empty]
                found.append(make(**{name: {"key": "K1"} if name == "body" else "K1" for name in needed}))
    return found


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
def test_every_operation_that_asks_for_changes(connect: Connect, operation: Operation[object]) -> None:
    result = connect(answers(NOTHING)).send(operation)
    assert result == [] or getattr(result, "key", "K1") in ("K1", None)


READS = {
    "get_alert_triggers": ("H100001",),
    "get_alert_summary": (None, "S10001"),
    "get_active_alerts": ("S10001",),
    "get_portfolio_overview": ("C1001",),
    "get_site_detailed_info": ("S10001",),
    "get_site_links": ("S10001",),
    "get_site_shares": ("S10001",),
    "get_hardware_diagnostics": ("H100001",),
    "get_site_hardware_production": ("S10001",),
    "get_driver_settings": ("H100001",),
    "get_register_offsets": ("H100001",),
    "get_report_configs": ("C1001",),
    "get_user_preferences": (),
}


@pytest.mark.parametrize("name", READS)
def test_reading_methods(connect: Connect, name: str) -> None:
    client = connect(answers(NOTHING))
    arguments = READS[name] if name != "get_alert_summary" else ()
    result = getattr(client, name)(*arguments, **({"site_id": "S10001"} if name == "get_alert_summary" else {}))
    assert result is not None


def test_an_undocumented_request_without_an_answer(connect: Connect) -> None:
    assert connect(answers(NOTHING)).request("PUT", "/api/x", body={}) is None


@pytest.mark.parametrize("status", [200, 204])
def test_a_document_is_never_empty(connect: Connect, status: int) -> None:
    transport = answers(httpx.Response(status))
    client = connect(transport)
    with pytest.raises(EmptyResponseError):
        client.get_site_config("S10001")
    with pytest.raises(EmptyResponseError):
        client.update_site_config("S10001", {"name": "x"})
    assert {request.method for request in transport.requests} == {"GET"}


def test_a_lost_body_is_not_taken_for_an_empty_portfolio(connect: Connect) -> None:
    with pytest.raises(EmptyResponseError):
        connect(answers(httpx.Response(200))).get_portfolio_overview("C1001")
