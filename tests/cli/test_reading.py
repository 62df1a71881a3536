"""Commands that read, for people and for machines, with good and bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator import Answer, Request, Server, Simulator
from tests.bent import PORTFOLIO, in_zone, meddling
from tests.cli.terminal import Terminal
from tests.cli.way import Way


def heading(printed: str) -> list[str]:
    """The words of the first line of a table."""
    return printed.splitlines()[0].split()


def test_sites_are_listed_and_written_to_a_file(terminal: Terminal, served: str) -> None:
    listed = terminal.run("sites")
    assert (listed.code, listed.err) == (0, "")
    assert listed.out.splitlines() == [
        "Site    Name                  Customer",
        "S10002  Clover Prairie Solar  C1001",
        "S10001  Maple Ridge Solar     C1001",
        "S10003  Quail Landing Solar   C1001",
    ]
    narrowed = terminal.run("sites", "C1001", "--name", "*ridge*", "--out", "lists/sites.json", "--json")
    assert [row["key"] for row in narrowed.json["rows"]] == ["S10001"]
    kept = json.loads((terminal.folder / "lists" / "sites.json").read_text(encoding="utf-8"))
    assert [site["name"] for site in kept["sites"]] == ["Maple Ridge Solar"]
    assert terminal.run("sites", "--name", "nothing").out.startswith("None of the 3 sites has a name like 'nothing'")


def test_the_portfolio_has_missing_figures_first_then_the_worst_and_totals_below(terminal: Terminal) -> None:
    found = terminal.run("portfolio", "C1001", "--simulate", "--json").json
    figures = [row["availability"] for row in found["rows"]]
    missing = figures.count(None)
    assert missing > 0
    assert figures[:missing] == [None] * missing
    assert figures[missing:] == sorted(figures[missing:])
    assert found["sites_without"]["availability"] == missing
    lines = terminal.run("portfolio", "--simulate").out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:-2]] == [row["name"] for row in found["rows"]]
    assert lines[-2].startswith("12 sites ")
    assert lines[-2].split()[2:4] == ["5,820", "7,398"]
    assert lines[-1].startswith("Missing, and so left out of the totals of 12 sites: ")
    assert f"availability of {missing}" in lines[-1]
    assert found["units"]["power"] == "kW"


@pytest.mark.parametrize(
    ("sort", "column"), [("power", "power"), ("today", "today"), ("name", "name"), ("ratio", "energy_ratio")]
)
def test_the_portfolio_is_sorted_as_asked(terminal: Terminal, sort: str, column: str) -> None:
    up = [row[column] for row in terminal.run("portfolio", "--simulate", "--json", "--sort", sort).json["rows"]]
    values = [value for value in up if value is not None]
    assert len(values) > 8
    assert up == [None] * (12 - len(values)) + sorted(values)
    down = terminal.run("portfolio", "--simulate", "--json", "--sort", sort, "--reverse").json["rows"]
    assert [row[column] for row in down] == sorted(values, reverse=True) + [None] * (12 - len(values))
    first = terminal.run("portfolio", "--simulate", "--json", "--sort", sort, "--reverse", "--limit", 3).json["rows"]
    assert first == down[:3]


def test_the_most_faults_are_the_worst(terminal: Terminal) -> None:
    rows = terminal.run("portfolio", "--simulate", "--json", "--sort", "faults").json["rows"]
    faults = [row["inverter_faults"] for row in rows]
    assert faults[0] > 0
    assert faults == sorted(faults, reverse=True)


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "-Infinity", None, "", "unknown"])
def test_a_site_without_the_figure_is_first_and_counted(
    terminal: Terminal, served: str, way: Way, sim: Simulator, odd: JsonValue
) -> None:
    def lose(body: JsonObject, _: JsonObject) -> None:
        for row in objects(body["sites"]):
            if row["key"] == "S10002":
                row.update({"availability": odd, "power": odd, "inverterFaults": None})

    way.meddle = meddling(sim, {PORTFOLIO: lose})
    lines = terminal.run("portfolio", "C1001", "--sort", "power").out.splitlines()
    assert lines[1].startswith("Clover Prairie Solar ")
    assert lines[-1].startswith("Missing, and so left out of the totals of 3 sites: power of 1, ")
    assert "availability of 2" in lines[-1], "one never had any"
    assert "faults of 1" in lines[-1]


def test_a_site_is_told_in_facts(terminal: Terminal, served: str) -> None:
    lines = terminal.run("site", "S10001").out.splitlines()
    assert lines[0] == "Maple Ridge Solar"
    facts = {line[:23].strip(): line[23:] for line in lines[1:]}
    assert facts["Latitude"] == "40.5630616"
    assert facts["AC capacity kW"] == "500"
    assert facts["Devices"] == "8"
    whole = terminal.run("site", "10001", "--json").json
    assert whole["config"]["name"] == "Maple Ridge Solar"
    assert [row["key"] for row in whole["hardware"]][:2] == ["H100001", "H100002"]
    assert whole["failures"] == {}


def test_a_site_of_which_a_part_cannot_be_read_is_told_in_part(terminal: Terminal, sim: Simulator) -> None:
    def handle(request: Request) -> Answer:
        return Answer(status=403) if request.path.startswith("/api/edit/modeling/") else sim.handle(request)

    with Server(handle, 0) as server:
        credentials = sim.auth_manager(server.url).credentials
        terminal.variables |= {"BASE_URL": server.url, "COOKIE": credentials.cookie, "AE_S": credentials.ae_s or ""}
        shown = terminal.run("site", "S10001")
        read = terminal.run("site", "S10001", "--json")
    assert shown.code == read.code == 4
    assert shown.out.startswith("Maple Ridge Solar\n")
    assert shown.err.startswith("modeling could not be read: GET /api/edit/modeling/S10001: PowerTrack answered 403")
    assert list(read.json["failures"]) == ["modeling"]
    assert read.json["modeling"] is None


def test_devices_are_listed(terminal: Terminal, served: str) -> None:
    listed = terminal.run("hardware", "S10001", COLUMNS="200")
    assert " ".join(heading(listed.out)) == "Device Name Kind kW Serial number Last answer Out of service"
    assert len(listed.out.splitlines()) == 9
    rows = terminal.run("hardware", "S10001", "--json").json
    assert [row["function_code"] for row in rows["rows"]][:3] == ["gateway", "cell modem", "production meter"]
    assert rows["units"]["KwAC"] == "kW"


def test_what_does_not_fit_is_left_out_by_whole_columns_and_named(terminal: Terminal, served: str) -> None:
    narrow = terminal.run("hardware", "S10001", COLUMNS="80").out.splitlines()
    assert heading(narrow[0]) == ["Device", "Name", "Kind", "kW"]
    assert max(map(len, narrow)) <= 80
    assert narrow[-1] == "In a wider window also: Serial number, Last answer, Out of service."


def test_a_device_is_told_with_settings_and_registers(terminal: Terminal, served: str) -> None:
    shown = terminal.run("device", "H100005").out
    assert shown.startswith("Inverter 1 (125 kW) CHINT SCH125KTL-DO/US-600\n")
    assert "\nStatus          OK\n" in shown
    assert "dev:MacNumber  9007199254740997\n" in shown
    assert "Active Power          100.819     kW    40070\n" in shown
    found = terminal.run("device", "H100005", "--json").json
    assert found["settings"]["dev:UnitID"] == 1
    assert found["status"] == "OK"
    assert {"name", "value", "units"} <= set(found["registers"][0])


def test_secrets_of_a_device_are_hidden(terminal: Terminal, served: str) -> None:
    terminal.secrets += ["synthetic-passphrase"]
    shown = terminal.run("device", "H100002").out
    assert "dev:authentication  (hidden)\n" in shown
    assert terminal.run("device", "H100002", "--json").json["settings"]["dev:authentication"] == "(hidden)"


def test_readings_are_listed_by_device(terminal: Terminal, served: str) -> None:
    lines = terminal.run("production", "S10001").out.splitlines()
    assert heading(lines[0]) == ["Device", "Register", "Value", "Unit"]
    meter = [line.split()[3:] for line in lines if line.startswith("PV Production Meter ")]
    assert meter == [
        ["KW", "436.62", "kW"],
        ["KWHnet", "1,500,178.877", "kWh"],
        ["PowerFactor", "0.998", "-"],
        meter[3],
    ]
    rows = terminal.run("production", "S10001", "--json").json["rows"]
    assert next(row["KW"] for row in rows if row["key"] == "H100003") == pytest.approx(436.62, abs=0.01)


def test_a_device_without_readings_is_named(terminal: Terminal, served: str, way: Way, sim: Simulator) -> None:
    def lose(body: JsonObject, _: JsonObject) -> None:
        for row in objects(body["hardware"]):
            if row["key"] == "H100005":
                row["dataRegisters"] = []

    way.meddle = meddling(sim, {"/api/view/sitehardwareproduction": lose})
    lines = terminal.run("production", "S10001").out.splitlines()
    assert [line.split() for line in lines if line.startswith("Inverter 1 ")] == [
        [*line.split()[:-3], "-", "-", "-"] for line in lines if line.startswith("Inverter 1 ")
    ]
    assert len([line for line in lines if line.startswith("Inverter 1 ")]) == 1


def test_what_could_not_be_read_of_a_site_is_no_zero(terminal: Terminal, served: str, way: Way, sim: Simulator) -> None:
    def refuse(request: Request) -> Answer | None:
        refused = request.path.startswith(("/api/view/activealerts/activesummary", "/api/view/sitehardwareproduction"))
        return Answer(status=403) if refused or request.path == "/api/node" else None

    way.meddle = refuse
    done = terminal.run("site", "S10001")
    assert done.code == 4
    assert not [line for line in done.out.splitlines() if line.startswith(("Active alerts", "Devices"))]
    assert terminal.run("site", "S10001", "--json").json["active_alerts"] is None


def test_a_chart_is_told_in_figures_and_in_points(terminal: Terminal, served: str) -> None:
    day = ["--from", "2026-06-23", "--to", "2026-06-23", "--bin", "60"]
    shown = terminal.run("chart", "S10001", *day).out.splitlines()
    assert heading(shown[0]) == ["Series", "Unit", "Points", "Lowest", "Highest"]
    assert shown[3].split()[-4] == "W/m²"
    assert any(line.startswith("Energy kWh ") for line in shown)
    found = terminal.run("chart", "S10001", *day, "--json").json
    assert [row["time"] for row in found["rows"]][:2] == ["2026-06-23T00:00:00-04:00", "2026-06-23T01:00:00-04:00"]
    assert found["units"]["Production meter power"] == "kW"
    assert found["results"]["energy"] > 1000


def test_a_chart_is_drawn(terminal: Terminal, served: str) -> None:
    day = ["--from", "2026-06-23", "--to", "2026-06-23"]
    drawn = terminal.run("chart", "S10001", *day, "--show", COLUMNS="80").out.splitlines()
    assert drawn[:2] == ["Maple Ridge Solar, Production Meter", "2026-06-23, US/Eastern time; Power (kW)"]
    assert max(map(len, drawn)) <= 80
    assert "06:00" in drawn[-3]
    assert drawn[-2:] == ["▞▞ Production meter power", "▞▞ Expected power"]
    for name, begin in (("power.png", b"\x89PNG"), ("power.svg", b"<?xml"), ("power.PDF", b"%PDF")):
        done = terminal.run("chart", "S10001", *day, "--plot", name)
        assert done.err == f"drawn: {name}\n"
        assert (terminal.folder / name).read_bytes().startswith(begin)


def test_series_that_are_not_drawn_are_told(terminal: Terminal, served: str) -> None:
    day = ["--from", "2026-06-23", "--to", "2026-06-23"]
    done = terminal.run("chart", "S10001", *day, "--show", COLUMNS="80")
    assert "Plane-of-array irradiance" not in done.out
    assert done.err == "not drawn, as their unit is another: Plane-of-array irradiance (W/m²)\n"


def test_charts_are_listed(terminal: Terminal, served: str) -> None:
    assert "  15  Production Meter" in terminal.run("chart", "S10001", "--list").out
    assert {"type": 15, "name": "Production Meter", "section": "Production"} in terminal.run(
        "chart", "S10001", "--list", "--json"
    ).json


def test_reports_are_listed_and_run(terminal: Terminal, served: str) -> None:
    assert "F3001   Example Report  Example Report Title\n" in terminal.run("report", "list").out
    assert terminal.run("report", "list", "--json").json[0]["key"] == "F3001"
    assert terminal.run("report", "run", "F3001").out.startswith("Example Report Title\nStart date:,")


def test_differences_are_told_by_path(terminal: Terminal, served: str) -> None:
    terminal.secrets += ["example.com/kiosk"]  # such an address may open a display without a login
    lines = terminal.run("diff", "S10001", "S10002").out.splitlines()
    assert lines[0] == "- S10001   + S10002"
    assert "  ~ capacityAc: 500.0 -> 240.0 kW" in lines
    assert lines[-1] == f"{len([line for line in lines if line[:4] in ('  ~ ', '  + ', '  - ')])} differences"
    found = terminal.run("diff", "S10001", "S10002", "--json").json
    assert {
        "path": "capacityAc",
        "change": "changed",
        "unit": "kW",
        "unitBefore": "kW",
        "before": 500.0,
        "after": 240.0,
    } in found


def test_differences_from_a_template_are_told(terminal: Terminal, served: str) -> None:
    template = terminal.folder / "template.json"
    template.write_text('{"acCapacityKw": 510, "degrade": true}', encoding="utf-8")
    found = terminal.run("diff", "S10001", "--template", "template.json", "--json").json
    assert {
        "path": "capacityAc",
        "change": "changed",
        "unit": "kW",
        "unitBefore": "kW",
        "before": 500.0,
        "after": 510,
    } in found
    template.write_text("[1]", encoding="utf-8")
    assert "template.json is no template" in terminal.fails(1, "diff", "S10001", "--template", "template.json")


def test_any_path_can_be_asked(terminal: Terminal, served: str, sim: Simulator) -> None:
    assert terminal.run("call", "get", "/api/applinks").json["email"] == "alex@example.com"
    sim.requests.clear()
    terminal.run(
        "call", "GET", "/api/view/site/S10001", "-q", "lastChanged=1900-01-01T00:00:00.000Z", "--referer", "/x"
    )
    assert sim.requests[0].query == {"lastChanged": "1900-01-01T00:00:00.000Z"}
    assert sim.requests[0].headers["referer"] == f"{served}/x"
    (terminal.folder / "body.json").write_text('[{"key": "C1001"}]', encoding="utf-8")
    sent = ["call", "POST", "/api/node/batch", "--yes"]
    by_file = terminal.run(*sent, "--body", "@body.json")
    assert by_file.json == terminal.run(*sent, "--body", "@-", stdin='[{"key": "C1001"}]').json


@pytest.mark.parametrize(
    ("code", "arguments", "told"),
    [
        (2, ["site", "X"], "'X' is not a valid key"),
        (1, ["site", "S99999"], "answered 404"),
        (1, ["hardware", "S99999"], "answered 404"),
        (1, ["device", "H99"], "answered 404"),
        (2, ["device", "S10001"], "the key of a device is expected"),
        (1, ["production", "S99999"], "answered 404"),
        (2, ["alerts", "F1"], "'F1' is not the key of a customer, a site or a device"),
        (1, ["alerts", "C9"], "answered 404"),
        (2, ["alerts", "C1001", "--severity", "6"], "--severity"),
        (1, ["sites", "C77"], "answered 404"),
        (1, ["sites", "--out", "file/below.json"], "cannot be written"),
        (2, ["portfolio", "--sort", "luck"], "--sort is 'luck'; one of availability, power"),
        (1, ["portfolio", "C9"], "answered 404"),
        (2, ["chart", "S10001", "--from", "tomorrow"], "a date such as"),
        (2, ["chart", "S10001", "--type", "power"], "--type"),
        (1, ["chart", "S10001", "--plot", "file/power.png"], "file/power.png cannot be written"),
        (2, ["chart", "S10001", "--plot", "power.txt"], "power.txt has to end in one of .png, .svg, .pdf"),
        (1, ["report", "run", "F99"], "answered 404"),
        (2, ["report", "run", "S10001"], "is expected"),
        (2, ["diff", "S10001"], "give either the key of another site or device, or --template"),
        (2, ["diff", "S10001", "S10002", "--template", "file"], "give either"),
        (2, ["diff", "S10001", "H100001"], "not of one kind"),
        (1, ["diff", "S10001", "--template", "none.json"], "none.json cannot be read"),
        (2, ["call", "FETCH", "/api/applinks"], "'FETCH' is not an HTTP method"),
        (2, ["call", "GET", "api/applinks"], "a path below the host"),
        (2, ["call", "GET", "/api/applinks", "-q", "key"], "name=value is expected"),
        (2, ["call", "POST", "/api/node", "--yes", "--body", "{"], "--body is not JSON"),
        (1, ["call", "POST", "/api/node", "--yes", "--body", "@none.json"], "none.json cannot be read"),
        (2, ["call", "PUT", "/api/edit/site", "--body", "{}"], "Pass --yes to write"),
        (1, ["call", "GET", "/api/nowhere"], "answered 404"),
        (2, ["site"], "Missing argument"),
        (2, ["sites", "--colour"], "No such option: --colour"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_told_in_a_line(
    terminal: Terminal, served: str, sim: Simulator, code: int, arguments: list[str], told: str
) -> None:
    (terminal.folder / "file").write_text("no folder", encoding="utf-8")
    assert told in terminal.fails(code, *arguments)
    assert all(request.method in ("GET", "POST") for request in sim.requests)
    assert sorted(path.name for path in terminal.folder.iterdir()) == ["file"]


def test_without_credentials_the_way_to_them_is_told(terminal: Terminal) -> None:
    told = terminal.fails(3, "sites")
    assert "`powertrack auth import`" in told
    assert "--simulate" in told


def test_a_session_that_ended_is_told(terminal: Terminal, served: str, sim: Simulator) -> None:
    sim.expire_session()
    for arguments in (["sites"], ["site", "S10001"], ["alerts", "C1001", "--json"]):
        assert "The session has most likely ended" in terminal.fails(3, *arguments)


def test_a_server_that_does_not_answer_is_told(terminal: Terminal, served: str) -> None:
    # What may write is not tried again.
    told = terminal.fails(9, "call", "POST", "/api/node", "--yes", BASE_URL="http://127.0.0.1:9")
    assert "the connection was refused" in told


def test_what_is_read_writes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("site", "S10001", "--simulate")
    terminal.run("alerts", "C1001", "--simulate")
    assert list(terminal.folder.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["work"]


def test_an_unknown_zone_is_a_line_on_standard_error(terminal: Terminal, served: str, way: Way, sim: Simulator) -> None:
    way.meddle = meddling(sim, in_zone("Zone of a terminal"))
    done = terminal.run("chart", "S10001", "--from", "2026-06-10", "--to", "2026-06-10")
    assert done.code == 0
    told = [line for line in done.err.splitlines() if "Zone of a terminal" in line]
    assert told == ["powertrack: the time zone 'Zone of a terminal' is unknown; its times and days are those of UTC"]


def test_totals_say_that_they_are_of_more_sites_than_are_shown(terminal: Terminal) -> None:
    shown = terminal.run("portfolio", "--simulate", "--limit", 1)
    assert "1 of 12 sites are shown; the totals are those of all 12." in shown.out
    assert terminal.run("portfolio", "--simulate", "--limit", 1, "--json").json["total_sites"] == 12
    assert "are shown" not in terminal.run("portfolio", "--simulate", "--limit", 12).out
