"""PV models of sites and inverters, model files, and the list of PVsyst modules."""

from __future__ import annotations

from powertrack_api.documents import MODELING_DATA_DOCUMENT, PV_MODEL_FILE_DOCUMENT, PV_SYST_MODULE
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.answers.site import MONTHS
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.documents import documents
from powertrack_sdk.simulator.core.fields import (
    attributes,
    example,
    example_list,
    fill,
    known_part,
    quantity,
    section,
    word,
)
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.store import Changes, Kind, State
from powertrack_sdk.simulator.world.clock import stamp
from powertrack_sdk.simulator.world.plant import Device, Site, World

_FIRST_MODULE = 90001
_OF_INVERTER = """inverterKw=ac_kw inverterKva=ac_kw dcSize=dc_kw numOfStrings=strings panelsPerString=panels
wattsPerPanel=panel_watts mppWatts=panel_watts"""


class Modeling(Kind):
    """The PV model of a site or an inverter."""

    label = "modeling"
    described = MODELING_DATA_DOCUMENT

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return the model of a site or an inverter as it was built."""
        site, device = world.site(key), world.device(key)
        if site is not None:
            return _model(example("modeling/get_site_modeling"), site, None)
        if device is None or device[1].kind != "inverter":
            return None
        site, inverter = device
        share = inverter.dc_kw / site.dc_kw
        months: JsonObject = {name: round(site.month_kwh(index) * share) for index, name in enumerate(MONTHS, start=1)}
        document = _model(example("modeling/put_modeling"), site, inverter)
        return fill(document, {"pvConfig.monthlyOutput": months, **array_values(inverter, site)})

    def save(self, state: State, current: JsonObject, sent: JsonObject, moment: str) -> Changes:
        """Save a model for its inverter and for every other selected one. The stamp does not move."""
        key = word(current, "key")
        changes: Changes = {(self.name, key): {**sent, "ts": current.get("ts")}}
        siblings = {word(row, "key") for row in objects(current.get("selectedHardware"))} - {key}
        for row in objects(sent.get("selectedHardware")) if "pvConfig" in sent else []:
            other = word(row, "key")
            if row.get("selected") is True and other in siblings:
                changes[self.name, other] = {**(state.read(self, other) or {}), "pvConfig": sent["pvConfig"]}
        return changes

    def edit_as_other_user(self, state: State, key: str, before: JsonObject, moment: str | None = None) -> None:
        """Change the degradation of a model as another user."""
        current = state.read(self, key) or {}
        config = section(current, "pvConfig")
        edited: JsonObject = {**config, "degrade": 0.75 if config.get("degrade") != 0.75 else 0.5}
        state.store({(self.name, key): self._marked(current, "pvConfig", edited, moment)})


class PvModelFile(Kind):
    """A PV model in a file."""

    label = "pvmodel"
    described = PV_MODEL_FILE_DOCUMENT
    notes = ("description", "name")
    file = ("F3003", "modeling/get_pv_model_file", 900)
    file_type = 63

    def settle(self, sent: JsonObject, moment: str) -> JsonObject:
        """Return the document as saved, with a new revision."""
        return super().settle(sent, moment) | {"revision": int(quantity(sent.get("revision")) or 0) + 1}


documents(Modeling())
documents(PvModelFile())


@answers("getPvSystModules")
def get_pv_syst_modules(call: Call) -> list[JsonValue]:
    """Answer with the list of modules, which is the same for every key."""
    added: list[JsonValue] = [
        {"name": f"{word(module, 'manufacturer')}, {word(module, 'model')}", "value": _FIRST_MODULE + index}
        for index, module in enumerate(call.state.modules)
    ]
    return example_list("modeling/get_site_pv_syst_modules") + added


@answers("createPvSystModule", "uploadPanFile")
def create_pv_syst_module(call: Call) -> JsonObject:
    """Add a module to the list."""
    module = known_part(call.body, PV_SYST_MODULE)
    if not isinstance(module, dict) or not word(module, "model"):
        raise RefusedError(400, "A module needs a model.")
    call.state.modules.append(module)
    return {}


def array_values(inverter: Device, site: Site) -> dict[str, JsonValue]:
    """Return the modules of an inverter, by paths in a document."""
    values: dict[str, JsonValue] = {
        **attributes(inverter, _OF_INVERTER),
        **attributes(site, "azimuth tilt"),
        "mppVoltage": 40.0,
        "mppAmps": round(inverter.panel_watts / 40, 2),
        "tracking": 0,
        "trackingAngle": 0.0,
        "tempCoefficient": -0.36,
    }
    return {f"pvConfig.inverters.0.{name}": value for name, value in values.items()}


def _model(document: JsonObject, site: Site, inverter: Device | None) -> JsonObject:
    of: Site | Device = inverter or site
    selected: list[JsonValue] = [
        {"selected": each is inverter, "sortIndex": each.sort, "name": each.name, "key": each.key}
        for each in site.inverters
    ]
    return fill(
        document,
        {
            **attributes(of, "key dcRating=dc_kw siteDcShare=dc_kw"),
            **attributes(site, "latitude longitude"),
            "ts": stamp(of.changed),
            "selectedHardware": selected,
            "outputKey": site.device("meter").key,
            "weatherStationKey1": site.device("weather").key,
            "weatherStationKey2": "",
        },
    )
