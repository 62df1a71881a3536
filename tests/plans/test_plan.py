"""A plan in print and in a file: it comes back as it was saved or not at all, and shows no secrets."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ConfigurationError, Plan
from powertrack_sdk.outcomes import MISSING, Change, Missing
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.plans.plan import VERSION
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.edits import Create, Delete, Update
from tests.driver import Driver
from tests.wire import held

CANARY = "canary-of-a-password"
MODEM = "H100002"
"""A device with a setting that is a credential."""

numbers = st.integers(-(2**64), 2**64) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(max_size=6)
values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(texts, part, max_size=3),
    max_leaves=5,
)
documents = st.dictionaries(texts, values, max_size=3)
sides: st.SearchStrategy[JsonValue | Missing] = values | st.just(MISSING)
changes = st.builds(Change, path=texts, before=sides, after=sides, unit=st.none() | texts)
names = {"document": texts, "key": texts, "owner": st.none() | texts}
edits = st.one_of(
    st.builds(Update, **names, patch=st.none() | documents, asked=st.none() | st.lists(texts, max_size=2).map(tuple)),
    st.builds(Update, **names, content=documents),
    st.builds(Create, **names, bodies=st.lists(documents, max_size=2).map(tuple)),
    st.builds(Delete, **names),
)
entries = st.builds(
    PlanEntry,
    edit=edits,
    parent=st.none() | texts,
    stamp=st.none() | texts,
    digest=st.none() | texts,
    changes=st.lists(changes, max_size=2).map(tuple),
)
plans = st.builds(
    Plan,
    entries=st.lists(entries, max_size=3).map(tuple),
    unchanged=st.lists(texts, max_size=2).map(tuple),
    made_at=texts,
)


SMALL = Plan(
    entries=(
        PlanEntry(
            edit=Update(document="SiteConfig", key="S10001", patch={"ü": [1.5, True, "x"], "b": 2}),
            stamp="2026-01-01T00:00:00Z",
            digest="sha256:00",
            changes=(
                Change("ü", None, [1.5, True, "x"], unit="deg"),
                Change("b", MISSING, 2),
                Change("c", "1", MISSING),
                Change("d", 1, 2, unit="MW", unit_before="kW"),
            ),
        ),
    ),
    unchanged=("SiteConfig S10003",),
    made_at="2026-01-01T00:00:00+00:00",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.json"


@pytest.fixture
def plan(client: Driver) -> Plan:
    """A plan with a write of each action, and with a secret."""
    updates = client.plan_updates(
        [
            ("S10001", {"name": "Maple", "latitude": 40.5, "location.city": "Schöneiche"}),
            (MODEM, {"settings[dev:authentication].value": CANARY}),
        ]
    )
    created = client.plan_alert_additions(["H100005"], {"name": "Low Voltage", "threshold": 1e-7})
    deleted = client.plan_alert_deletions(["H100003"])
    made: Plan = Plan(
        entries=(*updates.entries, *created.entries, *deleted.entries),
        unchanged=("SiteConfig S10003",),
        made_at=updates.made_at,
    )
    return made


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plans)
def test_a_plan_comes_back_as_it_was_saved(tmp_path: Path, plan: Plan) -> None:
    found = Plan.load(plan.save(tmp_path / "plan.json"))
    assert repr(found.entries) == repr(plan.entries)
    assert found == plan
    assert str(found) == str(plan)
    for one, other in zip(found, plan, strict=True):
        assert json.dumps(one.to_json()) == json.dumps(other.to_json())


def test_a_real_plan_comes_back_but_for_what_is_secret_in_its_changes(plan: Plan, file: Path) -> None:
    assert plan.save(str(file)) == file
    found = Plan.load(str(file))
    assert str(found) == str(plan)
    assert found.summary == plan.summary
    shown = [[change for change in entry.changes if not change.secret] for entry in found]
    assert shown == [[change for change in entry.changes if not change.secret] for entry in plan]
    assert [one.edit for one in found] == [one.edit for one in plan]


def test_what_was_loaded_is_applied_as_what_was_made(client: Driver, sim: Simulator, plan: Plan, file: Path) -> None:
    assert client.apply_plan(Plan.load(plan.save(file)))
    site = held(sim, "/api/edit/site/S10001")
    assert site["name"] == "Maple"
    modem = {row["name"]: row["value"] for row in objects(held(sim, f"/api/edit/hardware/{MODEM}")["settings"])}
    assert modem["dev:authentication"] == CANARY
    assert objects(held(sim, "/api/alerttrigger/H100003")["triggers"]) == []


def test_a_file_says_what_it_is(plan: Plan, file: Path) -> None:
    data = json.loads(plan.save(file).read_bytes())
    assert list(data) == ["plan", "made_at", "host", "undoes", "summary", "warnings", "entries", "unchanged", "digest"]
    assert (data["plan"], data["summary"], data["made_at"]) == (VERSION, plan.summary, plan.made_at)
    assert list(data["entries"][0]) == [
        "action",
        "document",
        "key",
        "owner",
        "parent",
        "stamp",
        "digest",
        "changes",
        "patch",
        "content",
        "asked",
        "bodies",
        "alike",
        "along",
    ]
    assert data["entries"][0]["changes"][0] == {
        "path": "location.city",
        "unit": None,
        "secret": False,
        "before": plan.entries[0].changes[0].before,
        "after": "Schöneiche",
    }
    assert file.read_bytes().isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
def test_only_the_user_can_read_it(plan: Plan, file: Path) -> None:
    file.write_text("an older one", encoding="utf-8")
    file.chmod(0o644)
    plan.save(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if "plan" in path.name] == ["plan.json"]


def test_what_is_printed_shows_no_secrets(plan: Plan) -> None:
    shown = f"{plan}{plan!r}{plan.entries!r}{[change for entry in plan for change in entry.changes]}"
    assert CANARY not in shown
    assert f"update HardwareConfig {MODEM}" in shown
    assert "settings[dev:authentication].value: (hidden) -> (hidden)" in shown


def test_a_file_repeats_no_secrets_in_its_changes(plan: Plan, file: Path) -> None:
    text = plan.save(file).read_text(encoding="utf-8")
    assert text.count(CANARY) == 1, "it stands in the patch, which has to say it"
    for entry in json.loads(text)["entries"]:
        assert CANARY not in json.dumps(entry["changes"])
    [change] = [row for row in json.loads(text)["entries"][1]["changes"] if row["secret"]]
    assert change == {
        "path": "settings[dev:authentication].value",
        "unit": None,
        "secret": True,
        "before": "(hidden)",
        "after": "(hidden)",
    }


def test_what_is_there_now_is_no_part_of_a_file_where_it_is_secret(client: Driver, file: Path) -> None:
    client.update_hardware_config(MODEM, {"settings[dev:authentication].value": CANARY})
    plan = client.plan_updates([(MODEM, {"settings[dev:authentication].value": "other"})])
    assert CANARY not in plan.save(file).read_text(encoding="utf-8")
    assert CANARY not in str(plan)


def test_what_is_printed(plan: Plan) -> None:
    assert str(plan).splitlines() == [
        "update SiteConfig S10001",
        '  location.city: "Kingshaven" -> "Schöneiche"',
        "  location.latitude: 40.5630616 -> 40.5 deg",
        '  name: "Maple Ridge Solar" -> "Maple"',
        f"update HardwareConfig {MODEM}",
        "  settings[dev:authentication].value: (hidden) -> (hidden)",
        "create AlertTriggers H100005",
        "  + Low Voltage, AI320",
        "delete AlertTrigger AS400012",
        "  - Device communication, AI250",
        "delete AlertTrigger x2d061a8d",
        "  - Zero production, AI258",
        plan.summary,
    ]


@pytest.mark.parametrize(
    ("plan", "summary"),
    [
        (Plan(made_at=""), "0 writes, 0 fields changed, 0 unchanged"),
        (Plan(made_at="", unchanged=("SiteConfig S10001",)), "0 writes, 0 fields changed, 1 unchanged"),
        (
            Plan(made_at="", entries=(PlanEntry(edit=Update(document="D", key="k"), changes=(Change("a", 1, 2),)),)),
            "1 write, 1 field changed, 0 unchanged",
        ),
    ],
)
def test_summaries(plan: Plan, summary: str) -> None:
    assert plan.summary == summary
    assert bool(plan) is summary.startswith("1")


def scalars(value: JsonValue, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all values in a file but its digest."""
    if isinstance(value, dict):
        return [
            place for name, part in value.items() if name != "digest" or path for place in scalars(part, (*path, name))
        ]
    if isinstance(value, list):
        return [place for index, part in enumerate(value) for place in scalars(part, (*path, index))]
    return [path]


