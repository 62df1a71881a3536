from __future__ import annotations

import re

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Anything, Document, ListShape, ObjectShape
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.nearest import settable
from powertrack_sdk.writes.validate import check

from .documents import HARDWARE, NUMBER, SITE, TEXT, hardware, site


def charts() -> list[JsonValue]:
    dashboard = site()["chartDashboard"]
    assert isinstance(dashboard, dict)
    found = dashboard["charts"]
    assert isinstance(found, list)
    return found


def chart(place: int, **changes: JsonValue) -> JsonObject:
    found = charts()[place]
    assert isinstance(found, dict)
    return {**found, **changes}


def dashboard_of(*items: JsonValue) -> JsonObject:
    return {"chartDashboard": {"charts": list(items)}}


def without(value: JsonObject, *names: str) -> JsonObject:
    return {name: part for name, part in value.items() if name not in names}


NEW_LINK: JsonObject = {"key": "L3", "name": "New", "kind": "external"}
NEW_CHART = chart(0, chartName="New", rank=3)


@pytest.mark.parametrize(
    "patch",
    [
        {"name": "Example Site B"},
        {"name": ""},
        {"capacityAc": 5},
        {"capacityAc": 5.5},
        {"certifiedOn": None},
        {"approvedByKey": ""},
        {"location": {"latitude": -90}},
        {"location": {}},
        {"allowedChartTypes": []},
        {"allowedChartTypes": [5, 76]},
        {"estimatedLosses": {"snow": 1, "shading": 0.5}},
        {"key": "S10001", "name": "Example Site B"},
        {"queryOverrides": {"what": ["ever", None, 1.5]}},
        {"queryOverrides": None},
        {"links": [{"key": "L2", "name": "Other"}]},
        {"links": [NEW_LINK]},
        {"links": []},
        {"links": None},
        {"chartDashboard": None},
        dashboard_of(),
        dashboard_of(chart(0, chartName="Other"), chart(1)),
        dashboard_of(chart(1), chart(0)),
        dashboard_of(chart(1)),
        dashboard_of(*charts(), NEW_CHART),
        dashboard_of(chart(0), chart(1, series=[{"key": "b", "axis": 2}, {"key": "a", "axis": 5}])),
        dashboard_of(chart(0), chart(1, series=[{"key": "c", "axis": 2}])),
        dashboard_of(*charts(), chart(1, chartName="New", series=[{"key": "c", "axis": 2}])),
        {"newNote": "Volatile is not read-only."},
        {"links": [{"key": "L1", "$remove": True}]},
        {"links": [{"key": "L1", "$remove": True}, {"key": "L2", "name": "Other"}, NEW_LINK]},
        {"allowedChartTypes": {"2": 5}},
        {"chartDashboard": {"charts": {"0": {"chartName": "Other"}}}},
        {"chartDashboard": {"charts": {"1": {"series": [{"key": "a", "axis": 5}, {"key": "b", "$remove": True}]}}}},
    ],
)
def test_what_fits_is_let_through(patch: JsonObject) -> None:
    check(patch, SITE, site())


