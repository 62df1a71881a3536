"""The portfolio table and its totals."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import attrs

from powertrack_api.models import portfolio_metrics
from powertrack_api.models.site_overview import SiteOverview
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.tables.columns import Table, Tabular
from powertrack_sdk.tables.rows import model_columns
from powertrack_sdk.writes.nearest import suggestion_of

__all__ = ["PortfolioMetrics", "SiteOverview"]

_ONLINE_WITHIN = timedelta(hours=24)


class PortfolioMetrics(Tabular, portfolio_metrics.PortfolioMetrics):
    """The table of a customer's sites with their latest figures, and totals over it.

    Totals omit figures that are missing or not finite; `sites_without` lists the sites without one.
    """

    __slots__ = ()

    def table(self) -> Table:
        """Return a row for each site, with a column for each figure."""
        return Table(title="Sites", columns=tuple(model_columns(SiteOverview, self.sites)))

    def sites_without(self, figure: str) -> list[SiteOverview]:
        """Return the sites whose figure is missing or not finite, and so omitted from totals and averages.

        Args:
            figure: Name of an attribute of `SiteOverview`, such as `availability`.

        Raises:
            ValidationError: There is no such attribute.
        """
        names = {attribute.name for attribute in attrs.fields(SiteOverview)}
        if figure not in names:
            raise ValidationError(f"{figure!r} is not a figure of a site{suggestion_of(figure, names)}")
        return [site for site in self.sites if not is_known(getattr(site, figure))]

    @property
    def total_sites(self) -> int:
        """Number of sites."""
        return len(self.sites)

    @property
    def total_capacity_ac(self) -> float:
        """AC capacity of all sites (kW)."""
        return math.fsum(_finite(site.pv_capacity_ac for site in self.sites))

    @property
    def total_capacity_dc(self) -> float:
        """DC capacity of all sites (kW)."""
        return math.fsum(_finite(site.pv_capacity_dc for site in self.sites))

    @property
    def total_energy_today(self) -> float:
        """Energy of all sites since midnight (kWh)."""
        return math.fsum(_finite(site.today for site in self.sites))

    @property
    def total_power(self) -> float:
        """Power of all sites (kW)."""
        return math.fsum(_finite(site.power for site in self.sites))

    @property
    def average_availability(self) -> float | None:
        """Mean availability (%) of the sites that have one; None if none has. See `sites_without("availability")`."""
        values = list(_finite(site.availability for site in self.sites))
        return math.fsum(values) / len(values) if values else None

    @property
    def sites_with_alerts(self) -> int:
        """Number of sites with an alert."""
        return sum(bool(site.alert_name or site.alert_severity) for site in self.sites)

    @property
    def online_sites(self) -> int:
        """Number of sites that sent data in the 24 hours before the table last changed."""
        if self.last_changed is None:
            return 0
        since = _in_utc(self.last_changed) - _ONLINE_WITHIN
        return sum(1 for site in self.sites if site.last_data_utc and _in_utc(site.last_data_utc) >= since)


def is_known(value: object) -> bool:
    """Return whether a figure is present and finite."""
    return value is not None and not (isinstance(value, float) and not math.isfinite(value))


def _in_utc(moment: datetime) -> datetime:
    """Return an aware moment; a naive one is taken as UTC."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _finite(values: Iterable[float | None]) -> Iterable[float]:
    return (value for value in values if value is not None and math.isfinite(value))
