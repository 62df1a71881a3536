"""How the public API looks to a type checker; `make check` has mypy and pyright read it, and nothing here is ever run.

Each `type: ignore` stands for a mistake that both have to report. Where one does not, the comment is unused, which is
an error of its own.
"""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import assert_type

import httpx
import polars

import powertrack_sdk
from powertrack_api import models
from powertrack_api.api import alerts, charts, hardware, modeling, nodes, portfolio, site
from powertrack_api.inputs import (
    ChartRequestInput,
    HardwareConfigPatch,
    ModelingDataPatch,
    PvSystModuleInput,
    SiteConfigPatch,
)
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
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.operation import Operation
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
    assert_type(devices, powertrack_sdk.HardwareList)
    assert_type(devices[:2], list[powertrack_sdk.Hardware])
    assert_type(devices[0].key, str)
    assert_type(devices[0].function_code, FunctionCode | int | None)
    assert_type(devices[0].type_name, str)
    assert_type(client.get_site_hardware_production("S10001"), powertrack_sdk.HardwareList)
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


def reads_of_choices(client: PowerTrackClient) -> None:
    """What there is to choose from: charts, curves, modules, drivers."""
    menu = client.get_chart_definitions()
    assert_type(menu, list[powertrack_sdk.PredefinedChart])
    assert_type(menu[0].chart_type, int | None)
    assert_type(menu[0].section, str | None)
    curves = client.get_pv_model_curves("incidenceanglemodels")
    assert_type(curves, list[powertrack_sdk.NamedValue])
    assert_type(curves[0].name, str | None)
    client.get_pv_model_curves("efficiency")  # type: ignore[arg-type]
    assert_type(client.get_pvsyst_modules(site_id=10001), list[powertrack_sdk.NamedValue])
    assert_type(client.get_driver_settings("H100001"), list[powertrack_sdk.DriverSetting])
    assert_type(client.get_driver_settings_list(20631), list[powertrack_sdk.DriverSetting])
    assert_type(client.get_driver_list(FunctionCode.INVERTER), list[powertrack_sdk.NamedValue])
    assert_type(client.get_register_offsets("H100001"), list[powertrack_sdk.RegisterOffset])


def reads_of_the_account(client: PowerTrackClient) -> None:
    """Links and shares of a site, reports, and what the session's user prefers and did."""
    assert_type(client.get_site_links("S10001"), list[powertrack_sdk.SiteLink])
    assert_type(client.get_site_shares("S10001"), list[powertrack_sdk.SiteShare])
    assert_type(client.get_reporting_capabilities().has_reporting_access, bool)
    assert_type(client.get_report_configs(filter="monthly"), list[JsonObject])
    preferences = client.get_user_preferences()
    assert_type(preferences, powertrack_sdk.UserPreferences)
    assert_type(preferences.value, JsonValue)
    assert_type(preferences.last_changed, datetime | None)
    entries = client.get_audit_log({"ancestorKey": "S10001", "isRecursive": True})
    assert_type(entries, list[powertrack_sdk.AuditEntry])
    client.get_audit_log({"ancestorkey": "S10001"})  # type: ignore[arg-type]


def tables(client: PowerTrackClient) -> None:
    """What can become a table tells the types of its data frames and of its units."""
    chart = client.get_chart_data(15, "S10001")
    assert_type(chart.to_polars(), polars.DataFrame)
    assert_type(chart.table().units, dict[str, str])
    devices: list[powertrack_sdk.Hardware] = client.get_hardware_list("S10001")
    rows = powertrack_sdk.Rows(powertrack_sdk.Hardware, devices)
    assert_type(rows, powertrack_sdk.Rows[powertrack_sdk.Hardware])
    assert_type(rows.to_polars(), polars.DataFrame)
    assert_type(client.get_site_data("S10001").hardware, powertrack_sdk.HardwareList)
    assert_type(devices[0].unit_names, Mapping[str, str])
    powertrack_sdk.Rows(str, ["a"])  # type: ignore[type-var]
    powertrack_sdk.Rows(devices)  # type: ignore[arg-type]


def exports(client: PowerTrackClient, path: Path) -> None:
    """An export takes its choices by name, and tells what became of each file."""
    result = client.export_portfolio(
        "C1001", path, ["charts", "alerts"], "2025-06-01", format="csv", sites=["S10001", 10002], bin_size=60
    )
    assert_type(result, powertrack_sdk.ExportResult)
    assert_type(result.written, tuple[powertrack_sdk.ExportedPart, ...])
    assert_type(result.failed[0].site, str | None)
    assert_type(result.empty[0].rows, int)
    client.export_portfolio("C1001", path, format="xlsx")  # type: ignore[arg-type]
    client.export_portfolio("C1001", path, ["chart"])  # type: ignore[list-item]
    client.export_portfolio("C1001")  # type: ignore[call-arg]


