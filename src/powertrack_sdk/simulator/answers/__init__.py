"""The answers: one module a resource, each with its editable documents and the functions that answer operations."""

from __future__ import annotations

from powertrack_sdk.simulator.answers import (  # noqa: F401 - importing them registers what they answer
    account,
    alert_triggers,
    alerts,
    charts,
    hardware,
    hardware_config,
    modeling,
    nodes,
    portfolio,
    rates,
    reports,
    site,
    tasks,
)
