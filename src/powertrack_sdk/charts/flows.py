"""Reads of time series."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from powertrack_api.api import charts
from powertrack_core.decoding import load_object, objects
from powertrack_sdk import keys
from powertrack_sdk.charts.numbers import check_number, check_positive
from powertrack_sdk.errors import APIError, ValidationError
from powertrack_sdk.nodes.flows import session_site
from powertrack_sdk.runner.flow import Flow, ask, environment
from powertrack_sdk.zones import today

if TYPE_CHECKING:
    from powertrack_sdk.charts.models import ChartData, PredefinedChart

_FARTHEST_EAST = timedelta(hours=14)


def get_chart_data(
    chart_type: int,
    site_id: str | int,
    start_date: date | str | None = None,
    end_date: date | str | None = None,
    bin_size: int | None = None,
) -> Flow[ChartData]:
    """Read the time series of a predefined chart of a site.

    Args:
        chart_type: Number of the chart, such as 15 for the production meter or 21 for irradiance.
            `get_chart_definitions` lists the numbers of a site.
        site_id: Key of the site, such as `S10001`.
        start_date: First day, in the zone of the site: a date or ISO 8601 text. By default the day before `end_date`.
        end_date: Last day, in the zone of the site. By default today at the site.
        bin_size: Bin size (minutes); by default the server's choice, which is `bin_size` of the result.

    Returns:
        The series as pairs of milliseconds since 1970 in UTC and a value, in the unit of each series.

    Raises:
        ValidationError: An argument is wrong, or the site has no chart of this number.
        APIError: The request failed, the answer reports an error, or its bins have another size than `bin_size`.

    Operations: POST /api/view/chart; without `end_date` again if the date at the site differs from that in UTC; POST
    /api/view/chart/builtin before it if the number is not a common one
    """
    key = keys.site_key(site_id)
    first, last = day_of(start_date, "start_date"), day_of(end_date, "end_date")
    check_positive(chart_type)
    if bin_size is not None and bin_size <= 0:
        raise ValidationError(f"bin_size is {bin_size}; it is a number of minutes, such as 15")
    check_days(first, last, (yield from environment()).clock.now())
    yield from check_number(chart_type, [key], get_chart_definitions)
    return (yield from read_chart(chart_type, key, first, last, bin_size))


def read_chart(
    chart_type: int, key: str, first: date | None, last: date | None, bin_size: int | None
) -> Flow[ChartData]:
    """Read the time series of a chart, of whose number and days it is known that they make sense.

    Raises:
        ValidationError: The first day lies in the future of the site.
        APIError: The request failed, the answer reports an error, or its bins have another length than `bin_size`.
    """
    now = (yield from environment()).clock.now()
    # The zone of the site is in the answer, so today at the site is known only afterwards.
    guess = last or max(now.date(), first or now.date())
    chart = yield from _chart(chart_type, key, first, guess, bin_size)
    last = last or today(chart.time_zone, now)
    if last != guess:
        if first is not None and first > last:
            raise ValidationError(f"start_date {first} lies after today, which is {last} at {key}")
        chart = yield from _chart(chart_type, key, first, last, bin_size)
    sizes = (chart.bin_size, chart.answered_bin_size) if bin_size is not None else ()
    actual = next((size for size in sizes if size and size != bin_size), None)
    if actual is not None:  # sums would be wrong by the ratio of the sizes
        raise APIError(
            f"{key}: the chart has bins of {actual:d} minutes, and bins of {bin_size} minutes were asked for. Ask for"
            f" fewer days at once, for bin_size={actual:d}, or omit bin_size",
            operation="queryChart",
        )
    return chart


def _chart(chart_type: int, key: str, first: date | None, last: date, bin_size: int | None) -> Flow[ChartData]:
    from powertrack_sdk.charts.models import ChartData

    operation = charts.query_chart(
        {
            "binSize": bin_size,
            "chartType": chart_type,
            "context": "site",
            "end": last.isoformat(),
            "query": None,
            "sectionCode": -1,
            "source": [key],
            "start": (first or last - timedelta(days=1)).isoformat(),
        },
        site_key=key,
    )
    return (yield from ask(operation.reading(ChartData.parse, may_be_empty=True)))


def get_chart_definitions(site_id: str | int | None = None) -> Flow[list[PredefinedChart]]:
    """List the charts that the platform predefines for a site.

    Args:
        site_id: Key of the site, such as `S10001`, whose devices decide which charts there are. By default the first
            site among the favorites of the session's user, or else among the notices.

    Returns:
        The charts in the order of the menu, with their sections. A chart of several sections occurs once for each.
        `get_chart_data` takes their `chart_type`.

    Raises:
        ValidationError: The key is not a site's, or none is given and the session has no site.
        APIError: A request failed.

    Operations: POST /api/view/chart/builtin; without a site, GET /api/node/favorites and GET /api/notifications/session
    """
    from powertrack_sdk.charts.models import PredefinedChart

    def parse(content: bytes) -> list[PredefinedChart]:
        sections = objects(load_object(content).get("chartMenuSections"))
        return [chart for section in sections for chart in PredefinedChart.of_section(section)]

    key = keys.site_key(site_id) if site_id is not None else (yield from session_site())
    operation = charts.query_chart_menu({"siteKeys": [key]}, site_key=key)
    return (yield from ask(operation.reading(parse)))


def check_days(first: date | None, last: date | None, now: datetime) -> None:
    """Check that the first day does not lie after the last, by default after today in any zone.

    Raises:
        ValidationError: It does.
    """
    if first is not None and first > (last or (now + _FARTHEST_EAST).date()):
        raise ValidationError(f"start_date {first} lies after {f'end_date {last}' if last else 'today'}")


def day_of(value: date | str | None, name: str) -> date | None:
    """Return the day of an argument.

    Raises:
        ValidationError: It is text and not a date.
    """
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise ValidationError(f"{name} is {value!r}; a date such as 2025-06-21 is expected") from None
