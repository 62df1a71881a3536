"""Reports, rates, PV models and folders."""

from __future__ import annotations

from powertrack_api.documents import PV_SYST_MODULE
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.documents import DocumentKind
from powertrack_sdk.simulator.fields import example, example_list, understood, word
from powertrack_sdk.simulator.messages import RefusedError, read_json
from powertrack_sdk.simulator.moments import stamp
from powertrack_sdk.simulator.nodes import echo, node
from powertrack_sdk.simulator.writes import post

_PAGE = 25
_CODES: dict[DocumentKind, int] = {"rate": 18, "report": 54, "pvmodel": 63}
_FIRST_MODULE = 90001


def get_new_report_config(call: Call) -> JsonObject:
    """`reportconfig/new`: a template."""
    blank: JsonObject = {"key": "", "name": "", "parentKey": "D4001", "reportTitle": "", "lastChanged": None}
    return example("reports/get_report_config") | blank | {"ownerKey": call.key, "reportType": int(call.keys["type"])}


def create_report_config(call: Call) -> JsonObject:
    """`reportconfig`, POST."""
    return _create(call, "report")


post_report_config = create_report_config


def query_report_configs(call: Call) -> JsonObject:
    """`view/reportconfigs`: reports in the order of their last changes, in parts.

    Where there are more, the next part is what changed after the `lastChanged` of this one.
    """
    asked = call.sent()
    found(node(call.state, word(asked, "key")))
    return _reports(call, asked)


def get_report_configs(call: Call) -> JsonObject:
    """The same asked with GET: all reports of the customer."""
    return _reports(call, {"key": call.state.world.customer, "filter": ""})


def get_file_config(call: Call) -> JsonObject:
    """`fileconfig`: what is known of a file."""
    kind, document = found(call.state.documents.file(call.key))
    if kind not in _CODES:
        raise RefusedError(404, "A folder is no file.")
    name = word(document, "name")
    sample = example(f"reports/get_file_config__{'pv_model' if kind == 'pvmodel' else 'rate'}")
    return sample | {
        "fileName": f"{name}.{kind}",
        "fileType": _CODES[kind],
        "key": call.key,
        "kind": kind,
        "lastChanged": document.get("ts", document.get("lastChanged")),
        "name": name,
        "parentKey": word(document, "parentKey") or "D4001",
        "url": f"/Content/DBFile?urltype=file&fidrev={call.key}",
    }


def create_folder(call: Call) -> JsonObject:
    """`folderconfig`: create a folder below a site."""
    sent = call.sent()
    if not isinstance(sent.get("name"), str):
        raise RefusedError(400, "A folder needs a name.")
    parent = word(sent, "parentKey")
    found(node(call.state, parent))
    call.check_page(siteKey=parent)
    return post(call, "folder", {"name": sent["name"], "parentKey": parent})


def get_new_rate(call: Call) -> JsonObject:
    """`edit/rate/new`: a template for a folder, whose key is the whole body."""
    folder = read_json(call.request.body)
    if not isinstance(folder, str):
        raise RefusedError(400, "The body has to be the key of a folder.")
    found(call.state.documents.read("folder", folder))
    return example("rates/get_new_rate") | {"parentKey": folder, "ts": stamp(call.state.clock.now)}


def create_rate(call: Call) -> JsonObject:
    """`edit/rate`, POST."""
    return _create(call, "rate")


def delete_rate(call: Call) -> None:
    """`edit/rate`, DELETE."""
    rate = found(call.state.documents.read("rate", call.key))
    call.check_page(fileKey=call.key, folderKey=word(rate, "parentKey"))
    call.state.documents.delete("rate", call.key)


def get_pv_syst_modules(call: Call) -> list[JsonValue]:
    """`view/pvsystmodules`: the same for every key."""
    added: list[JsonValue] = [
        {"name": f"{word(module, 'manufacturer')}, {word(module, 'model')}", "value": _FIRST_MODULE + index}
        for index, module in enumerate(call.state.modules)
    ]
    return example_list("modeling/get_site_pv_syst_modules") + added


def create_pv_syst_module(call: Call) -> JsonObject:
    """`edit/pvsystmodule`: the answer is an empty object."""
    module = understood(call.sent(), PV_SYST_MODULE)
    if isinstance(module, dict) and word(module, "model"):
        call.state.modules.append(module)
        return {}
    raise RefusedError(400, "A module needs a model.")


upload_pan_file = create_pv_syst_module


def _create(call: Call, kind: DocumentKind) -> JsonObject:
    sent = call.sent()
    folder = word(sent, "parentKey")
    found(call.state.documents.read("folder", folder))
    call.check_page(folderKey=folder)
    return post(call, kind, sent)


def _reports(call: Call, asked: JsonObject) -> JsonObject:
    since, wanted = call.request.query.get("lastChanged", ""), word(asked, "filter").casefold()
    rows: list[JsonObject] = [
        {name: report.get(name) for name in ("description", "key", "lastChanged", "name", "parentKey", "reportTitle")}
        for report in sorted(call.state.documents.files("report"), key=lambda each: word(each, "lastChanged"))
        if word(report, "lastChanged") > since.replace(".000Z", "Z") and wanted in word(report, "name").casefold()
    ]
    shown = rows[:_PAGE]
    last = word(shown[-1], "lastChanged") if shown else "1900-01-01T00:00:00Z"
    return {"isMore": len(rows) > _PAGE, "key": echo(asked), "lastChanged": last, "list": [*shown]}
