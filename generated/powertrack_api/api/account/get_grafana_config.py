"""GET /api/grafana/config"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.grafana_config import GrafanaConfig


def get_grafana_config() -> Operation[GrafanaConfig]:
    """Read the telemetry settings of the web application.

    Not useful to a client. The answer contains a credential of the telemetry service.

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
