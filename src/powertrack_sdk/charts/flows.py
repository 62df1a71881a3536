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
        start_date: First day, in the zone of the site; a date, or a text that begins with one. By default the day
            before `end_date`.
        end_date: Last day, in the zone of the site. By default today at the site.
        bin_size: Length of the bins (minutes); None lets the server choose, and `bin_size` of the result is its choice.

    Returns:
        The series as pairs of milliseconds since 1970 in UTC and a value, in the unit of each series.

    Raises:
        ValidationError: An argument is wrong, or the site has no chart of this number.
        APIError: The request failed, the answer reports an error, or its bins have another length than `bin_size`.

    Operations: POST /api/view/chart; without `end_date` once more if the site has another day than UTC; POST
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
    # The answer says in which zone the site is, so a day that was not named is only known afterwards.
    guess = last or max(now.date(), first or now.date())
    chart = yield from _chart(chart_type, key, first, guess, bin_size)
    last = last or today(chart.time_zone, now)
    if last != guess:
        if first is not None and first > last:
            raise ValidationError(f"start_date {first} lies after today, which is {last} at {key}")
        chart = yield from _chart(chart_type, key, first, last, bin_size)
    _check_bins(chart, key, bin_size)
    return chart


def _chart(chart_type: int, key: str, first: date | None, last: date, bin_size: int | None) -> Flow[ChartData]:
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
    return (yield from ask(operation.reading(_chart_data, may_be_empty=True)))


def get_chart_definitions(site_id: str | int | None = None) -> Flow[list[PredefinedChart]]:
    """List the charts that the platform predefines for a site.

    Args:
        site_id: Key of the site, such as `S10001`; which charts there are depends on its devices. By default the first
            site among the favorites of the session's user, or else among the notices.

    Returns:
        The charts of all sections in the order of the menu, each with the name of its section. A chart that stands in
        several sections is there once for each. `get_chart_data` takes their `chart_type`.

    Raises:
        ValidationError: It is no site's key, or none is given and the session names no site.
        APIError: A request failed.

    Operations: POST /api/view/chart/builtin; without a site, GET /api/node/favorites and GET /api/notifications/session
    """
    key = keys.site_key(site_id) if site_id is not None else (yield from session_site())
    operation = charts.query_chart_menu({"siteKeys": [key]}, site_key=key)
    return (yield from ask(operation.reading(_predefined_charts)))


def check_days(first: date | None, last: date | None, now: datetime) -> None:
    """Check that a first day lies before a last one, or has begun somewhere if there is no last one.

    Raises:
        ValidationError: It does not.
    """
    if first is not None and first > (last or (now + _FARTHEST_EAST).date()):
        raise ValidationError(f"start_date {first} lies after {f'end_date {last}' if last else 'today'}")


def _check_bins(chart: ChartData, key: str, asked: int | None) -> None:
    """Refuse a chart whose bins are not those that were asked for: sums over it would be wrong by their ratio."""
    if asked is None:
        return
    found = next((size for size in (chart.bin_size, chart.answered_bin_size) if size and size != asked), None)
    if found is not None:
        raise APIError(
            f"{key}: the chart has bins of {found:d} minutes, and bins of {asked} minutes were asked for. Ask for fewer"
            f" days at once, for bin_size={found:d}, or leave bin_size out",
            operation="queryChart",
        )


def day_of(value: date | str | None, name: str) -> date | None:
    """The day that an argument of this name gives.

    Raises:
        ValidationError: It is text that is no date.
    """
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise ValidationError(f"{name} is {value!r}; a date such as 2025-06-21 is expected") from None


def _chart_data(content: bytes) -> ChartData:
    from powertrack_sdk.charts.models import ChartData

    return ChartData.parse(content)


def _predefined_charts(content: bytes) -> list[PredefinedChart]:
    from powertrack_sdk.charts.models import PredefinedChart

    sections = objects(load_object(content).get("chartMenuSections"))
    return [chart for section in sections for chart in PredefinedChart.of_section(section)]
