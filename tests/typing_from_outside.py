"""How the public API looks to a type checker; `make check` has mypy read it, and nothing here is ever run.

Each `type: ignore` stands for a mistake that mypy has to report. Where it does not, the comment is unused, which is an
error of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import assert_type

import powertrack_sdk
from powertrack_api import models
from powertrack_api.api import alerts, charts, hardware, modeling, nodes, portfolio, site
from powertrack_api.decoding import JsonObject, JsonValue
from powertrack_api.inputs import ChartRequestInput, HardwareConfigPatch, ModelingDataPatch, SiteConfigPatch
from powertrack_api.models import (
    AlertTrigger,
    BinSize,
    ChartData,
    FunctionCode,
    HardwareConfig,
    Location,
    Node,
    PortfolioMetrics,
    SiteConfig,
    SiteDetailedInfo,
    UnitCode,
)
from powertrack_api.models import AlertTriggers as DescribedAlertTriggers
from powertrack_api.models import ModelingData as DescribedModelingData
from powertrack_api.operation import Operation
from powertrack_sdk import AsyncPowerTrackClient, AuthManager, PowerTrackClient, UpdateResult


def reads(client: PowerTrackClient) -> None:
    """Methods give the SDK's own models, with the friendly names."""
    config = client.get_site_config("S10001")
    assert_type(config, powertrack_sdk.SiteConfig)
    assert_type(config.ac_capacity_kw, float | None)
    assert_type(config.latitude, float | None)
    assert_type(config.timezone, str | None)
    assert_type(config.location, Location | None)
    assert_type(config.capacity_ac_unit, UnitCode | int | None)

    overview = client.get_portfolio_overview("C1001")
    assert_type(overview, powertrack_sdk.PortfolioMetrics)
    assert_type(overview.sites[0].availability, float | None)
    assert_type(overview.sites[0].name, str | None)
    assert_type(overview.total_capacity_ac, float)
    assert_type(overview.average_availability, float | None)
    assert_type(client.get_site_overview("S10001"), powertrack_sdk.SiteOverview)

    info = client.get_site_detailed_info(10001)
    assert_type(info, powertrack_sdk.SiteDetailedInfo)
    assert_type(info.full_address, str)
    assert_type(info.contract_days_remaining, int | None)

    chart = client.get_chart_data(15, "S10001", start_date="2025-06-21", bin_size=15)
    assert_type(chart, powertrack_sdk.ChartData)
    assert_type(chart.series[0].data_xy, list[tuple[int, float | None]])
    assert_type(chart.named_results, dict[str, float])
    assert_type(chart.performance_ratio, float | None)
    assert_type(chart.bin_size, BinSize | int | None)


def reads_of_devices(client: PowerTrackClient) -> None:
    """Devices, their alerts and their model."""
    devices = client.get_hardware_list("S10001")
    assert_type(devices, list[powertrack_sdk.Hardware])
    assert_type(devices[0].key, str)
    assert_type(devices[0].function_code, FunctionCode | int | None)
    assert_type(devices[0].type_name, str)
    assert_type(client.get_site_hardware_production("S10001"), list[powertrack_sdk.Hardware])
    assert_type(client.get_hardware_details("H100001"), powertrack_sdk.HardwareDetails)

    diagnostics = client.get_hardware_diagnostics("H100001")
    assert_type(diagnostics, powertrack_sdk.HardwareDiagnostics)
    assert_type(diagnostics.temperature, float | None)
    assert_type(diagnostics.critical_issues, list[str])
    assert_type(diagnostics.last_attempt, datetime | None)

    triggers = client.get_alert_triggers("H100001")
    assert_type(triggers, powertrack_sdk.AlertTriggers)
    assert_type(triggers.active_triggers, list[AlertTrigger])
    summary = client.get_alert_summary(site_id="S10001")
    assert_type(summary, powertrack_sdk.AlertSummaryResponse)
    assert_type(summary.hardware_summaries, dict[str, powertrack_sdk.AlertSummary])
    assert_type(client.get_modeling_data("S10001"), powertrack_sdk.ModelingData)

    data = client.get_site_data("S10001", include_alerts=False)
    assert_type(data, powertrack_sdk.SiteData)
    assert_type(data.alerts, dict[str, powertrack_sdk.AlertTriggers])
    assert_type(data.failures, dict[str, powertrack_sdk.PowerTrackError])


async def awaited(client: AsyncPowerTrackClient) -> None:
    """The asynchronous client has the same methods; what they return is awaited."""
    assert_type(await client.get_site_config("S10001"), powertrack_sdk.SiteConfig)
    assert_type(await client.get_hardware_list("S10001"), list[powertrack_sdk.Hardware])
    assert_type((await client.get_portfolio_overview("C1001")).sites[0].availability, float | None)
    assert_type((await client.get_chart_data(15, "S10001")).series[0].data_xy, list[tuple[int, float | None]])
    assert_type(await client.update_site_config("S10001", {"name": "Another"}), UpdateResult)
    assert_type(await client.send(site.get_site("S10001")), SiteDetailedInfo)
    assert_type(await client.request("GET", "/api/applinks"), JsonValue)
    assert client.get_site_config("S10001").latitude  # type: ignore[attr-defined]  # it was not awaited
    await client.get_site_config()  # type: ignore[call-arg]
    async with client as entered:
        assert_type(entered, AsyncPowerTrackClient)