def test_a_file_that_was_altered_in_any_value_is_refused(plan: Plan, file: Path) -> None:
    text = plan.save(file).read_text(encoding="utf-8")
    places = scalars(json.loads(text))
    assert len(places) > 100
    for place in places:
        data = json.loads(text)
        owner = data
        for step in place[:-1]:
            owner = owner[step]
        now = owner[place[-1]]
        owner[place[-1]] = not now if isinstance(now, bool) else now + 1 if isinstance(now, (int, float)) else f"{now}x"
        file.write_text(json.dumps(data, indent=1), encoding="utf-8")
        with pytest.raises(ConfigurationError, match=r"was altered since it was saved|is no plan of version"):
            Plan.load(file)


def test_a_file_of_which_any_byte_was_altered_is_refused_or_says_the_same(file: Path) -> None:
    content = SMALL.save(file).read_bytes()
    before = Plan.load(file)
    for place in range(len(content)):
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        try:
            found = Plan.load(file)
        except ConfigurationError:
            continue
        assert found == before, place


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: data["entries"].pop(),
        lambda data: data["entries"].reverse(),
        lambda data: data["entries"].append(data["entries"][0]),
        lambda data: data["entries"][0]["patch"].update(tagLine="x"),
        lambda data: data["entries"][0].update(force=True),
        lambda data: data.update(more=1),
        lambda data: data.pop("digest"),
        lambda data: data.update(digest=None),
        lambda data: data.pop("unchanged"),
    ],
)
def test_a_file_to_which_something_was_added_or_taken_is_refused(plan: Plan, file: Path, alter: object) -> None:
    data = json.loads(plan.save(file).read_bytes())
    assert callable(alter)
    alter(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="was altered since it was saved, so what it does may not be what was"):
        Plan.load(file)


