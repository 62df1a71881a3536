"""Each library is imported only when it is asked for, and none needs another."""

from __future__ import annotations

import subprocess
import sys

import pytest

from powertrack_sdk import AlertTriggers, ChartData, ConfigurationError, HardwareList

ALL = {"pandas", "polars", "pyarrow"}
MAKE = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name in {blocked}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Blocked())
from powertrack_sdk import ChartData, Hardware, HardwareList
points = [{{"x": 0, "y": 1.5}}, {{"x": 900000, "y": None}}]
chart = ChartData.from_json({{"timeZone": "US/Eastern", "series": [{{"name": "Power", "dataXy": points}}]}})
devices = HardwareList([Hardware.from_json({{"key": "H1", "functionCode": 1, "installDate": "2024-10-16"}})])
"""


def run(code: str, blocked: set[str]) -> list[str]:
    """What a fresh interpreter prints in which some libraries cannot be imported."""
    program = MAKE.format(blocked=sorted(blocked)) + code
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("method", "library", "extra"),
    [("to_pandas", "pandas", "pandas"), ("to_polars", "polars", "polars"), ("to_arrow", "pyarrow", "arrow")],
)
@pytest.mark.parametrize("result", [ChartData(), HardwareList(), AlertTriggers(key="H100001")])
def test_an_error_says_what_to_install(
    result: ChartData, method: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(ConfigurationError, match=rf"takes {library}; install it with .*powertrack-sdk\[{extra}\]"):
        getattr(result, method)()


def test_pandas_takes_no_other_library() -> None:
    code = "print(chart.to_pandas().index[0].isoformat(), devices.to_pandas()['function_code'][0])"
    assert run(code, ALL - {"pandas"}) == ["1969-12-31T19:00:00-05:00 inverter"]


def test_polars_takes_no_other_library() -> None:
    code = "print(chart.to_polars()['Power'].to_list(), devices.to_polars()['install_date'][0])"
    assert run(code, {*ALL, "numpy"} - {"polars"}) == ["[1.5, None] 2024-10-16"]


def test_arrow_takes_no_other_library() -> None:
    code = "print(chart.to_arrow()['Power'].to_pylist(), devices.to_arrow()['install_date'][0])"
    assert run(code, {*ALL, "numpy"} - {"pyarrow"}) == ["[1.5, None] 2024-10-16"]


def test_notebooks_take_no_library() -> None:
    code = "print('Power' in chart._repr_html_(), 'inverter' in devices._repr_html_())"
    assert run(code, {*ALL, "numpy", "matplotlib"}) == ["True True"]


def test_a_table_loads_no_library() -> None:
    code = f"chart.table(); devices.table(); print(sorted({ALL | {'numpy'}} & set(sys.modules)))"
    assert run(code, set()) == ["[]"]


def test_html_is_loaded_only_for_notebooks() -> None:
    asked = "print('powertrack_core.notebook' in sys.modules)"
    assert run(f"chart.table(); {asked}; chart._repr_html_(); {asked}", set()) == ["False", "True"]
