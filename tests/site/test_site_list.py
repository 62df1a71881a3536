"""Lists of sites: searched, narrowed down, and kept in files."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ConfigurationError, Node, Site, SiteList, ValidationError

NAMES = {"S10003": "North Roof", "S10001": "South Field", "S10002": "north [phase 2]", "S7": None}
MOMENT = datetime(2026, 6, 24, 17, 0, tzinfo=UTC)


@pytest.fixture
def sites() -> SiteList:
    """Four sites of a customer, the last one without a name."""
    made = [Site(key=key, name=name) for key, name in NAMES.items()]
    return SiteList(made, customer="C1001", fetched_at=MOMENT)


def named(found: SiteList) -> dict[str, str | None]:
    return {site.key: site.name for site in found}


def test_it_is_a_sequence(sites: SiteList) -> None:
    assert len(sites) == 4
    assert bool(sites)
    assert [site.key for site in sites] == sites.keys == list(NAMES)
    assert sites[0].key == "S10003"
    assert sites[-1].name is None
    assert [site.key for site in reversed(sites)] == list(NAMES)[::-1]
    with pytest.raises(IndexError):
        sites[4]


def test_a_slice_is_a_list_of_sites_too(sites: SiteList) -> None:
    middle = sites[1:3]
    assert isinstance(middle, SiteList)
    assert middle.keys == ["S10001", "S10002"]
    assert (middle.customer, middle.fetched_at) == ("C1001", MOMENT)
    assert sites[::-1].keys == list(NAMES)[::-1]
    assert sites[:] == sites
    assert len(sites[9:]) == 0


def test_what_is_in_it(sites: SiteList) -> None:
    assert "S10001" in sites
    assert " s10001 " in sites
    assert 10001 in sites
    assert "10001" in sites
    assert sites[0] in sites
    assert Site(key="S10001", name="whatever it is called") in sites
    assert Node(key="S7") in sites
    for other in ("S10009", "H10001", "", "South Field", True, None, 10001.0, ["S10001"], Site(key="S10009")):
        assert other not in sites


def test_a_list_is_not_changed_by_what_is_done_with_it(sites: SiteList) -> None:
    sites.keys.append("S1")
    sites.filter_by_name("*north*")
    assert sites.keys == list(NAMES)
    with pytest.raises(TypeError):
        sites[0] = Site(key="S1")  # type: ignore[index]
    with pytest.raises(TypeError):
        del sites[0]  # type: ignore[attr-defined]


def test_lists_are_equal_where_their_sites_are(sites: SiteList) -> None:
    assert sites == SiteList([*sites])
    assert sites != sites[::-1]
    assert sites != [*sites]
    with pytest.raises(TypeError):
        hash(sites)


def test_a_site_counts_once() -> None:
    found = SiteList([Site(key="S1", name="first"), Site(key="S2"), Site(key="S1", name="second")])
    assert named(found) == {"S1": "first", "S2": None}
    assert len(found) == 2


def test_a_site_by_its_key(sites: SiteList) -> None:
    for key in ("S10002", "s10002", "10002", 10002):
        site = sites.get_by_key(key)
        assert site is sites[2]
    assert sites.get_by_key("S10009") is None
    with pytest.raises(ValidationError, match="is the key of a device; the key of a site is expected"):
        sites.get_by_key("H10002")


def test_narrowing_down_by_keys_keeps_the_order(sites: SiteList) -> None:
    found = sites.filter_by_keys(["s10002", 10003, "S10002"])
    assert found.keys == ["S10003", "S10002"]
    assert (found.customer, found.fetched_at) == ("C1001", MOMENT)
    assert sites.filter_by_keys([]).keys == []


def test_keys_that_are_not_there_are_told(sites: SiteList) -> None:
    with pytest.raises(ValidationError, match="not in the list of 4 sites: S10008, S10009"):
        sites.filter_by_keys(["S10009", "S10001", 10008])
    with pytest.raises(ValidationError, match="the key of a site is expected"):
        sites.filter_by_keys(["S10001", "H1"])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*NORTH*", ["S10003", "S10002"]),
        ("north", []),
        ("north roof", ["S10003"]),
        ("South ?????", ["S10001"]),
        ("[ns]o[ru]th *", ["S10003", "S10001", "S10002"]),
        ("*[[]phase 2]", ["S10002"]),
        ("*", list(NAMES)),
        ("", ["S7"]),
        ("?*", ["S10003", "S10001", "S10002"]),
    ],
)
def test_narrowing_down_by_name(sites: SiteList, pattern: str, expected: list[str]) -> None:
    assert sites.filter_by_name(pattern).keys == expected
    assert sites.filter_by_name(pattern).customer == "C1001"


def test_how_it_is_printed(sites: SiteList) -> None:
    assert repr(sites) == "SiteList(4 sites of C1001: S10003, S10001, S10002, ...)"
    assert repr(sites[:1]) == "SiteList(1 site of C1001: S10003)"
    assert repr(SiteList()) == "SiteList(0 sites)"
    assert len(repr(SiteList(Site(key=f"S{number}", name="x" * 99) for number in range(5000)))) < 80


def test_it_is_a_table(sites: SiteList) -> None:
    columns = {column.name: list(column.values) for column in sites.table().columns}
    assert columns["key"] == list(NAMES)
    assert columns["name"] == list(NAMES.values())
    html = SiteList([Site(key="S1", name="<b>roof")])._repr_html_()
    assert "S1" in html
    assert "<b>roof" not in html


FORMS: dict[str, JsonValue] = {
    "sites": [{"key": "S10001", "name": "South Field"}, {"key": "S10002", "name": None}],
    "keys alone": ["S10001", 10002],
    "other names of the key": [{"site_id": 10001, "name": "South Field"}, {"siteId": "S10002"}],
    "an id": [{"id": "10001", "name": "South Field"}, {"id": "s10002", "key": None}],
    "an object with sites": {"sites": [{"key": "S10001", "name": "South Field"}, "S10002"], "total": 2},
    "names by keys": {"S10001": "South Field", "10002": None},
    "sites by keys": {"S10001": {"name": "South Field"}, "S10002": {"id": "a-row"}},
    "names by keys in sites": {"sites": {"S10001": "South Field", "S10002": ""}, "customer": 1001},
}


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_that_are_around(form: str, tmp_path: Path) -> None:
    file = tmp_path / "SiteList.json"
    file.write_text(json.dumps(FORMS[form]))
    text = json.dumps(FORMS[form])
    for found in (
        SiteList.from_json_file(file),
        SiteList.from_json_file(str(file)),
        SiteList.from_json(FORMS[form]),
        SiteList.from_json(text),
        SiteList.from_json(text.encode()),
    ):
        assert found.keys == ["S10001", "S10002"]
        assert found[0].name == (None if form == "keys alone" else "South Field")
        assert found.customer == ("C1001" if "customer" in text else None)


@pytest.mark.parametrize("value", [[], {}, {"sites": []}, {"sites": {}}])
def test_there_may_be_no_sites(value: JsonValue) -> None:
    assert len(SiteList.from_json(value)) == 0


def test_fields_that_nobody_knows_are_kept() -> None:
    found = SiteList.from_json([{"site_id": 10001, "name": "x", "region": "PA", "parentKey": "C1001"}])
    assert found[0].raw["region"] == "PA"
    assert found[0].customer_key == "C1001"
    again = SiteList.from_json(found.to_json())
    assert again == found
    assert again[0].raw["region"] == "PA"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"customer": "C1001", "fetched_at": "2026-06-24T17:00:00+00:00"}, ("C1001", MOMENT)),
        ({"customerId": 1001, "fetchedAt": "2026-06-24T17:00:00"}, ("C1001", MOMENT)),
        ({"customer_id": "c1001", "fetched_at": "2026-06-24T19:00:00+02:00"}, ("C1001", MOMENT)),
        ({"customer": "Example Energy", "fetched_at": "yesterday"}, (None, None)),
        ({"customer": None, "fetched_at": 7}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_what_a_file_tells_beside_the_sites(told: JsonObject, expected: tuple[str | None, datetime | None]) -> None:
    found = SiteList.from_json({**told, "sites": ["S1"]})
    assert (found.customer, found.fetched_at) == expected


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("7", "holds a number; a list of sites is expected"),
        ("null", "holds null; a list of sites is expected"),
        ('"S1"', "holds a string; a list of sites is expected"),
        ('{"sites": "S1"}', "sites is a string; a list of sites is expected"),
        ('{"sites": null}', "sites is null; a list of sites is expected"),
        ('["S1", {"name": "x"}]', "[1] has none of key, site_id, siteId, id"),
        ('{"sites": ["S1", "S2", "H3"]}', "sites[2]: 'H3' is the key of a device; the key of a site is expected"),
        ('[{"key": "x"}]', "[0]: 'x' is not a valid key; the key of a site is expected"),
        ("[true]", "[0]: True is not a valid key; the key of a site is expected"),
        ("[null]", "[0] is null; a site is expected"),
        ("[1.5]", "[0] is a number; a site is expected"),
        ('[["S1"]]', "[0] is a list; a site is expected"),
        ('[{"key": ["S1"]}]', "[0] is a list; a site is expected"),
        ('{"name": "x", "key": "S1"}', "'name' is not a valid key; the key of a site is expected"),
        ('{"S1": "a", "S1": "b"}', 'the name "S1" stands more than once in an object'),
        ("", "cannot be read as JSON"),
        ('["S1"', "cannot be read as JSON"),
        ("\x00", "cannot be read as JSON"),
        ("[" * 5000, "cannot be read as JSON"),
    ],
)
def test_what_is_no_list_of_sites_is_told_with_its_place(value: str, wrong: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        SiteList.from_json(value)
    assert str(caught.value).startswith("the list of sites")
    assert wrong in str(caught.value)
    file = tmp_path / "SiteList.json"
    file.write_text(value)
    with pytest.raises(ConfigurationError) as caught:
        SiteList.from_json_file(file)
    assert str(caught.value).startswith(str(file))
    assert wrong in str(caught.value)


@pytest.mark.parametrize("name", ["nowhere.json", ".", "no\0name"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        SiteList.from_json_file(tmp_path / name)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "SiteList.json"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file.write_text('{"S1": "Süd"}', encoding=encoding)
        assert SiteList.from_json_file(file)[0].name == "Süd"
    file.write_bytes(b'{"S1": "S\xfcd"}')
    with pytest.raises(ConfigurationError, match="cannot be read as JSON"):
        SiteList.from_json_file(file)


def test_a_file_that_is_written_is_read_again(sites: SiteList, tmp_path: Path) -> None:
    file = tmp_path / "portfolio" / "of" / "SiteList.json"
    assert sites.to_json_file(file) == file
    assert sites.to_json_file(str(file)) == file, "it may be there already"
    again = SiteList.from_json_file(file)
    assert again == sites
    assert (again.customer, again.fetched_at) == ("C1001", MOMENT)
    assert [path.name for path in file.parent.iterdir()] == ["SiteList.json"]
    content = json.loads(file.read_text(encoding="utf-8"))
    assert list(content) == ["customer", "fetched_at", "sites"]
    assert content["sites"][0] == {"key": "S10003", "name": "North Roof"}


def test_what_is_written_has_what_is_known_of_a_site(tmp_path: Path) -> None:
    made = SiteList([Site(key="S1", name="Süd", parent_key="C7", path=["C1", "C7"])])
    text = made.to_json()
    assert json.loads(text)["sites"] == [{"key": "S1", "name": "Süd", "parentKey": "C7", "path": ["C1", "C7"]}]
    assert "Süd" in text
    assert SiteList.from_json(text) == made


def test_a_file_that_cannot_be_written_leaves_the_old_one(sites: SiteList, tmp_path: Path) -> None:
    file = tmp_path / "SiteList.json"
    file.write_text('["S1"]')
    broken = SiteList([Site(key="S1", raw={"key": "S1", "number": float("nan")})])
    with pytest.raises(ValueError, match="JSON compliant"):
        broken.to_json_file(file)
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigurationError, match="folder cannot be written"):
        sites.to_json_file(tmp_path / "folder")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        sites.to_json_file(file / "below a file")
    assert file.read_text() == '["S1"]'
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SiteList.json", "folder"]


numbers = st.integers(min_value=0, max_value=10**9)
texts = st.none() | st.text(max_size=20)


@given(made=st.dictionaries(numbers, texts, max_size=8), customer=st.none() | numbers, seconds=st.none() | numbers)
def test_every_list_comes_back_from_its_text(
    made: dict[int, str | None], customer: int | None, seconds: int | None
) -> None:
    found = SiteList(
        (Site(key=f"S{number}", name=name) for number, name in made.items()),
        customer=None if customer is None else f"C{customer}",
        fetched_at=None if seconds is None else MOMENT + timedelta(seconds=seconds),
    )
    again = SiteList.from_json(found.to_json())
    assert again == found
    assert (again.customer, again.fetched_at) == (found.customer, found.fetched_at)
    assert again.to_json() == found.to_json()
    chosen = [number for number in made if number % 2]
    assert found.filter_by_keys(reversed(chosen)).keys == [f"S{number}" for number in chosen]
    assert all(site in found and site.key in found for site in found)


def test_the_lists_of_a_folder_are_merged(tmp_path: Path) -> None:
    later = (MOMENT + timedelta(days=1)).isoformat()
    (tmp_path / "b.json").write_text(json.dumps({"customer": "C1", "fetched_at": later, "sites": ["S3", "S1"]}))
    first = {"customer": "C1", "fetched_at": MOMENT.isoformat(), "sites": {"S1": "one", "S2": "two"}}
    (tmp_path / "a.json").write_text(json.dumps(first))
    (tmp_path / "notes.txt").write_text("no list of sites")
    (tmp_path / "older.json").mkdir()
    found = SiteList.from_directory(tmp_path)
    assert named(found) == {"S1": "one", "S2": "two", "S3": None}
    assert (found.customer, found.fetched_at) == ("C1", MOMENT)
    (tmp_path / "c.json").write_text('["S4"]')
    found = SiteList.from_directory(str(tmp_path))
    assert found.keys == ["S1", "S2", "S3", "S4"]
    assert (found.customer, found.fetched_at) == (None, MOMENT)


def test_a_folder_without_lists_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"holds no lists of sites \(\*\.json\)"):
        SiteList.from_directory(tmp_path)
    with pytest.raises(ConfigurationError, match="nowhere is not a folder"):
        SiteList.from_directory(tmp_path / "nowhere")


def test_a_broken_file_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('["S1"]')
    (tmp_path / "b.json").write_text("{")
    with pytest.raises(ConfigurationError, match=r"b\.json cannot be read as JSON"):
        SiteList.from_directory(tmp_path)
