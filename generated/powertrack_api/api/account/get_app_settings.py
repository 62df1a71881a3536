"""GET /api/appsettings/powertrack"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.app_settings import AppSettings


def get_app_settings() -> Operation[AppSettings]:
    """Read the version and the features of the web application.

    Tells what was deployed, and which parts of the web application are switched on.

    Evidence: captured.
    """
    return Operation(
        id="getAppSettings",
        method="GET",
        path="/api/appsettings/powertrack",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> AppSettings:
    from powertrack_api.models.app_settings import AppSettings

    return AppSettings.parse(content)
