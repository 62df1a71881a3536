"""How writes and plans look to a type checker; `make check` has mypy and pyright read it, and nothing here is ever run.

Each `type: ignore` stands for a mistake that both have to report. Where one does not, the comment is unused, which is
an error of its own.
"""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from pathlib import Path
from typing import assert_type

from powertrack_api.inputs import AlertTriggerPatch, HardwareConfigPatch, PvInverterPatch, ReportConfigPatch
from powertrack_sdk import (
    Applied,
    ApplyResult,
    AsyncPowerTrackClient,
    Change,
    Plan,
    PlanEntry,
    PowerTrackClient,
    RunRecord,
    UpdateResult,
    WriteRecord,
)


def writes_of_devices(client: PowerTrackClient) -> None:
    """Devices are changed one by one or several at once, and so is how they are read."""
    rows = [{"hid": 100005, "name": "Inverter 1"}, {"hardwareKey": "H100006", "capacityKw": 125.0}]
    assert_type(client.bulk_update_hardware("S10001", rows, dry_run=True), UpdateResult)
    driver: HardwareConfigPatch = {"driverId": 20631, "registerOffsets": [{"registerAddress": 40, "value": 1.5}]}
    assert_type(client.update_hardware_driver("H100005", driver), UpdateResult)
    inverter: PvInverterPatch = {"inverterName": "Example", "powerRating": 125_000, "tilt": 20}
    assert_type(client.update_inverter_model("H100005", inverter, entry=0), UpdateResult)
    assert_type(client.update_bifacial_settings("H100005", {"enabled": False}), UpdateResult)


def writes_of_alert_triggers(client: PowerTrackClient) -> None:
    """Triggers are named one by one, in a list, or in a dict that holds such a list."""
    trigger: AlertTriggerPatch = {"name": "High temperature", "enabled": True, "threshold": 80.0}
    assert_type(client.update_alert_triggers("H100005", trigger), UpdateResult)
    assert_type(client.update_alert_triggers("H100005", [trigger]), UpdateResult)
    assert_type(client.update_alert_triggers("H100005", {"triggers": [trigger]}), UpdateResult)
    created = client.add_alert_trigger(100005, trigger)
    assert_type(created.created, tuple[str, ...])
    assert_type(client.delete_alert_trigger("H100005", "AS5001", dry_run=True), UpdateResult)
    assert_type(client.copy_alert_triggers("H100005", ["H100006", 100007]), UpdateResult)


def writes_of_reports(client: PowerTrackClient) -> None:
    """A report is created from what differs from the server's template."""
    report: ReportConfigPatch = {"name": "Monthly", "sites": ["S10001"]}
    assert_type(client.create_report_config(report, customer_id="C1001"), UpdateResult)


def plans(client: PowerTrackClient, path: Path) -> None:
    """What is planned is applied, resumed and undone."""
    plan = client.plan_updates([("S10001", {"name": "North"}), {"key": "H100005", "capacityKw": 125.0}])
    assert_type(plan, Plan)
    assert_type(list(plan), list[PlanEntry])
    assert_type(plan.entries[0].changes, tuple[Change, ...])
    assert_type(plan.save("plan.json"), Path)
    assert_type(client.plan_updates(path), Plan)
    done = client.apply_plan(Plan.load(path), limit=5, on_error="continue", on_conflict="replan")
    assert_type(done, ApplyResult)
    assert_type(done.failures, list[Applied])
    assert_type(done.entries[0].result, UpdateResult | None)
    assert_type(client.resume_run(done.run), ApplyResult)
    assert_type(client.plan_undo(done.run), Plan)
    assert_type(client.plan_restore([path, "backup.json"]), Plan)
    assert_type(client.restore_backup(path, dry_run=True), UpdateResult)
    assert_type(client.plan_alert_copy("H100005", ["H100006"]), Plan)
    assert_type(client.plan_alert_additions(["H100005"], {"alertTypeKey": "AI250"}), Plan)
    assert_type(client.plan_alert_deletions(["H100005"], progress=lambda done, total: None), Plan)
    assert_type(client.history(), list[RunRecord])
    assert_type(client.history()[0].writes, tuple[WriteRecord, ...])


