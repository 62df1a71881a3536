"""Paths whose key may be of several kinds are known by each of them, and by no other."""

from __future__ import annotations

import pytest

from codegen.documents import JsonObject
from codegen.observe.described import Index
from codegen.observe.exchange import Exchange


@pytest.mark.parametrize(
    ("method", "url", "operation"),
    [
        ("DELETE", "/api/alerttrigger/H100005/AS400020", "deleteAlertTrigger"),
        ("DELETE", "/api/alerttrigger/S10001/x2d8013888", "deleteAlertTrigger"),
        ("DELETE", "/api/alerttrigger/C1001/AS400020", None),
        ("GET", "/api/alerttrigger/new/H100005/AI250", "getNewAlertTrigger"),
        ("GET", "/api/alerttrigger/new/S10001/AI355", "getNewSiteAlertTrigger"),
        ("GET", "/api/alerttrigger/new/C1001/AI355", None),
        ("PUT", "/api/alerttriggers/H100005/applyto", "applyAlertTriggers"),
        ("PUT", "/api/alerttriggers/S10001/applyto", None),
    ],
)
def test_an_operation_is_found_by_the_kind_of_key(
    specification: JsonObject, method: str, url: str, operation: str | None
) -> None:
    found, fits = Index(specification).find(Exchange(method=method, url=url))
    told = {**found.operation, **(found.variant or {})} if found is not None else {}
    assert told.get("operationId") == operation
    assert fits is (operation is not None)
