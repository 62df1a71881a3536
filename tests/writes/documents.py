"""A site and a device to write to, with one of everything that a shape can say."""

from __future__ import annotations

import re

from powertrack_core.decoding import JsonObject
from powertrack_core.shapes import Alias, Anything, Document, ListShape, MapShape, ObjectShape, Scalar

TEXT = Scalar(types=frozenset({"string"}))
FLAG = Scalar(types=frozenset({"boolean"}))
WHOLE = Scalar(types=frozenset({"integer"}))
NUMBER = Scalar(types=frozenset({"number"}))
READ_ONLY = Scalar(types=frozenset({"string"}), read_only=True)
SECRET_NAMES = re.compile(r"(?i)pass|communit|auth")

SITE = Document(
    name="SiteConfig",
    identity="key",
    stamp="ts",
    shape=ObjectShape(
        name="SiteConfig",
        fields={
            "key": READ_ONLY,
            "ts": Scalar(types=frozenset({"string"}), read_only=True, volatile=True),
            "name": TEXT,
            "capacityAc": Scalar(types=frozenset({"number"}), minimum=0, unit_in="capacityAcUnit"),
            "capacityAcUnit": WHOLE,
            "allowedChartTypes": ListShape(item=WHOLE),
            "approvedByKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(U\d+)?$")),
            "certifiedOn": Scalar(types=frozenset({"string", "null"})),
            "isMonitored": FLAG,
            "location": ObjectShape(
                name="SiteLocation",
                fields={
                    "latitude": Scalar(types=frozenset({"number"}), unit="deg", minimum=-90.0, maximum=90.0),
                    "longitude": Scalar(types=frozenset({"number"}), unit="deg", minimum=-180, maximum=180),
                    "elevation": Scalar(types=frozenset({"number"}), minimum=-430.5),
                    "timeZone": WHOLE,
                },
            ),
            "estimatedLosses": MapShape(value=Scalar(types=frozenset({"number"}), unit="%")),
            "links": ListShape(
                item=ObjectShape(name="SiteLink", fields={"key": READ_ONLY, "name": TEXT, "kind": TEXT}),
                merge_key="key",
                nullable=True,
            ),
            "chartDashboard": ObjectShape(
                name="ChartDashboard",
                nullable=True,
                fields={
                    "charts": ListShape(
                        item=ObjectShape(
                            name="DashboardChart",
                            fields={
                                "chartName": TEXT,
                                "rank": Scalar(types=frozenset({"integer"}), read_only=True),
                                "options": ObjectShape(name="ChartOptions", fields={"color": TEXT, "width": WHOLE}),
                                "series": ListShape(
                                    item=ObjectShape(name="ChartSeries", fields={"key": READ_ONLY, "axis": WHOLE}),
                                    merge_key="key",
                                ),
                            },
                        )
                    )
                },
            ),
            "newNote": Scalar(types=frozenset({"string"}), volatile=True),
            "queryOverrides": Anything(),
            "salesforceSystemId": READ_ONLY,
        },
        aliases={
            "latitude": Alias(path=("location", "latitude")),
            "lat": Alias(path=("location", "latitude")),
            "acCapacityKw": Alias(path=("capacityAc",), unit_path=("capacityAcUnit",), unit_code=10),
            "acCapacityMw": Alias(path=("capacityAc",), unit_path=("capacityAcUnit",), unit_code=12),
            "place": Alias(path=("location",)),
            "name": Alias(path=("location", "city")),
        },
    ),
)

HARDWARE = Document(
    name="HardwareConfig",
    identity="key",
    stamp="ts",
    shape=ObjectShape(
        name="HardwareConfig",
        fields={
            "key": READ_ONLY,
            "ts": Scalar(types=frozenset({"string"}), read_only=True, volatile=True),
            "credentials": Anything(),
            "passwordPolicy": ObjectShape(name="PasswordPolicy", fields={"minLength": WHOLE}),
            "webPassword": Scalar(types=frozenset({"string"}), secret=True, pattern=re.compile("[a-z0-9]+")),
            "settings": ListShape(
                item=ObjectShape(
                    name="HardwareSetting",
                    fields={
                        "index": Scalar(types=frozenset({"integer"}), volatile=True),
                        "name": TEXT,
                        "type": WHOLE,
                        "value": Scalar(
                            types=frozenset({"string", "integer", "number"}), secret_when=("name", SECRET_NAMES)
                        ),
                    },
                ),
                merge_key="name",
            ),
        },
    ),
)


def site() -> JsonObject:
    """A site, with a field that the specification does not know in each of its objects."""
    return {
        "key": "S10001",
        "name": "Example Site A",
        "capacityAc": 900.0,
        "capacityAcUnit": 10,
        "allowedChartTypes": [1, 76, 88],
        "approvedByKey": "U2001",
        "certifiedOn": None,
        "isMonitored": True,
        "location": {"latitude": 40.5, "longitude": -75.5, "elevation": 70, "timeZone": 16891, "floodZone": "X"},
        "estimatedLosses": {"snow": 0, "soiling": 1.5},
        "links": [
            {"key": "L1", "name": "Kiosk", "kind": "external"},
            {"key": "L2", "name": "Report", "kind": "internal"},
        ],
        "chartDashboard": {
            "charts": [
                {"chartName": "Power", "rank": 1, "options": {"color": "red", "width": 2}, "series": []},
                {
                    "chartName": "Energy",
                    "rank": 2,
                    "options": {"color": "blue", "width": 1},
                    "series": [{"key": "a", "axis": 1}, {"key": "b", "axis": 2}],
                },
            ]
        },
        "newNote": "",
        "queryOverrides": [],
        "salesforceSystemId": "S-0000001",
        "batteryHealth": {"cycles": 12, "label": "good", "cells": [{"id": 1, "volt": 3.3}], "tested": None},
        "ts": "2025-12-16T16:45:50.1234567Z",
    }


def hardware() -> JsonObject:
    """A device with two settings, one of them a credential."""
    return {
        "key": "H100001",
        "webPassword": "canary1",
        "settings": [
            {"index": 0, "name": "dev:UnitID", "type": 1, "value": 1},
            {"index": 1, "name": "dev:community", "type": 0, "value": "canary2"},
        ],
        "ts": "2025-03-13T18:25:32Z",
    }
