"""One site whole: its parts, and what could not be read of them."""

from __future__ import annotations

from datetime import datetime

from attrs import define, field

from powertrack_sdk.alerts.models import AlertSummaryResponse, AlertTriggers
from powertrack_sdk.errors import PowerTrackError
from powertrack_sdk.hardware.models import HardwareList
from powertrack_sdk.modeling.models import ModelingData
from powertrack_sdk.site.models import SiteConfig, SiteDetailedInfo
from powertrack_sdk.zones import today


@define(kw_only=True, repr=False)
class SiteData:
    """One site whole.

    Attributes:
        site: Master data.
        config: Configuration.
        hardware: Its devices.
        alerts: Alert triggers by the key of the device that has them.
        alert_summary: Counts of active alerts.
        modeling: Photovoltaic model.
        failures: What could not be read, and why, by the name of the part or the key of the device.
        fetched_at: When it was read.
    """

    site: SiteDetailedInfo | None = None
    config: SiteConfig | None = None
    hardware: HardwareList = field(factory=HardwareList, converter=HardwareList)
    alerts: dict[str, AlertTriggers] = field(factory=dict)
    alert_summary: AlertSummaryResponse | None = None
    modeling: ModelingData | None = None
    failures: dict[str, PowerTrackError] = field(factory=dict)
    fetched_at: datetime

    @property
    def hardware_count(self) -> int:
        """Number of devices."""
        return len(self.hardware)

    @property
    def active_alerts_count(self) -> int:
        """Number of active alerts; 0 as well if they were not read, so look at `alert_summary` or `failures` first."""
        return self.alert_summary.total_alerts if self.alert_summary is not None else 0

    @property
    def contract_days_remaining(self) -> int | None:
        """Days until the monitoring contract ends, from the day at the site when it was read.

        Negative after its end, None if no end is known. If the configuration was not read, the day is that of this
        computer.
        """
        if self.site is None:
            return None
        zone_name = self.config.timezone if self.config is not None else None
        day = today(zone_name, self.fetched_at) if zone_name else self.fetched_at.astimezone().date()
        return self.site.contract_days_remaining_on(day)

    def __repr__(self) -> str:
        parts = (f"{name}={value!r}" for name, value in self._told())
        return f"SiteData({', '.join(parts)})"

    def _repr_html_(self) -> str:
        """What was read, for notebooks."""
        from powertrack_core import notebook

        rows = [(name, notebook.shown(value)) for name, value in self._told()]
        return notebook.grid("SiteData", ("part", "value"), rows, len(rows))

    def _told(self) -> list[tuple[str, object]]:
        """It in a few words."""
        return [
            ("key", self.site.key if self.site is not None else None),
            ("name", self.site.name if self.site is not None else None),
            ("hardware_count", self.hardware_count),
            ("active_alerts_count", self.active_alerts_count if self.alert_summary is not None else None),
            ("failures", len(self.failures)),
            ("fetched_at", self.fetched_at.isoformat(" ", "seconds")),
        ]