def test_a_file_that_was_only_laid_out_anew_is_the_same_plan(plan: Plan, file: Path) -> None:
    data = json.loads(plan.save(file).read_bytes())
    before = Plan.load(file)
    file.write_text(json.dumps(data, ensure_ascii=False, indent=4), encoding="utf-8")
    assert Plan.load(file) == before


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "cannot be read as a plan (the document is not JSON"),
        (b"{", "cannot be read as a plan (the document is not JSON"),
        (b"\xff\xfe", "cannot be read as a plan ("),
        (b"[]", "is no plan of version 1"),
        (b"{}", "is no plan of version 1"),
        (b'{"plan": 2, "entries": []}', "is no plan of version 1"),
        (b'{"plan": 1, "plan": 1}', "stands more than once"),
        (b'{"plan": 1, "entries": []}', "was altered since it was saved"),
    ],
)
def test_what_is_no_plan_is_refused(file: Path, content: bytes, problem: str) -> None:
    file.write_bytes(content)
    with pytest.raises(ConfigurationError) as caught:
        Plan.load(file)
    assert problem in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"plan.json cannot be read as a plan \(No such file or directory\)"):
        Plan.load(tmp_path / "plan.json")


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"the plan cannot be written to .*plan\.json"):
        Plan(made_at="").save(tmp_path / "taken" / "plan.json")


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert Plan.load(Plan(made_at="now").save(tmp_path / "a" / "b" / "plan.json")).made_at == "now"


@pytest.mark.parametrize(
    "data", [{}, {"action": "update", "document": "SiteConfig"}, {"action": "burn", "document": "D", "key": "k"}]
)
def test_an_entry_that_is_none_is_refused(data: JsonObject) -> None:
    with pytest.raises(ConfigurationError, match="an entry that names no action, document or key"):
        PlanEntry.from_json(data)