def lists_of_sites(client: PowerTrackClient, path: Path) -> None:
    """A list of sites is used like a tuple; a key may be looked for in it."""
    sites = client.get_sites(customer_id="C1001")
    assert_type(sites, powertrack_sdk.SiteList)
    assert_type({site.key: site for site in sites}, dict[str, powertrack_sdk.Site])
    assert_type(sites[0], powertrack_sdk.Site)
    assert_type(sites[:5], powertrack_sdk.SiteList)
    assert_type(sites[0].name, str | None)
    assert_type(sites[0].customer_key, str | None)
    assert_type("S10001" in sites or 10001 in sites or sites[0] in sites, bool)
    assert_type(sites.get_by_key("S10001"), powertrack_sdk.Site | None)
    assert_type(sites.filter_by_keys(["S10001", 10002]).filter_by_name("*north*"), powertrack_sdk.SiteList)
    assert_type(sites.keys, list[str])
    assert_type(sites.fetched_at, datetime | None)
    assert_type(powertrack_sdk.SiteList.from_json_file(path), powertrack_sdk.SiteList)
    assert_type(powertrack_sdk.SiteList.from_json({"S10001": "South Field"}), powertrack_sdk.SiteList)
    assert_type(sites.to_json_file("portfolio/SiteList.json"), Path)
    client.get_sites(5)  # type: ignore[arg-type]
    assert sites[0].nmae  # type: ignore[attr-defined]


def many_keys(client: PowerTrackClient) -> None:
    """A method that is mapped gives its results, or errors in their places."""
    keys = client.get_sites().keys
    found = client.map(client.get_site_config, keys, progress=lambda done, total: None)
    assert_type(found, list[powertrack_sdk.SiteConfig | powertrack_sdk.PowerTrackError])
    charts_of_all = client.map(partial(client.get_chart_data, 15, bin_size=60), keys)
    assert_type(charts_of_all, list[powertrack_sdk.ChartData | powertrack_sdk.PowerTrackError])
    client.map(client.get_site_config, [["S10001"]])  # type: ignore[arg-type]
    client.map(client.update_site_config, keys)  # type: ignore[arg-type]
    client.map("get_site_config", keys)  # type: ignore[arg-type]


async def many_keys_awaited(client: AsyncPowerTrackClient) -> None:
    """So it does where it is awaited."""
    keys = (await client.get_sites()).keys
    found = await client.map(client.get_site_config, keys)
    assert_type(found, list[powertrack_sdk.SiteConfig | powertrack_sdk.PowerTrackError])
    await client.map(len, keys)  # type: ignore[arg-type]
    assert_type(client.with_options(max_retries=0), AsyncPowerTrackClient)


async def awaited(client: AsyncPowerTrackClient) -> None:
    """The asynchronous client has the same methods; what they return is awaited."""
    assert_type(await client.get_site_config("S10001"), powertrack_sdk.SiteConfig)
    assert_type(await client.get_hardware_list("S10001"), powertrack_sdk.HardwareList)
    assert_type((await client.get_portfolio_overview("C1001")).sites[0].availability, float | None)
    assert_type((await client.get_chart_data(15, "S10001")).series[0].data_xy, list[tuple[int, float | None]])
    assert_type(await client.update_site_config("S10001", {"name": "Another"}), UpdateResult)
    assert_type(await client.send(site.get_site("S10001")), SiteDetailedInfo)
    assert_type(await client.get_chart_definitions("S10001"), list[powertrack_sdk.PredefinedChart])
    assert_type(await client.export_portfolio("C1001", "out", progress=print), powertrack_sdk.ExportResult)
    assert_type(await client.get_audit_log(), list[powertrack_sdk.AuditEntry])
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


def reports_and_modules(client: PowerTrackClient, path: Path) -> None:
    """Reports are tasks that are waited for; a module is a dict, or the path of a PAN file."""
    task = client.start_report("F3001", {"range": {"start": "2026-06-01"}})
    assert_type(task, powertrack_sdk.Task)
    assert_type(task.key, str | None)
    assert_type(task.is_done, bool)
    seen: list[powertrack_sdk.Task] = []
    report = client.wait_for_report(task, timeout=60, progress=seen.append)
    assert_type(report, powertrack_sdk.ReportResult)
    assert_type(report.rows, list[list[str]])
    assert_type(report.begin, datetime | None)
    assert_type(report.save("report.csv"), Path)
    assert_type(client.wait_for_report("1000001"), powertrack_sdk.ReportResult)
    assert_type(client.run_report(3001), powertrack_sdk.ReportResult)
    assert_type(client.upload_pan_data(path), UpdateResult)
    assert_type(client.upload_pan_data("module.PAN", dry_run=True), UpdateResult)
    module = powertrack_sdk.read_pan_file(path)
    assert_type(module, PvSystModuleInput)
    module["cellType"] = 1
    assert_type(client.upload_pan_data(module), UpdateResult)
    client.start_report("F3001", {"reportTitel": "x"})  # type: ignore[arg-type]
    client.start_report("F3001", {"range": "June"})  # type: ignore[arg-type]
    client.wait_for_report("1000001", poll="2")  # type: ignore[arg-type]
    client.upload_pan_data({"isc": "13.77"})  # type: ignore[arg-type]
    client.upload_pan_data([module])  # type: ignore[arg-type]


def set_up(auth: AuthManager) -> None:
    """Clients take credentials, and are closed by a `with` statement."""
    with PowerTrackClient(auth_manager=auth, timeout=5.0, max_retries=0, backup_dir=Path("backups")) as client:
        assert_type(client, PowerTrackClient)
    patient = client.with_options(timeout=httpx.Timeout(None), max_retries=0, concurrency=2)
    assert_type(patient, PowerTrackClient)
    client.with_options(5.0)  # type: ignore[call-arg]
    client.with_options(backup_dir="elsewhere")  # type: ignore[call-arg]
    PowerTrackClient(auth, proxy="http://proxy.example.com:3128", verify=Path("ca.pem"), read_only=True)
    PowerTrackClient(auth, verify=5.0)  # type: ignore[arg-type]
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
