"""GET /api/grafana/config"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.grafana_config import GrafanaConfig


def get_grafana_config() -> Operation[GrafanaConfig]:
    """Read how the web application sends telemetry.

    Of no use to a client. The answer carries a credential of the telemetry service.

    Evidence: captured.
    """
    return Operation(
        id="getGrafanaConfig",
        method="GET",
        path="/api/grafana/config",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> GrafanaConfig:
    from powertrack_api.models.grafana_config import GrafanaConfig

    return GrafanaConfig.parse(content)
