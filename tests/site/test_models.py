"""What a site tells beyond its fields."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import AlertSummaryResponse, SiteConfig, SiteData, SiteDetailedInfo


def info(**fields: JsonValue) -> SiteDetailedInfo:
    return SiteDetailedInfo.from_json({"key": "S10001", **fields})


def config(**fields: JsonValue) -> SiteConfig:
    return SiteConfig.from_json({"key": "S10001", **fields})


ADDRESS: JsonObject = {
    "address1": "606 Station Ave",
    "address2": "",
    "city": "Kingshaven",
    "stateProvince": "PA",
    "postalCode": "18197",
    "country": "United States",
}


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (ADDRESS, "606 Station Ave, Kingshaven, PA 18197, United States"),
        ({**ADDRESS, "address2": "Gate 2"}, "606 Station Ave, Gate 2, Kingshaven, PA 18197, United States"),
        ({**ADDRESS, "stateProvince": None}, "606 Station Ave, Kingshaven, 18197, United States"),
        ({**ADDRESS, "postalCode": ""}, "606 Station Ave, Kingshaven, PA, United States"),
        ({**ADDRESS, "stateProvince": "", "postalCode": 7}, "606 Station Ave, Kingshaven, United States"),
        ({"city": "Kingshaven"}, "Kingshaven"),
        ({}, ""),
        (None, ""),
        ("606 Station Ave", ""),
    ],
)
def test_the_address_on_one_line(address: JsonValue, line: str) -> None:
    assert info(address=address).full_address == line


@pytest.mark.parametrize(
    ("end", "days"),
    [
        ("2026-07-01T00:00:00Z", 7),
        ("2026-06-24T23:59:59Z", 0),
        ("2026-06-24T00:00:00", 0),
        ("2026-06-01T00:00:00Z", -23),
        ("0001-01-01T00:00:00", None),
        ("", None),
        (None, None),
        (20260701, None),
    ],
)
def test_the_days_that_a_contract_has_left(end: JsonValue, days: int | None) -> None:
    assert info(monitoringContractEndDate=end).contract_days_remaining_on(date(2026, 6, 24)) == days


@pytest.mark.parametrize("local", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_the_days_that_a_contract_has_left_today(monkeypatch: pytest.MonkeyPatch, local: str) -> None:
    """Without the zone of the site, today is that of the user."""
    monkeypatch.setenv("TZ", local)
    time.tzset()
    try:
        before = datetime.now(ZoneInfo(local)).date()
        left = info(monitoringContractEndDate=f"{before + timedelta(days=400)}T00:00:00Z").contract_days_remaining
        assert left in (400, 400 - (datetime.now(ZoneInfo(local)).date() - before).days)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("zone", "moment", "days"),
    [
        ("US/Eastern", "2026-07-01T00:30:00Z", 1),
        ("US/Eastern", "2026-07-01T04:00:00Z", 0),
        ("Eastern Standard Time", "2026-07-01T00:30:00Z", 1),
        ("Australia/Sydney", "2026-06-30T22:30:00Z", 0),
        ("UTC-12:00", "2026-07-02T11:00:00Z", 0),
        ("UTC", "2026-07-02T11:00:00Z", -1),
    ],
)
def test_the_days_that_a_contract_has_left_at_the_site(zone: str, moment: str, days: int) -> None:
    data = SiteData(
        site=info(monitoringContractEndDate="2026-07-01T00:00:00Z"),
        config=SiteConfig.from_json({"key": "S10001", "tz": zone}),
        fetched_at=datetime.fromisoformat(moment),
    )
    assert data.contract_days_remaining == days


def test_the_days_of_a_contract_that_was_not_read() -> None:
    assert SiteData(fetched_at=datetime.now(UTC)).contract_days_remaining is None


@pytest.mark.parametrize(("days", "soon"), [(-2, False), (2, True), (88, True), (92, False), (1000, False)])
def test_whether_a_contract_ends_soon(days: int, soon: bool) -> None:
    end = datetime.now().date() + timedelta(days=days)
    assert info(monitoringContractEndDate=f"{end}T00:00:00Z").is_contract_expiring_soon is soon


def test_a_contract_without_end_does_not_end_soon() -> None:
    assert info().is_contract_expiring_soon is False
    assert info().contract_days_remaining is None
    assert info().contract_end is None


@pytest.mark.parametrize(
    ("value", "unit", "kilowatts"),
    [
        (510, 10, 510.0),
        (0.64, 12, 640.0),
        (510000, 8, 510.0),
        (0, 10, 0.0),
        (510, 11, None),
        (510, 9999, None),
        (510, None, None),
        (510, "10", None),
        (None, 10, None),
        ("510", 10, None),
        (True, 10, None),
    ],
)
def test_capacities_from_value_and_unit_code(value: JsonValue, unit: JsonValue, kilowatts: float | None) -> None:
    assert config(capacityAc=value, capacityAcUnit=unit).ac_capacity_kw == kilowatts
    assert config(capacityDc=value, capacityDcUnit=unit).dc_capacity_kw == kilowatts


FRIENDLY = {
    "latitude": "latitude",
    "longitude": "longitude",
    "elevation": "elevation",
    "address": "address1",
    "city": "city",
    "state": "state",
    "zip_code": "postalCode",
    "country": "country",
}


@pytest.mark.parametrize(("friendly", "name"), FRIENDLY.items())
def test_friendly_names_of_the_place(friendly: str, name: str) -> None:
    value: JsonValue = 40.5 if name in ("latitude", "longitude", "elevation") else "x"
    assert getattr(config(location={name: value}), friendly) == value
    assert getattr(config(location={name: None}), friendly) is None
    assert getattr(config(location=None), friendly) is None
    assert getattr(config(), friendly) is None


def test_the_time_zone_and_the_day_of_installation() -> None:
    found = config(tz="US/Eastern", installDate="2024-10-16")
    assert found.timezone == "US/Eastern"
    assert str(found.install_date).startswith("2024-10-16")
    assert config().timezone is None


def test_a_site_of_which_nothing_was_read() -> None:
    data = SiteData(fetched_at=datetime(2026, 6, 24, tzinfo=UTC))
    assert (data.hardware_count, data.active_alerts_count) == (0, 0)


def test_active_alerts_of_a_site() -> None:
    summary = AlertSummaryResponse.from_json({"total": 4})
    assert SiteData(fetched_at=datetime(2026, 6, 24, tzinfo=UTC), alert_summary=summary).active_alerts_count == 4


def test_both_spellings_of_the_preferred_weather_station_are_fields() -> None:
    captured = SiteDetailedInfo.from_json({"key": "S10001", "preferredWSForEstimatedInsolation": 3})
    noted = SiteDetailedInfo.from_json({"key": "S10001", "preferredWsForEstimatedInsolation": 4})
    assert captured.preferred_ws_for_estimated_insolation == 3
    assert captured.preferred_weather_station_for_estimated_insolation is None
    assert noted.preferred_weather_station_for_estimated_insolation == 4
    assert noted.preferred_ws_for_estimated_insolation is None
    assert captured.extra == noted.extra == {}
