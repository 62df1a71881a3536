"""POST /api/reportconfig"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.inputs import ReportConfigInput
    from powertrack_api.models.report_config import ReportConfig


def create_report_config(
    body: ReportConfigInput,
) -> Operation[ReportConfig]:
    """Create a report.

    Creates a report in the folder `parentKey`. A browser sends 15 fields of the configuration, `key` empty among
    them; `getNewReportConfig` gives the template. The answer was recorded as an empty object, which looks blanked:
    presumably it is the configuration with its new key.

    Evidence: partial (not seen: the answer and the page that sends it).

    Args:
        body: What is sent, a ReportConfig.
    """
    return Operation(
        id="createReportConfig",
        method="POST",
        path="/api/reportconfig",
        parse=_parse,
        body=body,
    )


def _parse(content: bytes) -> ReportConfig:
    from powertrack_api.models.report_config import ReportConfig

    return ReportConfig.parse(content)
