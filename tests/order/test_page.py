"""The page for those who come from the earlier SDK: it names every call, its aliases are there, its snippet runs."""

from __future__ import annotations

import re
from pathlib import Path

from powertrack_api import documents
from powertrack_core.shapes import ObjectShape
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.modeling.pan_texts import pan_text
from tests.order import order_text
from tests.order.order_text import needs_text
from tests.wire import wire

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "order.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def in_first_column(heading: str) -> set[str]:
    """What is written as code in the first column of a table."""
    rows = [line.split(" | ")[0] for line in section(heading).splitlines() if line.startswith("| `")]
    return set(re.findall(r"`(\w+)", " ".join(rows)))


@needs_text
def test_every_call_of_the_order_stands_in_a_table() -> None:
    named = in_first_column("Reads") | in_first_column("Writes")
    assert named == order_text.methods().keys()


def test_every_name_that_stands_for_another_does_so() -> None:
    shapes = [shape for shape in vars(documents).values() if isinstance(shape, ObjectShape)]
    aliases = {name for shape in shapes for name in shape.aliases}
    named = in_first_column("Names that stand for others")
    assert len(named) >= 19
    assert named <= aliases


def test_every_field_without_a_counterpart_is_told() -> None:
    named = in_first_column("What has no counterpart")
    assert {"id", "efficiencyCurve", "groundReflectance", "type", "schedule", "dateRange", "includeCharts"} <= named
    assert {"siteId", "performanceData", "timestamp"} <= named


def test_what_is_told_to_be_written_instead_works(nowhere: Path, sim: Simulator, clock: FakeClock) -> None:
    (nowhere / "module.PAN").write_text(pan_text(), encoding="utf-8")
    [snippet] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), clock=clock) as client:
        exec(snippet, {"client": client})
    expected = {"edit/modeling", "reportconfig", "task/start", "edit/pvsystmodule"}
    assert expected <= {one.path.removeprefix("/api/") for one in wire(sim) if one.method in ("PUT", "POST")}


def test_the_page_is_linked() -> None:
    assert "(order.md)" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
