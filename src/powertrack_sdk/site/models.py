"""The master data and the configuration of a site."""

from __future__ import annotations

from datetime import date, datetime

from powertrack_api.models import site_config, site_detailed_info
from powertrack_api.models.site_link import SiteLink
from powertrack_api.models.site_share import SiteShare
from powertrack_sdk.units import kilowatts

__all__ = ["SiteConfig", "SiteDetailedInfo", "SiteLink", "SiteShare"]

_SOON = 90


class SiteDetailedInfo(site_detailed_info.SiteDetailedInfo):
    """Master data of a site: address, contracts, capacities."""

    __slots__ = ()

    @property
    def full_address(self) -> str:
        """The address on one line; empty if there is none."""
        address = self.address
        if address is None:
            return ""
        region = " ".join(part for part in (address.state_province, address.postal_code) if part)
        parts = (address.address1, address.address2, address.city, region, address.country)
        return ", ".join(part for part in parts if part)

    @property
    def contract_end(self) -> date | None:
        """Last day of the monitoring contract, which the API gives as midnight in UTC for any zone."""
        end = self.monitoring_contract_end_date
        return end.date() if end is not None else None

    @property
    def contract_days_remaining(self) -> int | None:
        """Days from today until the monitoring contract ends, negative after its end; None if no end is known.

        Today is the day on this computer, because master data lack the time zone of the site. For the day at the site
        use `SiteData.contract_days_remaining` or `contract_days_remaining_on`.
        """
        return self.contract_days_remaining_on(datetime.now().date())

    def contract_days_remaining_on(self, day: date) -> int | None:
        """Return the days from a day until the monitoring contract ends; None if no end is known."""
        return (self.contract_end - day).days if self.contract_end is not None else None

    @property
    def is_contract_expiring_soon(self) -> bool:
        """Whether the monitoring contract ends within 90 days from now."""
        remaining = self.contract_days_remaining
        return remaining is not None and 0 <= remaining <= _SOON


class SiteConfig(site_config.SiteConfig):
    """The configuration of a site, with friendly names for the most used fields."""

    __slots__ = ()

    @property
    def latitude(self) -> float | None:
        """Latitude, north positive (deg)."""
        return self.location.latitude if self.location else None

    @property
    def longitude(self) -> float | None:
        """Longitude, east positive (deg)."""
        return self.location.longitude if self.location else None

    @property
    def elevation(self) -> float | None:
        """Height above sea level, in the unit of `location.elevation_unit`."""
        return self.location.elevation if self.location else None

    @property
    def address(self) -> str | None:
        """Street and number."""
        return self.location.address1 if self.location else None

    @property
    def city(self) -> str | None:
        """City."""
        return self.location.city if self.location else None

    @property
    def state(self) -> str | None:
        """State or province."""
        return self.location.state if self.location else None

    @property
    def zip_code(self) -> str | None:
        """Postal code."""
        return self.location.postal_code if self.location else None

    @property
    def country(self) -> str | None:
        """Country."""
        return self.location.country if self.location else None

    @property
    def timezone(self) -> str | None:
        """Name of the time zone, such as `US/Eastern`."""
        return self.tz

    @property
    def ac_capacity_kw(self) -> float | None:
        """AC capacity (kW), from the value and its unit code."""
        return kilowatts(self.capacity_ac, self.capacity_ac_unit)

    @property
    def dc_capacity_kw(self) -> float | None:
        """DC capacity (kW), from the value and its unit code."""
        return kilowatts(self.capacity_dc, self.capacity_dc_unit)