@pytest.mark.parametrize(
    ("patch", "problem"),
    [
        ({"capacityAc": "5"}, "capacityAc must be a number, not a string"),
        ({"capacityAc": True}, "capacityAc must be a number, not a boolean"),
        ({"capacityAc": None}, "capacityAc must be a number, not null"),
        ({"capacityAc": float("nan")}, "capacityAc must be a number, not nan, which JSON does not have"),
        ({"capacityAc": 10**400}, "capacityAc must be a number, not a number of more than 300 digits"),
        ({"capacityAcUnit": 10.0}, "capacityAcUnit must be an integer, not a number with a decimal point"),
        ({"capacityAcUnit": False}, "capacityAcUnit must be an integer, not a boolean"),
        ({"isMonitored": 1}, "isMonitored must be a boolean, not a number"),
        ({"certifiedOn": []}, "certifiedOn must be a string or null, not a list"),
        ({"name": {"en": "x"}}, "name must be a string, not an object"),
        ({"name": ("x",)}, "name must be a string, not tuple, which JSON does not have"),
        ({"location": 5}, "location must be an object, not a number"),
        ({"location": None}, "location must be an object, not null"),
        ({"chartDashboard": 5}, "chartDashboard must be an object or null, not a number"),
        ({"allowedChartTypes": 5}, "allowedChartTypes must be a list, not a number"),
        ({"allowedChartTypes": [1, "76"]}, "allowedChartTypes[1] must be an integer, not a string"),
        ({"links": {}}, "links must be a list or null, not an object"),
        ({"links": {"0": {"name": "x"}}}, "links must be a list or null, not an object"),
        ({"links": [{"key": "L9", "$remove": True}]}, "links[L9] cannot be removed: it is not there"),
        ({"links": [{"key": "L1", "$remove": False}]}, "links[L1].$remove must be true if it is given"),
        ({"links": [{"key": "L1", "$remove": 1}]}, "links[L1].$remove must be true if it is given"),
        (
            {"links": [{"key": "L1", "$remove": True, "name": "x"}]},
            "links[L1] is to be removed, so nothing else can be said of it",
        ),
        (
            {"links": [{"key": "L1", "$remove": True}, {"key": "L1", "name": "x"}]},
            "links[L1] stands more than once in the patch",
        ),
        ({"links": [{"$remove": True}]}, "links[0] lacks key, the text or number that identifies it"),
        ({"location": {"$remove": True}}, "location.$remove is not a field"),
        ({"$remove": True}, "$remove is not a field"),
        ({"estimatedLosses": {"snow": {"$remove": True}}}, "estimatedLosses.snow must be a number, not an object"),
        (
            dashboard_of(chart(0), chart(1, series=[{"key": "a", "axis": 1, "$remove": True}])),
            "chartDashboard.charts[1].series[a].$remove is not a field",
        ),
        ({"allowedChartTypes": {"3": 5}}, "allowedChartTypes[3] is no item of the list: it has 3, from 0"),
        ({"allowedChartTypes": {"-1": 5}}, "allowedChartTypes[-1] is no item of the list: it has 3, from 0"),
        ({"allowedChartTypes": {"01": 5}}, "allowedChartTypes[01] is no item of the list: it has 3, from 0"),
        ({"allowedChartTypes": {"first": 5}}, "allowedChartTypes[first] is no item of the list: it has 3, from 0"),
        ({"allowedChartTypes": {"0": "5"}}, "allowedChartTypes[0] must be an integer, not a string"),
        ({"chartDashboard": {"charts": {"0": {"rank": 2}}}}, "chartDashboard.charts[0].rank is read-only"),
        (
            {"chartDashboard": {"charts": {"0": {"nmae": "x"}}}},
            "chartDashboard.charts[0].nmae is not a field; nearest: name, links[].name",
        ),
        ({"chartDashboard": {"charts": {"0": None}}}, "chartDashboard.charts[0] must be an object, not null"),
        ({"estimatedLosses": {"snow": "1"}}, "estimatedLosses.snow must be a number, not a string"),
        (
            {"queryOverrides": [{"a": {1}}]},
            "queryOverrides[0].a must be a JSON value, not set, which JSON does not have",
        ),
        ({"capacityAc": -1}, "capacityAc is -1, below the minimum of 0"),
        ({"location": {"latitude": 90.5}}, "location.latitude is 90.5, above the maximum of 90 deg"),
        ({"location": {"elevation": -431}}, "location.elevation is -431, below the minimum of -430.5"),
        ({"approvedByKey": "X1"}, 'approvedByKey is "X1", not a key such as U10001, or empty'),
        ({"approvedByKey": "U1\n"}, r'approvedByKey is "U1\n", not a key such as U10001, or empty'),
        ({"ts": "2025-12-16T16:45:50.1234567Z"}, "ts is read-only"),
        ({"salesforceSystemId": "S-0000001"}, "salesforceSystemId is read-only"),
        ({"key": "S10002"}, 'key names what is written, and must stay "S10001"'),
    ],
)
def test_what_does_not_fit_is_refused(patch: JsonObject, problem: str) -> None:
    with pytest.raises(ValidationError) as error:
        check(patch, SITE, site())
    assert str(error.value) == f"SiteConfig: {problem}"
    assert error.value.problems == (problem,)


