"""One site whole: everything about it, read concurrently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_sdk import keys
from powertrack_sdk.alerts.flows import get_alert_summary, get_alert_triggers
from powertrack_sdk.errors import AuthenticationError, PowerTrackError
from powertrack_sdk.hardware.flows import get_hardware_list
from powertrack_sdk.modeling.flows import get_modeling_data
from powertrack_sdk.runner.flow import Flow, Progress, environment, settled
from powertrack_sdk.site.flows import get_site_config, get_site_detailed_info

if TYPE_CHECKING:
    from powertrack_sdk.site.site_data import SiteData


def get_site_data(
    site_id: str | int,
    include_hardware: bool = True,
    include_alerts: bool = True,
    include_modeling: bool = True,
    progress: Progress | None = None,
) -> Flow[SiteData]:
    """Read everything about one site, concurrently. What cannot be read is told in `failures`, not hidden.

    Args:
        site_id: Key of the site, such as `S10001`.
        include_hardware: Whether to read its devices.
        include_alerts: Whether to read counts of active alerts and, with the devices, their alert triggers.
        include_modeling: Whether to read its photovoltaic model.
        progress: Called with the parts that are done and the parts known so far.

    Raises:
        ValidationError: It is no site's key.
        AuthenticationError: The session is not accepted.
        APIError: Nothing of the site can be read, such as where there is none.

    Operations: GET /api/view/site, /api/edit/site, /api/view/sitehardwareproduction,
    /api/view/activealerts/activesummary, /api/edit/modeling, and /api/alerttrigger for each device
    """
    from powertrack_sdk.site.site_data import SiteData

    key = keys.site_key(site_id)
    data = SiteData(fetched_at=(yield from environment()).clock.now())
    parts = _parts(key, data, include_hardware, include_alerts, include_modeling)
    outcomes = yield from settled(parts.values(), progress)
    for part, outcome in zip(parts, outcomes, strict=True):
        _tell(data, part, outcome)
    if len(data.failures) == len(parts):
        raise data.failures["site"]
    if include_alerts and data.hardware:
        flows = [get_alert_triggers(device.key) for device in data.hardware]
        triggers = yield from settled(flows, _after(progress, len(parts)))
        for device, found in zip(data.hardware, triggers, strict=True):
            _tell(data, device.key, found)
            if not isinstance(found, PowerTrackError):
                data.alerts[device.key] = found
    return data


def _after(progress: Progress | None, done: int) -> Progress | None:
    """Progress that goes on where another ended."""
    return (lambda count, total: progress(done + count, done + total)) if progress is not None else None


def _tell(data: SiteData, part: str, outcome: object) -> None:
    """Keep the failure of a part; a session that is not accepted is no failure of one part but of all."""
    if isinstance(outcome, AuthenticationError):
        raise outcome
    if isinstance(outcome, PowerTrackError):
        data.failures[part] = outcome


def _parts(key: str, data: SiteData, hardware: bool, alerts: bool, modeling: bool) -> dict[str, Flow[None]]:
    parts = {"site": _site(key, data), "config": _config(key, data)}
    if hardware:
        parts["hardware"] = _hardware(key, data)
    if alerts:
        parts["alert_summary"] = _alert_summary(key, data)
    if modeling:
        parts["modeling"] = _modeling(key, data)
    return parts


def _site(key: str, data: SiteData) -> Flow[None]:
    data.site = yield from get_site_detailed_info(key)


def _config(key: str, data: SiteData) -> Flow[None]:
    data.config = yield from get_site_config(key)


def _hardware(key: str, data: SiteData) -> Flow[None]:
    data.hardware = yield from get_hardware_list(key)


def _alert_summary(key: str, data: SiteData) -> Flow[None]:
    data.alert_summary = yield from get_alert_summary(site_id=key)


def _modeling(key: str, data: SiteData) -> Flow[None]:
    data.modeling = yield from get_modeling_data(key)