async def awaited(client: AsyncPowerTrackClient, path: Path) -> None:
    """So it is where it is awaited."""
    assert_type(await client.update_alert_triggers("H100005", {"name": "x", "severity": 2}), UpdateResult)
    plan = await client.plan_updates(path)
    assert_type(plan, Plan)
    assert_type(await client.apply_plan(plan), ApplyResult)
    assert_type(await client.history(), list[RunRecord])


async def mistakes_in_awaiting(client: AsyncPowerTrackClient) -> None:
    """What is not awaited is not done, and is no result."""
    client.update_site_config("S10001", {"name": "x"})  # type: ignore[unused-coroutine]
    client.apply_plan(await client.plan_undo("x"))  # type: ignore[unused-coroutine]
    assert client.update_site_config("S10001", {"name": "x"}).applied  # type: ignore[attr-defined]
    await client.apply_plan(client.plan_undo("x"))  # type: ignore[arg-type]
    for _ in client.history():  # type: ignore[attr-defined]
        pass
    with client:  # type: ignore[attr-defined]
        pass


def mistakes_in_writes(client: PowerTrackClient) -> None:
    """Keys of the wrong type, misspelt fields, and arguments that are missing or misspelt."""
    client.update_hardware_driver(["H100005"], {"driverId": 1})  # type: ignore[arg-type]
    client.update_hardware_driver("H100005", {"driverID": 1})  # type: ignore[typeddict-unknown-key]
    client.update_hardware_driver("H100005", {"driverId": "1"})  # type: ignore[typeddict-item]
    client.update_hardware_driver("H100005")  # type: ignore[call-arg]
    client.bulk_update_hardware("S10001", {"hid": 100005})  # type: ignore[dict-item]
    client.bulk_update_hardware("S10001", ["H100005"])  # type: ignore[list-item]
    client.bulk_update_hardware(10001.0, [])  # type: ignore[arg-type]
    client.update_inverter_model("H100005", {"inverterKW": 5})  # type: ignore[typeddict-unknown-key]
    client.update_inverter_model("H100005", {"inverterKw": 5}, entry="0")  # type: ignore[arg-type]
    client.update_bifacial_settings("H100005", 0.7)  # type: ignore[arg-type]
    client.add_alert_trigger("H100005", {"treshold": 80})  # type: ignore[typeddict-unknown-key]
    client.add_alert_trigger("H100005", {"enabled": "yes"})  # type: ignore[typeddict-item]
    client.add_alert_trigger({"name": "Low voltage"})  # type: ignore[call-arg, arg-type]
    client.delete_alert_trigger("H100005", alert=5001)  # type: ignore[call-arg]
    client.copy_alert_triggers("H100005", 100006)  # type: ignore[arg-type]
    client.create_report_config({"nmae": "Monthly"})  # type: ignore[typeddict-unknown-key]
    client.create_report_config({"sites": "S10001"})  # type: ignore[typeddict-item]


def mistakes_in_plans(client: PowerTrackClient, plan: Plan) -> None:
    """A plan is no run, and a run is no plan."""
    client.plan_updates([("S10001", "name", "North")])  # type: ignore[list-item]
    client.plan_updates([5])  # type: ignore[list-item]
    client.plan_updates()  # type: ignore[call-arg]
    client.apply_plan("plan.json")  # type: ignore[arg-type]
    client.apply_plan(plan, on_error="ignore")  # type: ignore[arg-type]
    client.apply_plan(plan, limit="all")  # type: ignore[arg-type]
    client.resume_run(plan)  # type: ignore[arg-type]
    client.plan_undo()  # type: ignore[call-arg]
    client.plan_alert_additions(["H100005"], {"nmae": "x"})  # type: ignore[typeddict-unknown-key]
    assert plan.entrys  # type: ignore[attr-defined]
    assert client.apply_plan(plan).runs  # type: ignore[attr-defined]
    assert client.update_site_config("S10001", {}).aplied  # type: ignore[attr-defined]
