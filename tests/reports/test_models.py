"""What the session's user may do with reports."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject
from powertrack_sdk import ReportingCapabilities


@pytest.mark.parametrize("right", sorted(ReportingCapabilities.json_names - {"views"}))
def test_any_right_is_access(right: str) -> None:
    assert ReportingCapabilities.from_json({right: True, "views": []}).has_reporting_access is True
    assert ReportingCapabilities.from_json({right: False}).has_reporting_access is False


@pytest.mark.parametrize(
    ("document", "access"),
    [({}, False), ({"canAddUserReport": None, "views": None}, False), ({"views": ["a view"]}, True)],
)
def test_what_else_is_access(document: JsonObject, access: bool) -> None:
    assert ReportingCapabilities.from_json(document).has_reporting_access is access
