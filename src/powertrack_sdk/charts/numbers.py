"""Numbers of charts: whether a site has a chart of a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from powertrack_sdk.errors import APIError, AuthenticationError, ValidationError
from powertrack_sdk.runner.flow import Flow

if TYPE_CHECKING:
    from powertrack_sdk.charts.models import PredefinedChart

# Numbers that captured requests and answers hold. Some of them are in no menu.
_SEEN = frozenset({1, 2, 4, 15, 20, 21, 26, 52, 73, 92, 101, 123, 172, 187, 213, 222, 249, 255})
_MOST = 20


def check_positive(number: int) -> None:
    """Refuse what cannot be the number of a chart.

    Raises:
        ValidationError: It is not above 0.
    """
    if number <= 0:
        raise ValidationError(f"chart_type is {number}; a number above 0 is expected, such as 15 (production meter)")


def check_number(number: int, sites: Iterable[str], menu: Callable[[str], Flow[list[PredefinedChart]]]) -> Flow[None]:
    """Refuse a number that no site has in its menu, unless it is known otherwise.

    An answer does not say which chart it is, so a number without a chart could be answered with any other chart.

    Args:
        number: The number.
        sites: Keys of the sites.
        menu: Reads the menu of a site.

    Raises:
        ValidationError: There is no such chart.
    """
    if number in _SEEN:
        return
    refusal = ""
    for key in sites:
        try:
            charts = yield from menu(key)
        except AuthenticationError:
            raise
        except APIError:  # the chart itself can be read, or shows why not
            return
        if not charts or number in {chart.chart_type for chart in charts}:
            return
        refusal = refusal or f"{key} has no chart {number}; {_listed(number, charts)}"
    if refusal:
        raise ValidationError(refusal)


def _listed(number: int, charts: Sequence[PredefinedChart]) -> str:
    names = {chart.chart_type: chart.display_name or "" for chart in charts if chart.chart_type is not None}
    nearest = sorted(names, key=lambda one: (abs(one - number), one))[:_MOST]
    listed = ", ".join(f"{one} {names[one]}".strip() for one in sorted(nearest))
    return f"it has {listed}" if len(names) <= _MOST else f"the nearest of its {len(names)} are {listed}"
