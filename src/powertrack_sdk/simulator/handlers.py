"""What answers each operation. One that is not named here is answered by its captured example."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from powertrack_api.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import (
    account,
    alert_views,
    charts,
    device_reads,
    device_views,
    file_views,
    nodes,
    site_reads,
    views,
)
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.documents import DocumentKind
from powertrack_sdk.simulator.messages import Answer
from powertrack_sdk.simulator.writes import meddle, put

Handler: TypeAlias = "Callable[[Call], JsonValue | Answer] | Callable[[Call], JsonObject] | Callable[[Call], None]"


def _reading(kind: DocumentKind) -> Handler:
    """What reads a document by the key in the path."""

    def read(call: Call) -> JsonObject:
        documents = call.state.documents
        document = found(documents.read(kind, call.key))
        if call.trouble.is_any("stamp-moved"):
            meddle(documents, kind, call.key, before=document, stamp=call.state.clock.tick())
        return document

    return read


def _saving(kind: DocumentKind) -> Handler:
    """What saves a document that the body holds."""
    return lambda call: put(call, kind)


HANDLERS: dict[str, Handler] = {
    "addHardwareAlertTrigger": alert_views.create_on,
    "checkAllHardware": device_reads.check_all,
    "createAlertTrigger": alert_views.create,
    "createAlertTriggers": alert_views.create_several,
    "createFolder": file_views.create_folder,
    "createPvSystModule": file_views.add_module,
    "createRate": file_views.create_rate,
    "createReportConfig": file_views.create_report,
    "deleteAlertTrigger": alert_views.delete,
    "deleteHardwareAlertTriggers": alert_views.delete,
    "deleteRate": file_views.delete_rate,
    "estimateChart": charts.estimate,
    "getActiveAlerts": alert_views.active,
    "getActiveTicketCount": lambda call: 0,
    "getAlertSummary": alert_views.summary,
    "getAlertTriggers": alert_views.triggers,
    "getAlertTypes": alert_views.types,
    "getAuditLog": account.whole_audit_log,
    "getBulkHardware": device_reads.bulk,
    "getCalculatedElevation": site_reads.elevation,
    "getChartMenu": charts.whole_menu,
    "getDriverFunctionCodes": device_reads.functions,
    "getDriverList": device_reads.drivers,
    "getDriverRegisters": device_reads.driver_registers,
    "getDriverSettings": device_reads.settings,
    "getDriverSettingsList": device_reads.offered_settings,
    "getFavoriteNodes": nodes.favorites,
    "getFileConfig": file_views.file_config,
    "getGatewayCommandHistory": device_reads.commands,
    "getGatewayInfo": device_reads.gateway,
    "getHardwareConfig": _reading("hardware"),
    "getHardwareNavigatorStatus": device_reads.navigator,
    "getHardwareStatus": device_views.hardware_status,
    "getHardwareStatusCode": device_reads.status_code,
    "getModeling": _reading("modeling"),
    "getNewAlertTrigger": alert_views.new_trigger,
    "getNewHardwareSetting": device_reads.new_setting,
    "getNewRate": file_views.new_rate,
    "getNewReportConfig": file_views.new_report,
    "getNode": nodes.read,
    "getParentSite": device_reads.parent_site,
    "getPortfolio": views.portfolio,
    "getPvModelFile": _reading("pvmodel"),
    "getPvSystModules": file_views.modules,
    "getRate": _reading("rate"),
    "getRegisterOffsets": device_reads.offsets,
    "getReportConfig": _reading("report"),
    "getReportConfigs": file_views.list_all_reports,
    "getScriptSite": site_reads.script_site,
    "getSessionNotifications": site_reads.notices,
    "getSite": views.site_view,
    "getSiteConfig": _reading("site"),
    "getSiteHardwareConfig": _reading("sitehardware"),
    "getSiteHardwareProduction": device_views.production_list,
    "getSiteProduction": site_reads.production,
    "getSiteWeather": site_reads.weather,
    "getTask": file_views.task,
    "getTaskResults": file_views.task_results,
    "getTasks": file_views.all_tasks,
    "getUserPreferences": account.preferences,
    "postReportConfig": file_views.create_report,
    "postReportStart": file_views.start_task,
    "putAlertTrigger": _saving("trigger"),
    "putHardwareConfig": _saving("hardware"),
    "putModeling": _saving("modeling"),
    "putPvModelFile": _saving("pvmodel"),
    "putRate": _saving("rate"),
    "putReportConfig": _saving("report"),
    "putSiteConfig": _saving("site"),
    "putSiteHardwareConfig": _saving("sitehardware"),
    "queryAlertHistory": alert_views.history,
    "queryAuditLog": account.audit_log,
    "queryChart": charts.chart,
    "queryChartMenu": charts.menu,
    "queryKpiDashboard": site_reads.kpi_dashboard,
    "queryKpiMenu": charts.kpi_menu,
    "queryNodeBatch": nodes.batch,
    "queryNodes": nodes.query,
    "queryReportConfigs": file_views.list_reports,
    "querySiteHardware": device_reads.site_hardware,
    "queryTags": nodes.tags,
    "requestGatewayDefaultParams": device_reads.default_parameters,
    "resolveBindings": nodes.bindings,
    "saveUserPreferences": account.save_preferences,
    "startTask": file_views.start_task,
    "testAlertTrigger": alert_views.test,
    "uploadPanFile": file_views.add_module,
}
