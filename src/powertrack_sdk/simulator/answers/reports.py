"""Reports, and the folder and the files that they lie among."""

from __future__ import annotations

from powertrack_api.documents import REPORT_CONFIG_DOCUMENT
from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator.core.call import Call, answers, require
from powertrack_sdk.simulator.core.documents import create_file, documents
from powertrack_sdk.simulator.core.fields import echo, example, fill, pick, word
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.store import FOLDER, Kind
from powertrack_sdk.simulator.world.plant import World

_PAGE = 25


class ReportConfig(Kind):
    """The configuration of a report."""

    label = "report"
    described = REPORT_CONFIG_DOCUMENT
    notes = ("remarks", "description")
    moves_note = True
    template = "reports/get_report_config"
    file = ("F3001", template, 62)
    file_type = 54

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return the first report, about all sites of the customer."""
        made = super().make(world, key)
        own: JsonObject = {"ownerKey": world.customer, "sourceItems": [{"key": world.parent_customer}]}
        return None if made is None else made | own

    def new(self, document: JsonObject) -> JsonObject:
        """Return a new report; without a name it is called by its title."""
        return super().new({"name": document.get("reportTitle", ""), **document})


class Folder(Kind):
    """A folder of files."""

    label = "folder"
    file = (FOLDER, "reports/create_folder", 901)

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return the first folder, which lies below the first site."""
        made = super().make(world, key)
        return None if made is None else fill(made, {"parentKey": next(iter(world.keys()), world.customer)})


REPORT, FOLDERS = documents(ReportConfig()), documents(Folder())


@answers("getNewReportConfig")
def get_new_report_config(call: Call) -> JsonObject:
    """Answer with a template."""
    blank: JsonObject = {"key": "", "name": "", "parentKey": FOLDER, "reportTitle": "", "lastChanged": None}
    return example(REPORT.template) | blank | {"ownerKey": call.key, "reportType": int(call.keys["type"])}


@answers("createReportConfig", "postReportConfig")
def create_report_config(call: Call) -> JsonObject:
    """Create a report."""
    return create_file(call, REPORT)


@answers("queryReportConfigs")
def query_report_configs(call: Call) -> JsonObject:
    """Answer with reports in the order of their last changes, in parts.

    If there are more, the next part is what changed after the `lastChanged` of this one.
    """
    call.node(word(call.body, "key"))
    return _reports(call, call.body)


@answers("getReportConfigs")
def get_report_configs(call: Call) -> JsonObject:
    """Answer with the first reports of the customer."""
    return _reports(call, {"key": call.state.world.customer, "filter": ""})


@answers("getFileConfig")
def get_file_config(call: Call) -> JsonObject:
    """Answer with what is known of a file."""
    kind, document = require(call.state.file(call.key))
    if kind.file_type is None:
        raise RefusedError(404, "A folder is not a file.")
    name = word(document, "name")
    sample = example(f"reports/get_file_config__{'pv_model' if kind.label == 'pvmodel' else 'rate'}")
    return sample | {
        "fileName": f"{name}.{kind.label}",
        "fileType": kind.file_type,
        "key": call.key,
        "kind": kind.label,
        "lastChanged": document.get(kind.stamp),
        "name": name,
        "parentKey": word(document, "parentKey") or FOLDER,
        "url": f"/Content/DBFile?urltype=file&fidrev={call.key}",
    }


def _reports(call: Call, asked: JsonObject) -> JsonObject:
    since, wanted = call.request.query.get("lastChanged", ""), word(asked, "filter").casefold()
    reports = sorted(call.state.find_all(REPORT), key=lambda each: word(each, "lastChanged"))
    rows: list[JsonObject] = [
        pick(report, "description", "key", "lastChanged", "name", "parentKey", "reportTitle")
        for report in reports
        if word(report, "lastChanged") > since.replace(".000Z", "Z") and wanted in word(report, "name").casefold()
    ]
    shown = rows[:_PAGE]
    last = word(shown[-1], "lastChanged") if shown else "1900-01-01T00:00:00Z"
    return {"isMore": len(rows) > _PAGE, "key": echo(asked), "lastChanged": last, "list": [*shown]}
