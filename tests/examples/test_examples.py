"""The example scripts, each run as users run it, against the simulator."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from powertrack_sdk import SiteList

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "examples"
SCRIPTS = sorted(path.name for path in FOLDER.glob("[!_]*.py"))
WRITING = {"modeling_update.py", "rename_devices.py", "standardize_alerts.py", "update_site_config.py"}

REST = {
    "chart_to_csv.py": ["S10001"],
    "modeling_update.py": ["H100005", "--set", "powerRating=120000"],
    "rename_devices.py": ["devices.csv"],
    "run_report.py": ["F3001"],
    "site_data.py": ["S10001"],
    "standardize_alerts.py": ["H100003", "H100005"],
    "update_site_config.py": ["S10001", "--set", "acCapacityKw=510"],
}
"""What scripts cannot do without."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with a table of devices."""
    (tmp_path / "devices.csv").write_text("key,name\nH100005,Inverter A\nH100006,Inverter B\n", encoding="utf-8")
    return tmp_path


def subprocess_of(script: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A script that was run to its end, in the folder and without credentials."""
    outside = {name: value for name, value in os.environ.items() if name not in ("COOKIE", "AE_S", "BASE_URL")}
    done = subprocess.run(
        [sys.executable, str(FOLDER / script), *arguments],
        cwd=folder,
        env={**outside, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def run(script: str, *arguments: str, folder: Path, code: int = 0) -> str:
    """Run a script, and return what it prints: of one that is done to stdout, of one that is not to stderr."""
    done = subprocess_of(script, *arguments, folder=folder)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stderr if code else done.stdout


def simulated(script: str, *arguments: str, folder: Path) -> list[str]:
    """The lines that a script prints, run against the simulator."""
    lines = run(script, *arguments, "--simulate", folder=folder).splitlines()
    assert [path for path in folder.iterdir() if path.is_dir() and path.name not in ("locks", "portfolio")] == []
    return lines


def test_all_of_the_order_are_there() -> None:
    assert len(SCRIPTS) == 13
    assert REST.keys() | WRITING <= set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_wrong_arguments_are_told_and_not_used(script: str, folder: Path) -> None:
    told = run(script, *REST.get(script, []), "--simulate", "--limit", "0", folder=folder, code=2)
    usage, error = told.splitlines()
    assert error == f"{script}: error: argument --limit: '0' is no number above 0"
    assert "[--simulate]" in usage
    assert "[--limit N]" in usage
    assert ("[--dry-run]" in usage) is (script in WRITING)


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_credentials_it_says_so_in_a_line(script: str, folder: Path) -> None:
    arguments = REST.get(script, ["--customer-id", "C1001"])
    [line] = run(script, *arguments, folder=folder, code=1).splitlines()
    assert line.startswith(f"{script}: There are no credentials.")


@pytest.mark.parametrize("script", sorted({*SCRIPTS} - REST.keys()))
def test_a_customer_is_needed_where_nothing_is_simulated(script: str, folder: Path) -> None:
    assert "--customer-id is needed" in run(script, folder=folder, code=2)


def test_fetch_site_list(folder: Path) -> None:
    path = folder / "portfolio" / "SiteList.json"
    assert simulated("fetch_site_list.py", folder=folder) == [f"3 sites of C1001 saved to {path.relative_to(folder)}"]
    assert sorted(SiteList.from_json_file(path).keys) == ["S10001", "S10002", "S10003"]
    simulated("fetch_site_list.py", "--customer-id", "C1001", "--limit", "2", "--out", "few.json", folder=folder)
    assert len(json.loads((folder / "few.json").read_text(encoding="utf-8"))["sites"]) == 2


def test_portfolio_report(folder: Path) -> None:
    heading, *sites, total, counts = simulated("portfolio_report.py", folder=folder)
    assert heading.split()[:2] == ["Site", "AC"]
    assert len(sites) == 3
    capacities = [float(re.split(r"\s{2,}", line)[1]) for line in sites]
    assert re.fullmatch(rf"All 3 +{sum(capacities):.1f} .*", total)
    assert re.fullmatch(r"\d online, \d with alerts, 1 without availability", counts)
    assert len(simulated("portfolio_report.py", "--limit", "1", folder=folder)) == 4


def test_site_data(folder: Path) -> None:
    lines = simulated("site_data.py", "S10001", "10002", "S10003", "--limit", "2", folder=folder)
    told = r"(S10001|10002) .+: \d devices, \d+ alert triggers, \d+ active alerts"
    assert [bool(re.fullmatch(told, line)) for line in lines] == [True, True]


def test_site_data_of_something_else(folder: Path) -> None:
    told = run("site_data.py", "H100001", "--simulate", folder=folder, code=2)
    assert told.startswith("site_data.py: 'H100001' is the key of a device; the key of a site is expected")


def test_site_data_that_cannot_be_read(folder: Path) -> None:
    """A site that cannot be read is told, the others are read, and the exit code says that not all is well."""
    done = subprocess_of("site_data.py", "S9", "S10001", "--simulate", folder=folder)
    assert done.returncode == 1
    unknown, known = done.stdout.splitlines()
    assert unknown.startswith("S9 cannot be read: GET /api/view/site/S9: PowerTrack answered 404")
    assert known.startswith("S10001 Maple Ridge Solar: 8 devices")


def test_underperforming_sites(folder: Path) -> None:
    *sites, count = simulated("underperforming_sites.py", "--below", "101", folder=folder)
    assert len(sites) == 3
    assert count == "3 of 3 sites are below 101 %"
    assert sites[0].endswith("availability is not known"), "the site that is offline comes first"
    assert simulated("underperforming_sites.py", "--below", "101", "--limit", "1", folder=folder) == [sites[0], count]
    assert simulated("underperforming_sites.py", "--below", "0", folder=folder) == [
        sites[0],
        "1 of 3 sites are below 0 %",
    ]


def test_hardware_health(folder: Path) -> None:
    *issues, count = simulated("hardware_health.py", folder=folder)
    assert count == "23 devices of 3 sites looked at"
    assert issues, "a site is offline"
    assert all(
        re.fullmatch(r"H\d+ .+: (Communication failed|Out of service|\d+ broken|.*[Ff]ault).*", line) for line in issues
    )
    assert simulated("hardware_health.py", "--limit", "1", folder=folder)[-1].endswith("devices of 1 sites looked at")


def test_alert_overview(folder: Path) -> None:
    *devices, count = simulated("alert_overview.py", folder=folder)
    assert [bool(re.fullmatch(r"H\d+: \d+ active, highest code \d; set: .+", line)) for line in devices] == [True]
    assert count == "1 active alerts on 1 devices"


def test_chart_to_csv(folder: Path) -> None:
    days = ["--start", "2026-06-22", "--end", "2026-06-22", "--bin-size", "60"]
    [told] = simulated("chart_to_csv.py", "S10001", *days, folder=folder)
    assert told == "24 moments of 3 series written to chart.csv"
    with (folder / "chart.csv").open(encoding="utf-8", newline="") as file:
        heading, *lines = csv.reader(file)
    assert heading[0] == "time"
    assert "Plane-of-array irradiance (W/m2)" in heading
    assert lines[0][0] == "2026-06-22 00:00:00-04:00"
    assert max(float(line[1]) for line in lines) > 0
    simulated("chart_to_csv.py", "S10001", *days, "--limit", "5", folder=folder)
    assert len((folder / "chart.csv").read_text(encoding="utf-8").splitlines()) == 6


def test_rename_devices(folder: Path) -> None:
    planned = simulated("rename_devices.py", "devices.csv", "--dry-run", folder=folder)
    assert planned[-1] == "1 write, 2 fields changed, 0 unchanged"
    assert any(line.endswith('-> "Inverter A"') for line in planned)
    *shown, done = simulated("rename_devices.py", "devices.csv", "--limit", "1", folder=folder)
    assert shown == planned
    assert done.startswith("1 written (run ")


def test_rename_devices_that_there_are_not(folder: Path) -> None:
    (folder / "devices.csv").write_text("key,name,naem\nH100005,A,B\n", encoding="utf-8")
    told = run("rename_devices.py", "devices.csv", "--simulate", folder=folder, code=2)
    assert "column naem: HardwareConfig has no such field; nearest: description (alias name)" in told
    assert "no.csv cannot be read" in run("rename_devices.py", "no.csv", "--simulate", folder=folder, code=1)


def test_standardize_alerts(folder: Path) -> None:
    planned = simulated("standardize_alerts.py", "H100003", "H100005", "--dry-run", folder=folder)
    assert planned[0] == "create AlertTriggers H100005"
    assert planned[-1].startswith("1 write")
    *shown, done = simulated("standardize_alerts.py", "H100003", "H100005", folder=folder)
    assert shown == planned
    assert done.startswith("1 written (run ")


def test_update_site_config(folder: Path) -> None:
    sites = ["S10001", "S10002", "--set", "acCapacityKw=510", "--set", "name=North field", "--limit", "1"]
    heading, *changes = simulated("update_site_config.py", *sites, "--dry-run", folder=folder)
    assert heading == "SiteConfig S10001: would change"
    assert [line.partition(" -> ")[2] for line in changes] == ["510 kW", '"North field"']
    heading, *written = simulated("update_site_config.py", *sites, folder=folder)
    assert heading == "SiteConfig S10001: changed and read back"
    assert written == changes


def test_update_site_config_of_a_field_that_there_is_not(folder: Path) -> None:
    arguments = ["S10001", "--simulate", "--set"]
    [told] = run("update_site_config.py", *arguments, "naem=x", folder=folder, code=2).splitlines()
    assert told.startswith("update_site_config.py: SiteConfig: naem is not a field; nearest: name")
    assert "'name' is not of the form NAME=VALUE" in run(
        "update_site_config.py", *arguments, "name", folder=folder, code=2
    )


def test_modeling_update(folder: Path) -> None:
    inverters = ["H100005", "H100006", "--set", "powerRating=120000"]
    dry = simulated("modeling_update.py", *inverters, "--dry-run", folder=folder)
    assert dry[::2] == [f"ModelingData {key}: would change" for key in inverters[:2]]
    done = simulated("modeling_update.py", *inverters, folder=folder)
    assert done[::2] == [f"ModelingData {key}: changed and read back" for key in inverters[:2]]
    assert done[1].endswith("-> 120.0 kW")
    assert len(simulated("modeling_update.py", *inverters, "--limit", "1", folder=folder)) == 2


def test_run_report(folder: Path) -> None:
    days = ["--days", "2026-05-01", "2026-05-31"]
    *lines, told = simulated("run_report.py", "F3001", *days, "--poll", "0.01", "--limit", "3", folder=folder)
    saved = (folder / "report.csv").read_text(encoding="utf-8").splitlines()
    assert told == f"{len(saved)} lines saved to report.csv"
    assert lines[1] == "Start date:, 5/1/2026 12:00:00 AM"
    assert saved[2].startswith("End date:,5/31/2026")
    assert len(lines) == 3


def test_async_portfolio(folder: Path) -> None:
    lines = simulated("async_portfolio.py", folder=folder)
    assert sorted(line.split()[0] for line in lines) == ["S10001", "S10002", "S10003"]
    assert all(re.fullmatch(r"S\d+ .+: \d+\.\d kW AC, US/\w+", line) for line in lines)
    assert len(simulated("async_portfolio.py", "--limit", "2", folder=folder)) == 2
