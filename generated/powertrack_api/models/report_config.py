"""A report as its editor edits it. A write names it by the `key` in the body. Reports are files in folders. Most
codes were seen with one value only.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.report_chart_parameters import ReportChartParameters
from powertrack_api.models.report_query_item import ReportQueryItem
from powertrack_api.models.report_range import ReportRange
from powertrack_api.models.report_source import ReportSource
from powertrack_api.models.tag_set import TagSet
from powertrack_core.decoding import JsonObject, JsonValue, flag, integer, moment, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportConfig(Model):
    """A report as its editor edits it. A write names it by the `key` in the body. Reports are files in folders. Most
    codes were seen with one value only.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "ownerKey",
            "parentKey",
            "name",
            "description",
            "remarks",
            "newNote",
            "tags",
            "reportTitle",
            "reportType",
            "enumType",
            "reportFileType",
            "reportDetail",
            "reportOutput",
            "reportOwnerInPath",
            "applicationResource",
            "fileLanguage",
            "templateKey",
            "templateTarget",
            "proofSiteKey",
            "logoKey",
            "titleDashKey",
            "titleDashParamsList",
            "contentDashboards",
            "sourceItems",
            "siteRange",
            "onlyBelowCustomer",
            "skipNotInService",
            "operationsFilter",
            "hardwareFilterList",
            "fieldOptionsLists",
            "queryItems",
            "defaultChartParamList",
            "columnHeaderOption",
            "columnHeaders",
            "rowHeader0",
            "rowHeader1",
            "rowHeader2",
            "rowHeader3",
            "rowHeader4",
            "excludeHeaders",
            "sort",
            "pivotOutput",
            "combineRows",
            "combineTimestamp",
            "removeDuplicates",
            "canGroupResults",
            "groupResults",
            "separateByHwType",
            "separateSheets",
            "trimNighttime",
            "includeForecast",
            "onlyFuture",
            "range",
            "timespan",
            "timespanUnit",
            "binSizes",
            "scheduleId",
            "schedulePeriod",
            "scheduleDay",
            "deliveryMethod",
            "deliveryEmails",
            "deliveryFtpAddress",
            "deliveryHttpAddress",
            "deliveryUsername",
            "deliveryPassword",
            "useSftp",
            "sftpKey",
            "sftpPrivateKey",
            "externalAllowed",
            "externalAuth",
            "canBulkExport",
            "bulkExport",
            "debugOutput",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "delivery_password",
            "sftp_key",
            "sftp_private_key",
        }
    )

    key: str | None = None
    """Key of the report; empty for one that is not saved yet."""
    last_changed: datetime | None = None
    """When the report was last saved; the version stamp of the document."""
    owner_key: str | None = None
    """Key of the owner; the key of a customer was seen."""
    parent_key: str | None = None
    """Key of the folder that the report lies in."""
    name: str | None = None
    """Name of the report's file."""
    description: str | None = None
    """What the report is for."""
    remarks: str | None = None
    """Remarks; only the empty string was seen."""
    new_note: str | None = None
    """Note to add when the report is saved; empty for none."""
    tags: TagSet | None = None
    """Attributes and keywords of the report."""
    report_title: str | None = None
    """Title on the report."""
    report_type: int | None = None
    """Kind of report; only 0 was seen."""
    enum_type: int | None = None
    """Code with an unobserved meaning; only 0 was seen."""
    report_file_type: int | None = None
    """Kind of file; only 54 was seen."""
    report_detail: int | None = None
    """How detailed the report is; only 0 was seen."""
    report_output: int | None = None
    """Form of the report; 0 and 1 were seen."""
    report_owner_in_path: bool | None = None
    """Flag about the owner; only true was seen."""
    application_resource: bool | None = None
    """Whether the report belongs to the platform; only false was seen."""
    file_language: str | None = None
    """Language of the report, such as `en-US`."""
    template_key: str | None = None
    """Key of a template file; only the empty string was seen."""
    template_target: str | None = None
    """Place in the template; only the empty string was seen."""
    proof_site_key: str | None = None
    """Key of a site to try the report with; only the empty string was seen."""
    logo_key: str | None = None
    """Key of a logo; only the empty string was seen."""
    title_dash_key: str | None = None
    """Key of a dashboard for the title page; only the empty string was seen."""
    title_dash_params_list: list[JsonValue] = Factory(list)
    """Parameters of that dashboard; only the empty list was seen."""
    content_dashboards: list[JsonValue] = Factory(list)
    """Dashboards in the report; only the empty list was seen."""
    source_items: list[ReportSource] = Factory(list)
    """What the report is about."""
    site_range: str | None = None
    """Range of sites; only the empty string was seen."""
    only_below_customer: bool | None = None
    """Whether only sites below the customer count; only false was seen."""
    skip_not_in_service: bool | None = None
    """Whether what is out of service is left out; only false was seen."""
    operations_filter: int | None = None
    """Filter by operations, presumably a bit mask; only 4608 was seen."""
    hardware_filter_list: list[JsonValue] = Factory(list)
    """Filter by devices; only the empty list was seen."""
    field_options_lists: list[JsonValue] = Factory(list)
    """Options of fields; only the empty list was seen."""
    query_items: list[ReportQueryItem] = Factory(list)
    """What the report shows."""
    default_chart_param_list: list[ReportChartParameters] = Factory(list)
    """Parameters of all predefined charts, over a hundred entries."""
    column_header_option: int | None = None
    """How columns are headed; only 0 was seen."""
    column_headers: list[JsonValue] = Factory(list)
    """Headings of columns; only the empty list was seen."""
    row_header_0: int | None = None
    """Code of the first heading of a row; 3 was seen."""
    row_header_1: int | None = None
    """Code of the second heading of a row; 2 was seen."""
    row_header_2: int | None = None
    """Code of the third heading of a row; 0 was seen."""
    row_header_3: int | None = None
    """Code of the fourth heading of a row; 0 was seen."""
    row_header_4: int | None = None
    """Code of the fifth heading of a row; 0 was seen."""
    exclude_headers: bool | None = None
    """Whether headings are left out."""
    sort: int | None = None
    """Order of the rows; only 0 was seen."""
    pivot_output: bool | None = None
    """Whether rows and columns are exchanged."""
    combine_rows: bool | None = None
    """Whether rows are joined."""
    combine_timestamp: bool | None = None
    """Whether rows of the same time are joined."""
    remove_duplicates: bool | None = None
    """Whether duplicate rows are removed."""
    can_group_results: bool | None = None
    """Whether results of this kind of report can be grouped; only false was seen."""
    group_results: bool | None = None
    """Whether results are grouped."""
    separate_by_hw_type: bool | None = None
    """Whether kinds of devices are kept apart."""
    separate_sheets: bool | None = None
    """Whether the report has several sheets."""
    trim_nighttime: bool | None = None
    """Whether the night is left out."""
    include_forecast: bool | None = None
    """Whether forecasts are shown."""
    only_future: bool | None = None
    """Whether only the future is shown; only false was seen."""
    range_: ReportRange | None = None
    """Days that the report covers."""
    timespan: int | None = None
    """Length of the span that the report covers; only 0 was seen."""
    timespan_unit: int | None = None
    """Code of the unit of `timespan`; only 0 was seen."""
    bin_sizes: int | None = None
    """Code of the length of the bins; only 0 was seen."""
    schedule_id: int | None = None
    """Number of the schedule; only 0 was seen."""
    schedule_period: int | None = None
    """How often the report runs by itself; only 0 was seen."""
    schedule_day: int | None = None
    """Day on which it runs; only 0 was seen."""
    delivery_method: int | None = None
    """How the report is delivered; only 0 was seen."""
    delivery_emails: list[JsonValue] = Factory(list)
    """Addresses that the report is mailed to; only the empty list was seen."""
    delivery_ftp_address: str | None = None
    """Address of an FTP server that the report is put on."""
    delivery_http_address: str | None = None
    """Address that the report is sent to by HTTP."""
    delivery_username: str | None = None
    """Login on that server."""
    delivery_password: str | None = None
    """Password on that server. A credential."""
    use_sftp: bool | None = None
    """Whether the delivery goes by SFTP."""
    sftp_key: str | None = None
    """Key for the delivery by SFTP; only the empty string was seen. Whether it is a credential was not observed, so
    it is treated as one.
    """
    sftp_private_key: str | None = None
    """Private key for the delivery by SFTP. A credential."""
    external_allowed: bool | None = None
    """Whether the report may be called from outside; only true was seen."""
    external_auth: bool | None = None
    """Whether such a call needs a login; only false was seen."""
    can_bulk_export: bool | None = None
    """Whether this kind of report can be exported in bulk; only false was seen."""
    bulk_export: bool | None = None
    """Whether the report is exported in bulk."""
    debug_output: int | None = None
    """What the report tells about its own making; only 0 was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            last_changed=moment(get("lastChanged")),
            owner_key=text(get("ownerKey")),
            parent_key=text(get("parentKey")),
            name=text(get("name")),
            description=text(get("description")),
            remarks=text(get("remarks")),
            new_note=text(get("newNote")),
            tags=TagSet.maybe(get("tags")),
            report_title=text(get("reportTitle")),
            report_type=integer(get("reportType")),
            enum_type=integer(get("enumType")),
            report_file_type=integer(get("reportFileType")),
            report_detail=integer(get("reportDetail")),
            report_output=integer(get("reportOutput")),
            report_owner_in_path=flag(get("reportOwnerInPath")),
            application_resource=flag(get("applicationResource")),
            file_language=text(get("fileLanguage")),
            template_key=text(get("templateKey")),
            template_target=text(get("templateTarget")),
            proof_site_key=text(get("proofSiteKey")),
            logo_key=text(get("logoKey")),
            title_dash_key=text(get("titleDashKey")),
            title_dash_params_list=values(get("titleDashParamsList")),
            content_dashboards=values(get("contentDashboards")),
            source_items=ReportSource.many(get("sourceItems")),
            site_range=text(get("siteRange")),
            only_below_customer=flag(get("onlyBelowCustomer")),
            skip_not_in_service=flag(get("skipNotInService")),
            operations_filter=integer(get("operationsFilter")),
            hardware_filter_list=values(get("hardwareFilterList")),
            field_options_lists=values(get("fieldOptionsLists")),
            query_items=ReportQueryItem.many(get("queryItems")),
            default_chart_param_list=ReportChartParameters.many(get("defaultChartParamList")),
            column_header_option=integer(get("columnHeaderOption")),
            column_headers=values(get("columnHeaders")),
            row_header_0=integer(get("rowHeader0")),
            row_header_1=integer(get("rowHeader1")),
            row_header_2=integer(get("rowHeader2")),
            row_header_3=integer(get("rowHeader3")),
            row_header_4=integer(get("rowHeader4")),
            exclude_headers=flag(get("excludeHeaders")),
            sort=integer(get("sort")),
            pivot_output=flag(get("pivotOutput")),
            combine_rows=flag(get("combineRows")),
            combine_timestamp=flag(get("combineTimestamp")),
            remove_duplicates=flag(get("removeDuplicates")),
            can_group_results=flag(get("canGroupResults")),
            group_results=flag(get("groupResults")),
            separate_by_hw_type=flag(get("separateByHwType")),
            separate_sheets=flag(get("separateSheets")),
            trim_nighttime=flag(get("trimNighttime")),
            include_forecast=flag(get("includeForecast")),
            only_future=flag(get("onlyFuture")),
            range_=ReportRange.maybe(get("range")),
            timespan=integer(get("timespan")),
            timespan_unit=integer(get("timespanUnit")),
            bin_sizes=integer(get("binSizes")),
            schedule_id=integer(get("scheduleId")),
            schedule_period=integer(get("schedulePeriod")),
            schedule_day=integer(get("scheduleDay")),
            delivery_method=integer(get("deliveryMethod")),
            delivery_emails=values(get("deliveryEmails")),
            delivery_ftp_address=text(get("deliveryFtpAddress")),
            delivery_http_address=text(get("deliveryHttpAddress")),
            delivery_username=text(get("deliveryUsername")),
            delivery_password=text(get("deliveryPassword")),
            use_sftp=flag(get("useSftp")),
            sftp_key=text(get("sftpKey")),
            sftp_private_key=text(get("sftpPrivateKey")),
            external_allowed=flag(get("externalAllowed")),
            external_auth=flag(get("externalAuth")),
            can_bulk_export=flag(get("canBulkExport")),
            bulk_export=flag(get("bulkExport")),
            debug_output=integer(get("debugOutput")),
            raw=data,
        )
