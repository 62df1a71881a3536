"""Alert triggers, and counts of active alerts."""

from __future__ import annotations

from powertrack_api.models import alert_summary_response, alert_triggers
from powertrack_api.models.alert_summary import AlertSummary
from powertrack_api.models.alert_trigger import AlertTrigger
from powertrack_sdk.tables.columns import Column, Table, Tabular
from powertrack_sdk.tables.rows import model_columns

__all__ = ["AlertSummary", "AlertSummaryResponse", "AlertTrigger", "AlertTriggers"]

_UNRESOLVED = 5


class AlertTriggers(Tabular, alert_triggers.AlertTriggers):
    """The alert triggers of a device or site. Falsy if nothing changed since the given moment."""

    __slots__ = ()

    def table(self) -> Table:
        """Return a row for each trigger, without the templates."""
        return Table(title="Alert triggers", columns=tuple(model_columns(AlertTrigger, self.triggers)))

    @property
    def unchanged(self) -> bool:
        """Whether the answer was empty because nothing changed."""
        return not self.raw

    @property
    def active_triggers(self) -> list[AlertTrigger]:
        """The triggers that are active."""
        return [trigger for trigger in self.triggers if trigger.is_active]

    def __bool__(self) -> bool:
        return not self.unchanged


class AlertSummaryResponse(Tabular, alert_summary_response.AlertSummaryResponse):
    """Counts of active alerts of the devices and sites that have any."""

    __slots__ = ()

    def table(self) -> Table:
        """Return a row for each site, then each device with alerts. `kind` is `site` or `hardware`."""
        keys = [*self.site_summary, *self.hardware_summary]
        kinds = ["site"] * len(self.site_summary) + ["hardware"] * len(self.hardware_summary)
        counts = [*self.site_summary.values(), *self.hardware_summary.values()]
        columns = (Column(name="key", kind="text", values=keys), Column(name="kind", kind="text", values=kinds))
        return Table(title="Active alerts", columns=(*columns, *model_columns(AlertSummary, counts)))

    @property
    def hardware_summaries(self) -> dict[str, AlertSummary]:
        """Count and highest severity code by device key.

        `max_severity` is a code of uncertain meaning (see `AlertSeverity`); it does not rank devices.
        """
        return self.hardware_summary

    @property
    def site_summaries(self) -> dict[str, AlertSummary]:
        """Count and highest severity code by site key."""
        return self.site_summary

    @property
    def total_alerts(self) -> int:
        """Number of active alerts."""
        if self.total is not None:
            return self.total
        return sum(summary.count or 0 for summary in self.site_summary.values())

    @property
    def critical_hardware(self) -> list[str]:
        """Keys of the devices with an alert of code 5, which was seen on unacknowledged alerts.

        How severe these alerts are is not known.
        """
        return [key for key, summary in self.hardware_summary.items() if (summary.max_severity or 0) >= _UNRESOLVED]