@pytest.mark.parametrize(
    ("patch", "problem"),
    [
        ({"latitud": 1}, "latitud is not a field; nearest: location.latitude (alias latitude, lat)"),
        ({"acCapacityKW": 1}, "acCapacityKW is not a field; nearest: capacityAc (alias acCapacityKw, acCapacityMw)"),
        ({"NAME": "x"}, "NAME is not a field; nearest: name, links[].name"),
        ({"location": {"longitud": 1}}, "location.longitud is not a field; nearest: location.longitude, location.lat"),
        ({"links": [{"key": "L1", "naem": 1}]}, "links[L1].naem is not a field; nearest: links[].name, name"),
        ({"batteryHealt": 1}, "batteryHealt is not a field; nearest: batteryHealth"),
        ({"qqqq": 1}, "qqqq is not a field"),
        ({"": 1}, '"" is not a field'),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_ones(patch: JsonObject, problem: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(f"SiteConfig: {problem}")):
        check(patch, SITE, site())


def test_read_only_names_are_not_suggested() -> None:
    with pytest.raises(ValidationError) as error:
        check({"salesforceSystem": "x", "keyy": 1, "tss": 1}, SITE, site())
    assert not re.search(r"salesforceSystemId|nearest: key|\bts\b", str(error.value))


@pytest.mark.parametrize("patch", [{}, {"key": "S10001"}])
def test_an_empty_patch_is_refused(patch: JsonObject) -> None:
    with pytest.raises(ValidationError, match="nothing to change"):
        check(patch, SITE, site())


@pytest.mark.parametrize("patch", [None, [], "name", 5, {5: 1}, {"queryOverrides": {None: 1}}])
def test_what_cannot_be_a_patch_is_refused(patch: object) -> None:
    with pytest.raises(ValidationError, match=r"^SiteConfig: "):
        check(patch, SITE, site())


def test_all_problems_are_told_at_once() -> None:
    patch: JsonObject = {"key": "S2", "ts": "", "latitud": 1, "location": {"latitude": "x", "elevation": None}}
    with pytest.raises(ValidationError) as error:
        check(patch, SITE, site())
    assert len(error.value.problems) == 5
    assert str(error.value) == "\n  - ".join(["SiteConfig: 5 problems", *error.value.problems])


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        (["L1"], "links[0] must be an object, not a string"),
        ([{"name": "x"}], "links[0] lacks key, the text or number that identifies it"),
        ([{"key": None, "name": "x"}], "links[0] lacks key, the text or number that identifies it"),
        ([{"key": "L1"}, {"key": "L1"}], "links[L1] stands more than once in the patch"),
        ([without(NEW_LINK, "kind")], "there is no links[L3]; an item to be added needs kind too"),
        ([{**NEW_LINK, "kind": 5}], "links[L3].kind must be a string, not a number"),
        ([{**NEW_LINK, "knd": 5}], "links[L3].knd is not a field; nearest: links[].kind"),
    ],
)
def test_items_of_a_list_with_a_merge_key(items: JsonValue, problem: str) -> None:
    with pytest.raises(ValidationError) as error:
        check({"links": items}, SITE, site())
    assert error.value.problems == (problem,)


def test_a_misspelled_setting_is_not_an_addition() -> None:
    with pytest.raises(ValidationError, match=r"there is no settings\[dev:UnitId\]; nearest: dev:UnitID,"):
        check({"settings": [{"name": "dev:UnitId", "value": 5}]}, HARDWARE, hardware())


def test_an_item_that_stands_twice_in_the_document_cannot_be_meant() -> None:
    current: JsonObject = {"links": [{"key": "L1"}, {"key": "L1"}, {"key": "L2"}]}
    check({"links": [{"key": "L2", "name": "x"}]}, SITE, current)
    with pytest.raises(ValidationError, match=r"links\[L1\] stands 2 times in the document"):
        check({"links": [{"key": "L1", "name": "x"}]}, SITE, current)


def test_an_addition_has_the_fields_of_its_neighbours_also_those_that_only_the_document_has() -> None:
    current: JsonObject = {"links": [{**NEW_LINK, "order": 1}]}
    check({"links": [{**NEW_LINK, "key": "L4", "order": 2}]}, SITE, current)
    for order, problem in ((None, "needs order too"), ("2", r"links\[L4\].order must be a number, as it is now")):
        item = {**NEW_LINK, "key": "L4"} | ({} if order is None else {"order": order})
        with pytest.raises(ValidationError, match=problem):
            check({"links": [item]}, SITE, current)
    wide: JsonObject = {"links": [{"key": "L1", **dict.fromkeys("abcdefghijk", 1)}]}
    with pytest.raises(ValidationError, match="needs a, b, c, d, e, f, g, h and 3 more too"):
        check({"links": [{"key": "L4"}]}, SITE, wide)


@pytest.mark.parametrize("current", [{}, {"links": None}, {"links": []}])
def test_the_first_item_of_a_list_has_no_neighbours_to_be_like(current: JsonObject) -> None:
    check({"links": [{"key": "L1"}]}, SITE, current)


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        ([{"chartName": "x"}, chart(1)], r"charts\[0\] lacks rank, options, series: the list is replaced as a whole"),
        ([chart(0, options={"color": "red"})], r"charts\[0\].options lacks width: the list is replaced as a whole"),
        ([*charts(), without(NEW_CHART, "rank")], r"charts\[2\] lacks rank: the list is replaced as a whole"),
        ([chart(0, rank=7), chart(1)], r"charts\[0\].rank is read-only"),
        ([chart(0, extra=7), chart(1)], r"charts\[0\].extra is not a field"),
        ([chart(0), chart(1, series=[{"key": "a"}])], r"charts\[1\].series\[a\] lacks axis: the list is replaced as a"),
        ([chart(0), chart(1, series=[{"key": "a", "axis": ""}])], r"charts\[1\].series\[a\].axis must be an integer"),
        (
            [chart(0), chart(1, series=[{"key": "c"}])],
            r"there is no chartDashboard.charts\[1\].series\[c\]; an item to be",
        ),
        ([*charts(), chart(1, series=[{"key": "c", "axis": ""}])], r"charts\[2\].series\[c\].axis must be an integer"),
        ([None, chart(1)], r"charts\[0\] must be an object, not null"),
    ],
)
def test_items_of_any_other_list_have_to_be_complete(items: list[JsonValue], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem) as error:
        check(dashboard_of(*items), SITE, site())
    assert len(error.value.problems) == 1


