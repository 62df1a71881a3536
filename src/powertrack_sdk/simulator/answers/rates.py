"""Rates: what energy is worth."""

from __future__ import annotations

from powertrack_api.documents import RATE_DOCUMENT
from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator.answers.reports import FOLDERS
from powertrack_sdk.simulator.core.call import Call, answers, require
from powertrack_sdk.simulator.core.documents import create_file, documents
from powertrack_sdk.simulator.core.fields import example
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.store import Kind
from powertrack_sdk.simulator.world.clock import stamp


class Rate(Kind):
    """A rate."""

    label = "rate"
    described = RATE_DOCUMENT
    notes = ("name", "customSymbol")
    only_sent = ("selectedRate", "selectedIdx")
    template = "rates/get_new_rate"
    file = ("F3002", "rates/get_rate", 20)
    file_type = 18


RATE = documents(Rate())


@answers("getNewRate")
def get_new_rate(call: Call) -> JsonObject:
    """Answer with a template for a folder, whose key is the whole body."""
    if not isinstance(call.json, str):
        raise RefusedError(400, "The body has to be the key of a folder.")
    require(call.state.read(FOLDERS, call.json))
    return example(RATE.template) | {"parentKey": call.json, "ts": stamp(call.state.clock.now)}


@answers("createRate")
def create_rate(call: Call) -> JsonObject:
    """Create a rate."""
    return create_file(call, RATE)


@answers("deleteRate")
def delete_rate(call: Call) -> None:
    """Delete a rate."""
    call.check_page(**RATE.page(call.state, require(call.state.read(RATE, call.key))))
    call.state.delete(RATE, call.key)
