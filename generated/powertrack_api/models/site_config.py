"""The document behind a site's configuration page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.chart_dashboard import ChartDashboard
from powertrack_api.models.dashboard_link import DashboardLink
from powertrack_api.models.estimated_losses import EstimatedLosses
from powertrack_api.models.location import Location
from powertrack_api.models.monthly_figures import MonthlyFigures
from powertrack_api.models.net_suite_fields import NetSuiteFields
from powertrack_api.models.site_link import SiteLink
from powertrack_api.models.site_report_switch import SiteReportSwitch
from powertrack_api.models.tag_set import TagSet
from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import (
    JsonObject,
    JsonValue,
    day,
    each,
    flag,
    identity,
    integer,
    moment,
    number,
    text,
    values,
)
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteConfig(Model):
    """The document behind a site's configuration page."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "parentKey",
            "ts",
            "readOnly",
            "isMigrated",
            "name",
            "tagLine",
            "description",
            "account",
            "url",
            "purl",
            "installerKey",
            "ruleToolPreferencesKey",
            "location",
            "tz",
            "language",
            "siteType",
            "isMonitored",
            "notInService",
            "notInServiceInstruct",
            "testMode",
            "dailyData",
            "isFractional",
            "requiresPubIp",
            "operations",
            "assetManagement",
            "allowEmail",
            "runRulesDaily",
            "advancedSiteConfiguration",
            "advancedSiteConfigurationDocumentReceived",
            "siteCommissioningComplete",
            "modelingComplete",
            "readyForValidation",
            "isCertified",
            "certifiedByKey",
            "certifiedOn",
            "isApproved",
            "approvedByKey",
            "approvedOn",
            "approvalId",
            "tuneUpPurchased",
            "tuneUpPurchasedDate",
            "tuneUpPurchasedUser",
            "tuneUpStarted",
            "tuneUpStartedDate",
            "tuneUpStartedUser",
            "tuneUpCompleted",
            "tuneUpCompletedDate",
            "tuneUpCompletedUser",
            "tuneUpValidated",
            "tuneUpValidatedDate",
            "tuneUpValidatedUser",
            "paymentStatus",
            "isPaid",
            "links",
            "waitForKey",
            "weatherStationKey",
            "preferredWSForEstimatedInsolation",
            "exportDataConfig",
            "customerStatus",
            "adminStatus",
            "aeStatus",
            "statusDetails",
            "contactKind",
            "contactName",
            "contactEmail",
            "contactPhone",
            "contactMobile",
            "newNote",
            "minSun",
            "maxIa",
            "mode",
            "dc",
            "yearly",
            "degrade",
            "minYearlyPerformanceRatio",
            "minMonthlyPerformanceRatio",
            "minIrradiance",
            "maxIrradiance",
            "minTemperature",
            "maxTemperature",
            "performanceRatioMap",
            "modelName",
            "monthlyOutput",
            "yearTotal",
            "yearTotalUnits",
            "yearlyDegrade",
            "yearlyAgeMode",
            "useDegradeStart",
            "degradeStart",
            "installDate",
            "turnOnDate",
            "validDataDate",
            "estimatedCommissioningDate",
            "actualCommissioningDate",
            "availabilityTime",
            "availabilityCondition",
            "availabilityIrradianceSource",
            "powerThreshold",
            "minSunUp",
            "useGross",
            "energyRatioMinSun",
            "energyRatioMaxIa",
            "energyRatioMinSunElevation",
            "energyRatioMinAzimuth",
            "energyRatioMaxAzimuth",
            "energyRatioUseGross",
            "excludeCommunicationOutages",
            "avgCellTemp",
            "absoluteSoil",
            "curtailmentCtrlMaxError",
            "nominalTemperature",
            "estimatedLosses",
            "useFilterAverageWeather",
            "transpositionMethod",
            "isAgencyReporting",
            "agencyReportingRateKey",
            "isPpaInvoice",
            "ppaRateKey",
            "utilityRateKey",
            "productionGuaranteeKey",
            "siteReports",
            "chartDashboard",
            "defaultQuery",
            "overviewChart1",
            "overviewChart2",
            "allowedChartTypes",
            "customQueryKey",
            "siteDashboardKey",
            "newsDashboardKey",
            "mapTargetKey",
            "timelineReportKey",
            "dashboards",
            "queryOverrides",
            "showEnvironment",
            "showGuide",
            "systemSizeCurrent",
            "cecRating",
            "capacityAc",
            "capacityAcUnit",
            "capacityDc",
            "capacityDcUnit",
            "ratedPower",
            "ratedPowerUnit",
            "energyCapacity",
            "energyCapacityUnit",
            "communityExclude",
            "compareRadius",
            "tags",
            "netSuiteFields",
            "salesforceSystemId",
            "monitoringContractIsManual",
            "monitoringContractStartDate",
            "monitoringContractWarnDate",
            "monitoringContractEndDate",
            "monitoringContractTerminateDate",
            "monitoringContractAccessFlags",
            "monitoringContractAccessNote",
            "monitoringContractCustomBanner",
            "cellModemContractIsManual",
            "cellModemContractStartDate",
            "cellModemContractWarnDate",
            "cellModemContractEndDate",
            "cellModemContractTerminateDate",
            "cellModemContractAccessFlags",
            "cellModemContractAccessNote",
            "cellModemContractCustomBanner",
            "locusId",
            "syncToLocus",
            "taskId",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "min_sun": "W/m2",
        "max_ia": "deg",
        "min_irradiance": "W/m2",
        "max_irradiance": "W/m2",
        "monthly_output": "kWh",
        "yearly_degrade": "%",
        "min_sun_up": "W/m2",
        "energy_ratio_min_sun": "W/m2",
        "energy_ratio_max_ia": "deg",
        "energy_ratio_min_sun_elevation": "deg",
        "energy_ratio_min_azimuth": "deg",
        "energy_ratio_max_azimuth": "deg",
        "avg_cell_temp": "degC",
    }

    key: str
    """Key of a site, such as `S10001`."""
    parent_key: str | None = None
    """Key of the customer that the site belongs to."""
    ts: datetime | None = None
    """Version stamp; it moves on every save."""
    read_only: bool | None = None
    """Whether the session's user may only look at the site."""
    is_migrated: bool | None = None
    """Flag for a migrated site; only false was seen."""
    name: str | None = None
    """Name of the site."""
    tag_line: str | None = None
    """Line below the name."""
    description: str | None = None
    """Description of the site."""
    account: str | None = None
    """Name or number of the account."""
    url: str | None = None
    """Address of a web page about the site."""
    purl: str | None = None
    """Last part of the site's short public address."""
    installer_key: str | None = None
    """Key of the installer; only the empty string was seen."""
    rule_tool_preferences_key: str | None = None
    """Key of the settings of automatic checks; empty for none."""
    location: Location | None = None
    """Where the site lies."""
    tz: str | None = None
    """Name of the time zone, such as `US/Eastern`; `location.timeZone` holds it as a code."""
    language: str | None = None
    """Language of the site's pages, such as `en-US`."""
    site_type: int | None = None
    """Kind of site; only 0 was seen."""
    is_monitored: bool | None = None
    """Whether the site is monitored."""
    not_in_service: bool | None = None
    """Whether the site is out of service."""
    not_in_service_instruct: str | None = None
    """What to do while the site is out of service."""
    test_mode: bool | None = None
    """Whether the site is in test mode."""
    daily_data: bool | None = None
    """Flag for daily data; meaning not observed."""
    is_fractional: bool | None = None
    """Flag of the site; meaning not observed."""
    requires_pub_ip: bool | None = None
    """Whether the site needs a public IP address."""
    operations: bool | None = None
    """Flag for operations; meaning not observed."""
    asset_management: bool | None = None
    """Flag for asset management; meaning not observed."""
    allow_email: bool | None = None
    """Whether mail about the site may be sent."""
    run_rules_daily: bool | None = None
    """Whether automatic checks run every day."""
    advanced_site_configuration: bool | None = None
    """Whether the site has the advanced configuration."""
    advanced_site_configuration_document_received: bool | None = None
    """Whether the document for the advanced configuration has come in."""
    site_commissioning_complete: bool | None = None
    """Whether commissioning is complete."""
    modeling_complete: bool | None = None
    """Whether the photovoltaic model is complete."""
    ready_for_validation: bool | None = None
    """Whether the site may be validated."""
    is_certified: bool | None = None
    """Whether the site is certified."""
    certified_by_key: str | None = None
    """Who certified the site."""
    certified_on: JsonValue = None
    """When the site was certified; only null was seen."""
    is_approved: bool | None = None
    """Whether the site is approved."""
    approved_by_key: str | None = None
    """Who approved the site."""
    approved_on: datetime | None = None
    """When the site was approved."""
    approval_id: int | None = None
    """Number of the approval; 0 for none."""
    tune_up_purchased: bool | None = None
    """Whether a tune-up of the site was bought."""
    tune_up_purchased_date: JsonValue = None
    """When it was bought; only null was seen."""
    tune_up_purchased_user: str | None = None
    """Who bought it; only the empty string was seen."""
    tune_up_started: bool | None = None
    """Whether the tune-up was started."""
    tune_up_started_date: JsonValue = None
    """When it was started; only null was seen."""
    tune_up_started_user: str | None = None
    """Who started it; only the empty string was seen."""
    tune_up_completed: bool | None = None
    """Whether the tune-up was completed."""
    tune_up_completed_date: JsonValue = None
    """When it was completed; only null was seen."""
    tune_up_completed_user: str | None = None
    """Who completed it; only the empty string was seen."""
    tune_up_validated: bool | None = None
    """Whether the tune-up was validated."""
    tune_up_validated_date: JsonValue = None
    """When it was validated; only null was seen."""
    tune_up_validated_user: str | None = None
    """Who validated it; only the empty string was seen."""
    payment_status: int | None = None
    """State of payment, presumably a bit mask; 0 and 3145728 were seen."""
    is_paid: bool | None = None
    """Whether the site is paid for."""
    links: list[SiteLink] = Factory(list)
    """Links that the site's page shows."""
    wait_for_key: str | None = None
    """Key of what the site waits for; only the empty string was seen."""
    weather_station_key: str | None = None
    """Key of a weather station for the site; empty for none."""
    preferred_ws_for_estimated_insolation: int | None = None
    """Number of the weather station that estimates of insolation prefer; 0 for none."""
    export_data_config: str | None = None
    """Settings of data export; only the empty string was seen."""
    customer_status: str | None = None
    """State of the site for the customer; only the empty string was seen."""
    admin_status: str | None = None
    """State of the site for administrators; only the empty string was seen."""
    ae_status: str | None = None
    """State of the site for AlsoEnergy; only the empty string was seen."""
    status_details: str | None = None
    """Details of the state; only the empty string was seen."""
    contact_kind: int | None = None
    """Kind of contact; 0 and 1 were seen."""
    contact_name: str | None = None
    """Name of the contact."""
    contact_email: str | None = None
    """E-mail address of the contact."""
    contact_phone: str | None = None
    """Telephone number of the contact."""
    contact_mobile: str | None = None
    """Mobile telephone number of the contact."""
    new_note: str | None = None
    """Note to be added with the save; the answer has it empty again. The web application leaves it out."""
    min_sun: float | None = None
    """Irradiance below which the performance ratio leaves a moment out. Unit: W/m2."""
    max_ia: float | None = None
    """Angle of incidence above which the performance ratio leaves a moment out. Unit: deg."""
    mode: int | None = None
    """Mode of the performance ratio; only 0 was seen."""
    dc: bool | None = None
    """Whether the performance ratio refers to DC capacity."""
    yearly: int | None = None
    """Option of the yearly performance ratio; only 0 was seen."""
    degrade: bool | None = None
    """Whether the performance ratio allows for degradation."""
    min_yearly_performance_ratio: float | None = None
    """Least performance ratio of a year; only 0 was seen."""
    min_monthly_performance_ratio: MonthlyFigures | None = None
    """Least performance ratio of each month; only 0 was seen."""
    min_irradiance: float | None = None
    """Least irradiance that the performance ratio takes. Unit: W/m2."""
    max_irradiance: float | None = None
    """Greatest irradiance that the performance ratio takes; only 0 was seen. Unit: W/m2."""
    min_temperature: float | None = None
    """Least temperature that the performance ratio takes; unit not observed."""
    max_temperature: float | None = None
    """Greatest temperature that the performance ratio takes; unit not observed."""
    performance_ratio_map: str | None = None
    """Map of performance ratios; only the empty string was seen."""
    model_name: str | None = None
    """Name of the production estimate, such as `Site Performance Estimate`."""
    monthly_output: MonthlyFigures | None = None
    """Energy that is expected of each month. Unit: kWh."""
    year_total: str | None = None
    """Sum of `monthlyOutput` as rounded text, in the unit that `yearTotalUnits` names."""
    year_total_units: str | None = None
    """Unit of `yearTotal`, such as `GWh`."""
    yearly_degrade: float | None = None
    """Degradation in a year. Unit: %."""
    yearly_age_mode: int | None = None
    """How age enters the estimate; only 0 was seen."""
    use_degrade_start: bool | None = None
    """Whether degradation counts from `degradeStart`."""
    degrade_start: Date | None = None
    """Day from which degradation counts."""
    install_date: Date | None = None
    """Day of installation."""
    turn_on_date: Date | None = None
    """Day on which the site was switched on."""
    valid_data_date: datetime | None = None
    """Time from which the data count as valid."""
    estimated_commissioning_date: Date | None = None
    """Day on which the site is expected to be commissioned."""
    actual_commissioning_date: JsonValue = None
    """Day on which the site was commissioned; only null was seen."""
    availability_time: int | None = None
    """Which times availability counts; 1 and 2 were seen."""
    availability_condition: int | None = None
    """When an inverter counts as available; only 3 was seen."""
    availability_irradiance_source: int | None = None
    """Where availability takes irradiance from; only 1 was seen."""
    power_threshold: float | None = None
    """Power from which an inverter counts as available; only 0 was seen."""
    min_sun_up: float | None = None
    """Irradiance from which the sun counts as up for availability. Unit: W/m2."""
    use_gross: bool | None = None
    """Whether availability takes gross energy."""
    energy_ratio_min_sun: float | None = None
    """Irradiance below which the energy ratio leaves a moment out. Unit: W/m2."""
    energy_ratio_max_ia: float | None = None
    """Angle of incidence above which the energy ratio leaves a moment out; only 0 was seen. Unit: deg."""
    energy_ratio_min_sun_elevation: float | None = None
    """Elevation of the sun below which the energy ratio leaves a moment out. Unit: deg."""
    energy_ratio_min_azimuth: float | None = None
    """Azimuth of the sun before which the energy ratio leaves a moment out. Unit: deg."""
    energy_ratio_max_azimuth: float | None = None
    """Azimuth of the sun after which the energy ratio leaves a moment out; only 0 was seen. Unit: deg."""
    energy_ratio_use_gross: bool | None = None
    """Whether the energy ratio takes gross energy."""
    exclude_communication_outages: bool | None = None
    """Whether times without communication are left out of the computations."""
    avg_cell_temp: float | None = None
    """Mean temperature of the cells. Unit: degC."""
    absolute_soil: bool | None = None
    """Whether soiling is taken as an absolute figure."""
    curtailment_ctrl_max_error: float | None = None
    """Deviation up to which curtailment counts as controlled; 10 was seen."""
    nominal_temperature: float | None = None
    """Nominal temperature; only 0 was seen."""
    estimated_losses: EstimatedLosses | None = None
    """Losses that the estimate assumes."""
    use_filter_average_weather: bool | None = None
    """Whether the mean of several weather stations leaves out what does not fit."""
    transposition_method: int | None = None
    """How irradiance is turned into the plane of array; 0 and 3 were seen."""
    is_agency_reporting: bool | None = None
    """Whether figures are reported to an agency."""
    agency_reporting_rate_key: str | None = None
    """Key of the rate for agency reporting."""
    is_ppa_invoice: bool | None = None
    """Whether invoices under a power purchase agreement are made."""
    ppa_rate_key: str | None = None
    """Key of the rate of the power purchase agreement."""
    utility_rate_key: str | None = None
    """Key of the utility's rate; only the empty string was seen."""
    production_guarantee_key: str | None = None
    """Key of the production guarantee; only the empty string was seen."""
    site_reports: list[SiteReportSwitch] = Factory(list)
    """Report configurations, each switched on or off for the site."""
    chart_dashboard: ChartDashboard | None = None
    """Charts on the site's dashboard."""
    default_query: int | None = None
    """Number of the chart that opens first, such as 15."""
    overview_chart_1: str | None = None
    """Number of the first chart of the overview, as text."""
    overview_chart_2: str | None = None
    """Number of the second chart of the overview, as text; `0` for none."""
    allowed_chart_types: list[int] = Factory(list)
    """Numbers of the charts that the site offers. The list is neither sorted nor free of repetition."""
    custom_query_key: str | None = None
    """Key of a chart of one's own; empty for none."""
    site_dashboard_key: str | None = None
    """Key of the site's dashboard; empty for none."""
    news_dashboard_key: str | None = None
    """Key of the dashboard with news; empty for none."""
    map_target_key: str | None = None
    """Key of what the map opens; empty for none."""
    timeline_report_key: str | None = None
    """Key of the timeline report; empty for none."""
    dashboards: list[DashboardLink] = Factory(list)
    """Further dashboards of the site."""
    query_overrides: list[JsonValue] = Factory(list)
    """Overrides of charts; only the empty list was seen."""
    show_environment: bool | None = None
    """Whether the page shows environmental comparisons."""
    show_guide: bool | None = None
    """Whether the page shows a guide."""
    system_size_current: float | None = None
    """Size of the system; 2 was seen beside a DC capacity of 2.345 MW."""
    cec_rating: float | None = None
    """Rating by the California Energy Commission; only 0 was seen."""
    capacity_ac: float | None = None
    """AC capacity. Unit: that of capacityAcUnit."""
    capacity_ac_unit: UnitCode | int | None = None
    """Unit of the AC capacity."""
    capacity_dc: float | None = None
    """DC capacity. Unit: that of capacityDcUnit."""
    capacity_dc_unit: UnitCode | int | None = None
    """Unit of the DC capacity."""
    rated_power: float | None = None
    """Rated power of the storage. Unit: that of ratedPowerUnit."""
    rated_power_unit: UnitCode | int | None = None
    """Unit of the rated power."""
    energy_capacity: float | None = None
    """Energy that the storage holds. Unit: that of energyCapacityUnit."""
    energy_capacity_unit: UnitCode | int | None = None
    """Unit of the energy capacity."""
    community_exclude: bool | None = None
    """Whether the site is left out of comparisons with sites nearby."""
    compare_radius: float | None = None
    """Radius of comparisons with sites nearby; unit not observed."""
    tags: TagSet | None = None
    """Attributes, keywords and public displays of the site."""
    net_suite_fields: NetSuiteFields | None = None
    """Identifiers of the site in NetSuite."""
    salesforce_system_id: str | None = None
    """Identifier of the site in Salesforce."""
    monitoring_contract_is_manual: bool | None = None
    """Whether the dates of the monitoring contract are set by hand."""
    monitoring_contract_start_date: Date | None = None
    """First day of the monitoring contract."""
    monitoring_contract_warn_date: Date | None = None
    """Day from which the end of the monitoring contract is warned of."""
    monitoring_contract_end_date: Date | None = None
    """Last day of the monitoring contract."""
    monitoring_contract_terminate_date: Date | None = None
    """Day on which monitoring stops if the contract is not renewed."""
    monitoring_contract_access_flags: int | None = None
    """Bit mask of access under the monitoring contract."""
    monitoring_contract_access_note: str | None = None
    """Note on access under the monitoring contract."""
    monitoring_contract_custom_banner: bool | None = None
    """Whether pages show a banner of one's own about the monitoring contract."""
    cell_modem_contract_is_manual: bool | None = None
    """Whether the dates of the cell modem contract are set by hand."""
    cell_modem_contract_start_date: Date | None = None
    """First day of the cell modem contract."""
    cell_modem_contract_warn_date: Date | None = None
    """Day from which the end of the cell modem contract is warned of."""
    cell_modem_contract_end_date: Date | None = None
    """Last day of the cell modem contract."""
    cell_modem_contract_terminate_date: Date | None = None
    """Day on which the modem is cut off if the contract is not renewed."""
    cell_modem_contract_access_flags: int | None = None
    """Bit mask of access under the cell modem contract."""
    cell_modem_contract_access_note: str | None = None
    """Note on access under the cell modem contract."""
    cell_modem_contract_custom_banner: bool | None = None
    """Whether pages show a banner of one's own about the cell modem contract."""
    locus_id: JsonValue = None
    """Identifier of the site in Locus; only null was seen."""
    sync_to_locus: bool | None = None
    """Whether the site is kept in step with Locus."""
    task_id: JsonValue = None
    """Identifier of a task for the site; only null was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            parent_key=text(get("parentKey")),
            ts=moment(get("ts")),
            read_only=flag(get("readOnly")),
            is_migrated=flag(get("isMigrated")),
            name=text(get("name")),
            tag_line=text(get("tagLine")),
            description=text(get("description")),
            account=text(get("account")),
            url=text(get("url")),
            purl=text(get("purl")),
            installer_key=text(get("installerKey")),
            rule_tool_preferences_key=text(get("ruleToolPreferencesKey")),
            location=Location.maybe(get("location")),
            tz=text(get("tz")),
            language=text(get("language")),
            site_type=integer(get("siteType")),
            is_monitored=flag(get("isMonitored")),
            not_in_service=flag(get("notInService")),
            not_in_service_instruct=text(get("notInServiceInstruct")),
            test_mode=flag(get("testMode")),
            daily_data=flag(get("dailyData")),
            is_fractional=flag(get("isFractional")),
            requires_pub_ip=flag(get("requiresPubIp")),
            operations=flag(get("operations")),
            asset_management=flag(get("assetManagement")),
            allow_email=flag(get("allowEmail")),
            run_rules_daily=flag(get("runRulesDaily")),
            advanced_site_configuration=flag(get("advancedSiteConfiguration")),
            advanced_site_configuration_document_received=flag(get("advancedSiteConfigurationDocumentReceived")),
            site_commissioning_complete=flag(get("siteCommissioningComplete")),
            modeling_complete=flag(get("modelingComplete")),
            ready_for_validation=flag(get("readyForValidation")),
            is_certified=flag(get("isCertified")),
            certified_by_key=text(get("certifiedByKey")),
            certified_on=get("certifiedOn"),
            is_approved=flag(get("isApproved")),
            approved_by_key=text(get("approvedByKey")),
            approved_on=moment(get("approvedOn")),
            approval_id=integer(get("approvalId")),
            tune_up_purchased=flag(get("tuneUpPurchased")),
            tune_up_purchased_date=get("tuneUpPurchasedDate"),
            tune_up_purchased_user=text(get("tuneUpPurchasedUser")),
            tune_up_started=flag(get("tuneUpStarted")),
            tune_up_started_date=get("tuneUpStartedDate"),
            tune_up_started_user=text(get("tuneUpStartedUser")),
            tune_up_completed=flag(get("tuneUpCompleted")),
            tune_up_completed_date=get("tuneUpCompletedDate"),
            tune_up_completed_user=text(get("tuneUpCompletedUser")),
            tune_up_validated=flag(get("tuneUpValidated")),
            tune_up_validated_date=get("tuneUpValidatedDate"),
            tune_up_validated_user=text(get("tuneUpValidatedUser")),
            payment_status=integer(get("paymentStatus")),
            is_paid=flag(get("isPaid")),
            links=SiteLink.many(get("links")),
            wait_for_key=text(get("waitForKey")),
            weather_station_key=text(get("weatherStationKey")),
            preferred_ws_for_estimated_insolation=integer(get("preferredWSForEstimatedInsolation")),
            export_data_config=text(get("exportDataConfig")),
            customer_status=text(get("customerStatus")),
            admin_status=text(get("adminStatus")),
            ae_status=text(get("aeStatus")),
            status_details=text(get("statusDetails")),
            contact_kind=integer(get("contactKind")),
            contact_name=text(get("contactName")),
            contact_email=text(get("contactEmail")),
            contact_phone=text(get("contactPhone")),
            contact_mobile=text(get("contactMobile")),
            new_note=text(get("newNote")),
            min_sun=number(get("minSun")),
            max_ia=number(get("maxIa")),
            mode=integer(get("mode")),
            dc=flag(get("dc")),
            yearly=integer(get("yearly")),
            degrade=flag(get("degrade")),
            min_yearly_performance_ratio=number(get("minYearlyPerformanceRatio")),
            min_monthly_performance_ratio=MonthlyFigures.maybe(get("minMonthlyPerformanceRatio")),
            min_irradiance=number(get("minIrradiance")),
            max_irradiance=number(get("maxIrradiance")),
            min_temperature=number(get("minTemperature")),
            max_temperature=number(get("maxTemperature")),
            performance_ratio_map=text(get("performanceRatioMap")),
            model_name=text(get("modelName")),
            monthly_output=MonthlyFigures.maybe(get("monthlyOutput")),
            year_total=text(get("yearTotal")),
            year_total_units=text(get("yearTotalUnits")),
            yearly_degrade=number(get("yearlyDegrade")),
            yearly_age_mode=integer(get("yearlyAgeMode")),
            use_degrade_start=flag(get("useDegradeStart")),
            degrade_start=day(get("degradeStart")),
            install_date=day(get("installDate")),
            turn_on_date=day(get("turnOnDate")),
            valid_data_date=moment(get("validDataDate")),
            estimated_commissioning_date=day(get("estimatedCommissioningDate")),
            actual_commissioning_date=get("actualCommissioningDate"),
            availability_time=integer(get("availabilityTime")),
            availability_condition=integer(get("availabilityCondition")),
            availability_irradiance_source=integer(get("availabilityIrradianceSource")),
            power_threshold=number(get("powerThreshold")),
            min_sun_up=number(get("minSunUp")),
            use_gross=flag(get("useGross")),
            energy_ratio_min_sun=number(get("energyRatioMinSun")),
            energy_ratio_max_ia=number(get("energyRatioMaxIa")),
            energy_ratio_min_sun_elevation=number(get("energyRatioMinSunElevation")),
            energy_ratio_min_azimuth=number(get("energyRatioMinAzimuth")),
            energy_ratio_max_azimuth=number(get("energyRatioMaxAzimuth")),
            energy_ratio_use_gross=flag(get("energyRatioUseGross")),
            exclude_communication_outages=flag(get("excludeCommunicationOutages")),
            avg_cell_temp=number(get("avgCellTemp")),
            absolute_soil=flag(get("absoluteSoil")),
            curtailment_ctrl_max_error=number(get("curtailmentCtrlMaxError")),
            nominal_temperature=number(get("nominalTemperature")),
            estimated_losses=EstimatedLosses.maybe(get("estimatedLosses")),
            use_filter_average_weather=flag(get("useFilterAverageWeather")),
            transposition_method=integer(get("transpositionMethod")),
            is_agency_reporting=flag(get("isAgencyReporting")),
            agency_reporting_rate_key=text(get("agencyReportingRateKey")),
            is_ppa_invoice=flag(get("isPpaInvoice")),
            ppa_rate_key=text(get("ppaRateKey")),
            utility_rate_key=text(get("utilityRateKey")),
            production_guarantee_key=text(get("productionGuaranteeKey")),
            site_reports=SiteReportSwitch.many(get("siteReports")),
            chart_dashboard=ChartDashboard.maybe(get("chartDashboard")),
            default_query=integer(get("defaultQuery")),
            overview_chart_1=text(get("overviewChart1")),
            overview_chart_2=text(get("overviewChart2")),
            allowed_chart_types=each(get("allowedChartTypes"), integer),
            custom_query_key=text(get("customQueryKey")),
            site_dashboard_key=text(get("siteDashboardKey")),
            news_dashboard_key=text(get("newsDashboardKey")),
            map_target_key=text(get("mapTargetKey")),
            timeline_report_key=text(get("timelineReportKey")),
            dashboards=DashboardLink.many(get("dashboards")),
            query_overrides=values(get("queryOverrides")),
            show_environment=flag(get("showEnvironment")),
            show_guide=flag(get("showGuide")),
            system_size_current=number(get("systemSizeCurrent")),
            cec_rating=number(get("cecRating")),
            capacity_ac=number(get("capacityAc")),
            capacity_ac_unit=UnitCode.of(get("capacityAcUnit")),
            capacity_dc=number(get("capacityDc")),
            capacity_dc_unit=UnitCode.of(get("capacityDcUnit")),
            rated_power=number(get("ratedPower")),
            rated_power_unit=UnitCode.of(get("ratedPowerUnit")),
            energy_capacity=number(get("energyCapacity")),
            energy_capacity_unit=UnitCode.of(get("energyCapacityUnit")),
            community_exclude=flag(get("communityExclude")),
            compare_radius=number(get("compareRadius")),
            tags=TagSet.maybe(get("tags")),
            net_suite_fields=NetSuiteFields.maybe(get("netSuiteFields")),
            salesforce_system_id=text(get("salesforceSystemId")),
            monitoring_contract_is_manual=flag(get("monitoringContractIsManual")),
            monitoring_contract_start_date=day(get("monitoringContractStartDate")),
            monitoring_contract_warn_date=day(get("monitoringContractWarnDate")),
            monitoring_contract_end_date=day(get("monitoringContractEndDate")),
            monitoring_contract_terminate_date=day(get("monitoringContractTerminateDate")),
            monitoring_contract_access_flags=integer(get("monitoringContractAccessFlags")),
            monitoring_contract_access_note=text(get("monitoringContractAccessNote")),
            monitoring_contract_custom_banner=flag(get("monitoringContractCustomBanner")),
            cell_modem_contract_is_manual=flag(get("cellModemContractIsManual")),
            cell_modem_contract_start_date=day(get("cellModemContractStartDate")),
            cell_modem_contract_warn_date=day(get("cellModemContractWarnDate")),
            cell_modem_contract_end_date=day(get("cellModemContractEndDate")),
            cell_modem_contract_terminate_date=day(get("cellModemContractTerminateDate")),
            cell_modem_contract_access_flags=integer(get("cellModemContractAccessFlags")),
            cell_modem_contract_access_note=text(get("cellModemContractAccessNote")),
            cell_modem_contract_custom_banner=flag(get("cellModemContractCustomBanner")),
            locus_id=get("locusId"),
            sync_to_locus=flag(get("syncToLocus")),
            task_id=get("taskId"),
            raw=data,
        )