def test_what_goes_back_unchanged_in_a_replaced_list_is_not_held_against_the_patch() -> None:
    current = dashboard_of(chart(0, chartName=None, grown=[1]), chart(1))
    check(dashboard_of(chart(0, chartName=None, grown=[1], options={"color": "", "width": 1})), SITE, current)
    with pytest.raises(ValidationError, match=r"charts\[0\].chartName must be a string, not null"):
        check(dashboard_of(chart(0, chartName=None)), SITE, site())


@pytest.mark.parametrize(
    "part",
    [
        {"cycles": 13},
        {"cycles": 13.5},
        {"label": "bad"},
        {"tested": "2025-01-01"},
        {"tested": [1]},
        {"cells": []},
        {"cells": [{"id": 1, "volt": 3.4}]},
        {"cells": [{"id": 1, "volt": 3.3}, {"id": 2, "volt": 3.1}]},
    ],
)
def test_a_field_that_only_the_document_has_may_be_set(part: JsonObject) -> None:
    check({"batteryHealth": part, "location": {"floodZone": "Y"}}, SITE, site())


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (5, "batteryHealth must be an object, as it is now, not a number"),
        (None, "batteryHealth must be an object, as it is now, not null"),
        ({"cycles": "13"}, "batteryHealth.cycles must be a number, as it is now, not a string"),
        ({"cycles": True}, "batteryHealth.cycles must be a number, as it is now, not a boolean"),
        ({"cycles": float("inf")}, "batteryHealth.cycles must be a JSON value, not inf, which JSON does not have"),
        ({"tested": (1,)}, "batteryHealth.tested must be a JSON value, not tuple, which JSON does not have"),
        ({"labell": "x"}, "batteryHealth.labell is not a field; nearest: batteryHealth.label"),
        (
            {"cells": [{"id": 1}]},
            "batteryHealth.cells[0] lacks volt: the list is replaced as a whole, "
            "so what its items leave out would be lost",
        ),
    ],
)
def test_a_field_that_only_the_document_has_keeps_its_type(part: JsonValue, problem: str) -> None:
    with pytest.raises(ValidationError) as error:
        check({"batteryHealth": part}, SITE, site())
    assert error.value.problems == (problem,)


def test_secret_values_are_not_quoted() -> None:
    patch: JsonObject = {
        "webPassword": "CANARY!",
        "settings": [{"name": "dev:community", "value": ["CANARY"]}],
        "pasword": "CANARY",
    }
    with pytest.raises(ValidationError) as error:
        check(patch, HARDWARE, hardware())
    assert len(error.value.problems) == 3
    assert "webPassword is not of the form" in str(error.value)
    assert "canary" not in str(error.value).lower()


def test_what_a_patch_may_name() -> None:
    names = settable(SITE)
    assert {"name", "location", "location.latitude", "links[].kind", "chartDashboard.charts[].options.color"} < {*names}
    assert {"latitude", "lat", "acCapacityKw"} < {*names}
    assert not {"key", "ts", "salesforceSystemId", "links[].key"} & {*names}
    assert len(names) == len({*names})
    assert settable(SITE) == names


def test_a_shape_that_holds_itself_has_an_end() -> None:
    fields: dict[str, ObjectShape | ListShape | Anything] = {"any": Anything()}
    node = ObjectShape(name="Node", fields=fields)
    fields["next"] = node
    fields["list"] = ListShape(item=node)
    document = Document(name="Tree", shape=node, identity="key", stamp="ts")
    assert "next.any" in settable(document)
    with pytest.raises(ValidationError, match="nearest: next"):
        check({"next": {"nxt": 1}}, document, {})


def test_documents_are_told_apart() -> None:
    for name in map(str, range(100)):
        document = Document(
            name=name, shape=ObjectShape(name=name, fields={name: NUMBER, "x": TEXT}), identity="key", stamp="ts"
        )
        assert settable(document) == [name, "x"]