def operations(client: PowerTrackClient) -> None:
    """Any operation can be sent, and gives the model that the specification names."""
    assert_type(site.get_site("S10001"), Operation[SiteDetailedInfo])
    assert_type(client.send(site.get_site("S10001")), SiteDetailedInfo)
    assert_type(client.send(site.get_site_config("S10001")), SiteConfig)
    assert_type(client.send(hardware.get_hardware_config("H100001")), HardwareConfig)
    assert_type(client.send(portfolio.get_portfolio("C1001", merge_hash="")), PortfolioMetrics)
    assert_type(client.send(alerts.get_alert_trigger("AS5001")), AlertTrigger)
    assert_type(client.send(alerts.get_hardware_alert_triggers("H100001")), DescribedAlertTriggers)
    assert_type(client.send(modeling.get_site_modeling("S10001")), DescribedModelingData)
    assert_type(client.send(nodes.get_site_node("S10001")), Node)
    assert_type(client.request("GET", "/api/applinks"), JsonValue)
    assert_type(site.get_site("S10001").reading(len), Operation[int])
    assert_type(site.get_site("S10001").query, Mapping[str, str])

    asked: ChartRequestInput = {"chartType": 15, "source": ["S10001"]}
    assert_type(client.send(charts.query_chart(asked, site_key="S10001")), ChartData)
    assert_type(FunctionCode.of(1), FunctionCode | int | None)
    assert_type(client.send(nodes.get_site_node("S10001")).extra, JsonObject)


def writes(client: PowerTrackClient) -> None:
    """Patches name what is to change, by the names of the API or by friendly ones."""
    patch: SiteConfigPatch = {"location": {"latitude": 40.6}, "acCapacityKw": 250, "name": "Another"}
    result = client.update_site_config("S10001", patch, dry_run=True)
    assert_type(result, UpdateResult)
    assert_type(bool(result), bool)
    assert_type(result.changes, tuple[powertrack_sdk.Change, ...])
    assert_type(result.backup_path, Path | None)
    assert_type(result.original_data, JsonObject)

    settings: HardwareConfigPatch = {"settings": [{"name": "dev:UnitID", "value": 4}]}
    assert_type(client.update_hardware_config("H100001", settings), UpdateResult)
    model: ModelingDataPatch = {"pvConfig": {"degrade": 0.5}}
    assert_type(client.update_modeling_data("S10001", model), UpdateResult)


def set_up(auth: AuthManager) -> None:
    """Clients take credentials, and are closed by a `with` statement."""
    with PowerTrackClient(auth_manager=auth, timeout=5.0, max_retries=0, backup_dir=Path("backups")) as client:
        assert_type(client, PowerTrackClient)
    PowerTrackClient(auth, transprot=None)  # type: ignore[call-arg]
    PowerTrackClient(auth_manager="cookie")  # type: ignore[arg-type]


def mistakes_in_patches(client: PowerTrackClient) -> None:
    """A patch that the specification does not allow is reported while it is written."""
    client.update_site_config("S10001", {"locaton": {"latitude": 40.6}})  # type: ignore[typeddict-unknown-key]
    client.update_site_config("S10001", {"location": {"lattitude": 40.6}})  # type: ignore[typeddict-unknown-key]
    client.update_site_config("S10001", {"location": {"latitude": "40.6"}})  # type: ignore[typeddict-item]
    client.update_site_config("S10001", {"location": 40.6})  # type: ignore[typeddict-item]
    client.update_site_config("S10001", {"name": None})  # type: ignore[typeddict-item]
    client.update_site_config("S10001", {"acCapacityKw": "250 kW"})  # type: ignore[typeddict-item]
    client.update_site_config("S10001", {"ts": "2025-12-22T21:58:47Z"})  # type: ignore[typeddict-unknown-key]  # read-only
    client.update_site_config("S10001", ["name"])  # type: ignore[arg-type]
    client.update_hardware_config("H100001", {"settings": {"name": "dev:UnitID"}})  # type: ignore[typeddict-item]
    client.update_hardware_config("H100001", {"settings": [{"nmae": "a"}]})  # type: ignore[typeddict-unknown-key]
    wrong: ModelingDataPatch = {"pvConfig": {"inverters": [{"numOfStrings": "many"}]}}  # type: ignore[typeddict-item]
    client.update_modeling_data("S10001", wrong)
    other: HardwareConfigPatch = {}
    client.update_site_config("S10001", other)  # type: ignore[arg-type]


def mistakes_in_calls(client: PowerTrackClient) -> None:
    """So are missing arguments, keys of the wrong type, and names that are not there."""
    client.get_site_config()  # type: ignore[call-arg]
    client.get_site_config(["S10001"])  # type: ignore[arg-type]
    client.get_site_config(site="S10001")  # type: ignore[call-arg]
    client.get_hardware_details(None)  # type: ignore[arg-type]
    client.get_chart_data("15", "S10001")  # type: ignore[arg-type]
    client.get_alert_triggers("H100001", last_changed=5)  # type: ignore[arg-type]
    client.update_site_config("S10001")  # type: ignore[call-arg]
    client.update_site_config("S10001", {}, dry_run="no")  # type: ignore[arg-type]
    client.get_sight_config("S10001")  # type: ignore[attr-defined]
    assert client.get_site_config("S10001").latitud  # type: ignore[attr-defined]
    site.get_site(5)  # type: ignore[arg-type]
    site.put_site_config({})  # type: ignore[call-arg, arg-type]
    charts.query_chart({"chartType": "15"})  # type: ignore[typeddict-item]
    client.send("GET /api/applinks")  # type: ignore[arg-type]
    config: DescribedModelingData = client.send(site.get_site_config("S10001"))  # type: ignore[assignment]
    assert config
    assert models.Nodee  # type: ignore[attr-defined]
    assert FunctionCode.INVERTR  # type: ignore[attr-defined]
    assert powertrack_sdk.SiteConfig.nmae  # type: ignore[attr-defined]
