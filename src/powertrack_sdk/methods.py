"""The methods of both clients, listed once."""

from __future__ import annotations

from powertrack_sdk import direct
from powertrack_sdk.account import flows as account
from powertrack_sdk.alerts import flows as alerts
from powertrack_sdk.alerts import writes as alert_writes
from powertrack_sdk.charts import flows as charts
from powertrack_sdk.export import flows as export
from powertrack_sdk.hardware import flows as hardware
from powertrack_sdk.hardware import writes as hardware_writes
from powertrack_sdk.modeling import flows as modeling
from powertrack_sdk.modeling import pan_upload
from powertrack_sdk.modeling import writes as modeling_writes
from powertrack_sdk.plans import applying, differences, planning, restoring
from powertrack_sdk.portfolio import flows as portfolio
from powertrack_sdk.reports import creating
from powertrack_sdk.reports import flows as reports
from powertrack_sdk.runner.descriptors import Method
from powertrack_sdk.site import flows as site
from powertrack_sdk.tasks import flows as tasks


class Methods:
    """Flows as methods: results are returned by `PowerTrackClient` and awaited with `AsyncPowerTrackClient`."""

    get_portfolio_overview = Method(portfolio.get_portfolio_overview)
    get_sites = Method(site.get_sites)
    get_site_overview = Method(portfolio.get_site_overview)
    get_site_detailed_info = Method(site.get_site_detailed_info)
    get_site_config = Method(site.get_site_config)
    get_site_links = Method(site.get_site_links)
    get_site_shares = Method(site.get_site_shares)
    get_site_data = Method(site.get_site_data)
    get_hardware_list = Method(hardware.get_hardware_list)
    get_hardware_details = Method(hardware.get_hardware_details)
    get_hardware_diagnostics = Method(hardware.get_hardware_diagnostics)
    get_site_hardware_production = Method(hardware.get_site_hardware_production)
    get_driver_settings = Method(hardware.get_driver_settings)
    get_driver_settings_list = Method(hardware.get_driver_settings_list)
    get_driver_list = Method(hardware.get_driver_list)
    get_register_offsets = Method(hardware.get_register_offsets)
    get_alert_triggers = Method(alerts.get_alert_triggers)
    get_alert_summary = Method(alerts.get_alert_summary)
    get_active_alerts = Method(alerts.get_active_alerts)
    get_modeling_data = Method(modeling.get_modeling_data)
    get_pv_model_curves = Method(modeling.get_pv_model_curves)
    get_pvsyst_modules = Method(modeling.get_pvsyst_modules)
    get_chart_data = Method(charts.get_chart_data)
    get_chart_definitions = Method(charts.get_chart_definitions)
    get_reporting_capabilities = Method(reports.get_reporting_capabilities)
    get_report_configs = Method(reports.get_report_configs)
    get_user_preferences = Method(account.get_user_preferences)
    get_audit_log = Method(account.get_audit_log)
    session_alive = Method(account.session_alive)
    export_portfolio = Method(export.export_portfolio)

    update_site_config = Method(site.update_site_config)
    update_hardware_config = Method(hardware_writes.update_hardware_config)
    update_hardware_driver = Method(hardware_writes.update_hardware_driver)
    bulk_update_hardware = Method(hardware_writes.bulk_update_hardware)
    update_modeling_data = Method(modeling_writes.update_modeling_data)
    update_inverter_model = Method(modeling_writes.update_inverter_model)
    update_bifacial_settings = Method(modeling_writes.update_bifacial_settings)
    update_alert_triggers = Method(alert_writes.update_alert_triggers)
    add_alert_trigger = Method(alert_writes.add_alert_trigger)
    delete_alert_trigger = Method(alert_writes.delete_alert_trigger)
    copy_alert_triggers = Method(alert_writes.copy_alert_triggers)
    create_report_config = Method(creating.create_report_config)
    restore_backup = Method(restoring.restore_backup)

    plan_updates = Method(planning.plan_updates)
    plan_alert_additions = Method(alert_writes.plan_alert_additions)
    plan_alert_deletions = Method(alert_writes.plan_alert_deletions)
    plan_alert_copy = Method(alert_writes.plan_alert_copy)
    plan_restore = Method(restoring.plan_restore)
    plan_undo = Method(restoring.plan_undo)
    apply_plan = Method(applying.apply_plan)
    resume_run = Method(applying.resume_run)
    history = Method(restoring.history)
    compare = Method(differences.compare)
    compare_with_template = Method(differences.compare_with_template)
    upload_pan_data = Method(pan_upload.upload_pan_data)

    start_report = Method(tasks.start_report)
    wait_for_report = Method(tasks.wait_for_report)
    run_report = Method(tasks.run_report)

    request = Method(direct.request)
    send = Method(direct.send)
