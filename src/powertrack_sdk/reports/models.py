"""The reporting rights of the session's user."""

from __future__ import annotations

from powertrack_api.models import reporting_capabilities


class ReportingCapabilities(reporting_capabilities.ReportingCapabilities):
    """The reporting rights of the session's user."""

    __slots__ = ()

    @property
    def has_reporting_access(self) -> bool:
        """Whether the user may add or edit reports of any kind, or has a view of them."""
        rights = (
            self.can_add_auto_report,
            self.can_add_email_report,
            self.can_add_summary_report,
            self.can_add_user_report,
            self.can_edit_auto_report,
        )
        return any(rights) or bool(self.views)
