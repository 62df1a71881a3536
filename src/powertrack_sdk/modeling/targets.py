"""Photovoltaic models as something to write to."""

from __future__ import annotations

from powertrack_api.api import modeling
from powertrack_core.decoding import JsonObject, objects, text
from powertrack_sdk.keys import is_site_key
from powertrack_sdk.nodes.flows import site_of
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes.documents import MODELING, document
from powertrack_sdk.writes.target import Copy, Target

_MODEL = "pvConfig"


def modeling_target(key: str) -> Flow[Target]:
    """The photovoltaic model of a site or an inverter as something to write to."""
    # A model is edited on the page of the site, also where it is the model of an inverter.
    site = key if is_site_key(key) else (yield from site_of(key))
    return _model_of(key, site)


def _model_of(key: str, site: str) -> Target:
    return Target(
        document=document(MODELING),
        key=key,
        read=modeling.get_site_modeling(key) if is_site_key(key) else modeling.get_hardware_modeling(key),
        write=lambda whole: modeling.put_modeling(site, whole),
        copies=lambda whole: [
            Copy(_model_of(other, site), lambda current: {**current, _MODEL: whole.get(_MODEL)})
            for other in _selected(whole)
            if other != key
        ],
    )


def _selected(whole: JsonObject) -> list[str]:
    """The inverters that the model is saved for."""
    rows = objects(whole.get("selectedHardware"))
    return [key for row in rows if row.get("selected") is True and (key := text(row.get("key")))]
