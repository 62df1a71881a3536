"""Master data of a site, as its pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.estimated_losses import EstimatedLosses
from powertrack_api.models.site_address import SiteAddress
from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, JsonValue, day, flag, identity, integer, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteDetailedInfo(Model):
    """Master data of a site, as its pages show them."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "parentKey",
            "name",
            "lastChanged",
            "address",
            "latitude",
            "longitude",
            "elevation",
            "status",
            "workingStatus",
            "siteType",
            "isMonitored",
            "advancedSiteConfiguration",
            "requiresPubIp",
            "capacityAc",
            "capacityAcUnit",
            "capacityDc",
            "capacityDcUnit",
            "ratedPower",
            "ratedPowerUnit",
            "energyCapacity",
            "energyCapacityUnit",
            "dailyProductionEstimate",
            "monthlyProductionEstimate",
            "estimatedLosses",
            "estimatedCommissioningDate",
            "actualCommissioningDate",
            "validDataDate",
            "monitoringContractStatus",
            "monitoringContractStartDate",
            "monitoringContractWarnDate",
            "monitoringContractEndDate",
            "monitoringContractTerminateDate",
            "monitoringContractIsManual",
            "monitoringContractWillNotRenew",
            "monitoringContractCustomBanner",
            "monitoringContractAccessNote",
            "cellModemContractStatus",
            "cellModemContractStartDate",
            "cellModemContractWarnDate",
            "cellModemContractEndDate",
            "cellModemContractTerminateDate",
            "cellModemContractIsManual",
            "cellModemContractWillNotRenew",
            "cellModemContractCustomBanner",
            "cellModemContractAccessNote",
            "paymentStatus",
            "defaultQuery",
            "overviewChart1",
            "overviewChart2",
            "customQueryKey",
            "weatherMode",
            "preferredWSForEstimatedInsolation",
            "preferredWsForEstimatedInsolation",
            "customerLogo",
            "sitePhotos",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "latitude": "deg",
        "longitude": "deg",
        "daily_production_estimate": "kWh",
        "monthly_production_estimate": "kWh",
    }

    key: str
    """Key of a site, such as `S10001`."""
    parent_key: str | None = None
    """Key of the customer that the site belongs to."""
    name: str | None = None
    """Name of the site."""
    last_changed: datetime | None = None
    """When the master data last changed."""
    address: SiteAddress | None = None
    """Postal address."""
    latitude: float | None = None
    """Latitude, north positive. Unit: deg."""
    longitude: float | None = None
    """Longitude, east positive. Unit: deg."""
    elevation: float | None = None
    """Height above sea level; its unit code is `elevationUnit` of the configuration."""
    status: int | None = None
    """Code of the site's state; 8 was seen."""
    working_status: str | None = None
    """Remark about the state of work; only the empty string was seen."""
    site_type: int | None = None
    """Kind of site; only 0 was seen."""
    is_monitored: bool | None = None
    """Whether the site is monitored."""
    advanced_site_configuration: bool | None = None
    """Whether the site has the advanced configuration."""
    requires_pub_ip: bool | None = None
    """Whether the site needs a public IP address."""
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
    daily_production_estimate: float | None = None
    """Energy that is expected of a day. Unit: kWh."""
    monthly_production_estimate: float | None = None
    """Energy that is expected of a month. Unit: kWh."""
    estimated_losses: EstimatedLosses | None = None
    """Losses that the estimate assumes."""
    estimated_commissioning_date: Date | None = None
    """Day on which the site is expected to be commissioned."""
    actual_commissioning_date: JsonValue = None
    """Day on which the site was commissioned; only null was seen."""
    valid_data_date: datetime | None = None
    """Time from which the data count as valid."""
    monitoring_contract_status: int | None = None
    """State of the monitoring contract; only 0 was seen."""
    monitoring_contract_start_date: datetime | None = None
    """Start of the monitoring contract."""
    monitoring_contract_warn_date: datetime | None = None
    """Time from which the end of the monitoring contract is warned of."""
    monitoring_contract_end_date: datetime | None = None
    """End of the monitoring contract."""
    monitoring_contract_terminate_date: datetime | None = None
    """Time at which monitoring stops if the contract is not renewed."""
    monitoring_contract_is_manual: bool | None = None
    """Whether the dates of the monitoring contract are set by hand."""
    monitoring_contract_will_not_renew: bool | None = None
    """Whether the monitoring contract ends without renewal."""
    monitoring_contract_custom_banner: bool | None = None
    """Whether pages show a banner of one's own about the monitoring contract."""
    monitoring_contract_access_note: str | None = None
    """Note on access under the monitoring contract."""
    cell_modem_contract_status: int | None = None
    """State of the cell modem contract; only 0 was seen."""
    cell_modem_contract_start_date: datetime | None = None
    """Start of the cell modem contract."""
    cell_modem_contract_warn_date: datetime | None = None
    """Time from which the end of the cell modem contract is warned of."""
    cell_modem_contract_end_date: datetime | None = None
    """End of the cell modem contract."""
    cell_modem_contract_terminate_date: datetime | None = None
    """Time at which the modem is cut off if the contract is not renewed."""
    cell_modem_contract_is_manual: bool | None = None
    """Whether the dates of the cell modem contract are set by hand."""
    cell_modem_contract_will_not_renew: bool | None = None
    """Whether the cell modem contract ends without renewal."""
    cell_modem_contract_custom_banner: bool | None = None
    """Whether pages show a banner of one's own about the cell modem contract."""
    cell_modem_contract_access_note: str | None = None
    """Note on access under the cell modem contract."""
    payment_status: int | None = None
    """State of payment, presumably a bit mask; 3145728 was seen."""
    default_query: int | None = None
    """Number of the chart that opens first, such as 15."""
    overview_chart_1: str | None = None
    """Number of the first chart of the overview, as text."""
    overview_chart_2: str | None = None
    """Number of the second chart of the overview, as text; `0` for none."""
    custom_query_key: str | None = None
    """Key of a chart of one's own; empty for none."""
    weather_mode: int | None = None
    """Where weather figures come from; only 0 was seen."""
    preferred_ws_for_estimated_insolation: int | None = None
    """Number of the weather station that estimates of insolation prefer; 0 for none. Spelled with WS, as captured."""
    preferred_weather_station_for_estimated_insolation: int | None = None
    """Number of the weather station that estimates of insolation prefer; 0 for none. Spelled with Ws, as in the field
    notes.
    """
    customer_logo: str | None = None
    """Address of the customer's logo, relative to the host; it names a file."""
    site_photos: JsonValue = None
    """Photographs of the site; only null was seen."""

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
            name=text(get("name")),
            last_changed=moment(get("lastChanged")),
            address=SiteAddress.maybe(get("address")),
            latitude=number(get("latitude")),
            longitude=number(get("longitude")),
            elevation=number(get("elevation")),
            status=integer(get("status")),
            working_status=text(get("workingStatus")),
            site_type=integer(get("siteType")),
            is_monitored=flag(get("isMonitored")),
            advanced_site_configuration=flag(get("advancedSiteConfiguration")),
            requires_pub_ip=flag(get("requiresPubIp")),
            capacity_ac=number(get("capacityAc")),
            capacity_ac_unit=UnitCode.of(get("capacityAcUnit")),
            capacity_dc=number(get("capacityDc")),
            capacity_dc_unit=UnitCode.of(get("capacityDcUnit")),
            rated_power=number(get("ratedPower")),
            rated_power_unit=UnitCode.of(get("ratedPowerUnit")),
            energy_capacity=number(get("energyCapacity")),
            energy_capacity_unit=UnitCode.of(get("energyCapacityUnit")),
            daily_production_estimate=number(get("dailyProductionEstimate")),
            monthly_production_estimate=number(get("monthlyProductionEstimate")),
            estimated_losses=EstimatedLosses.maybe(get("estimatedLosses")),
            estimated_commissioning_date=day(get("estimatedCommissioningDate")),
            actual_commissioning_date=get("actualCommissioningDate"),
            valid_data_date=moment(get("validDataDate")),
            monitoring_contract_status=integer(get("monitoringContractStatus")),
            monitoring_contract_start_date=moment(get("monitoringContractStartDate")),
            monitoring_contract_warn_date=moment(get("monitoringContractWarnDate")),
            monitoring_contract_end_date=moment(get("monitoringContractEndDate")),
            monitoring_contract_terminate_date=moment(get("monitoringContractTerminateDate")),
            monitoring_contract_is_manual=flag(get("monitoringContractIsManual")),
            monitoring_contract_will_not_renew=flag(get("monitoringContractWillNotRenew")),
            monitoring_contract_custom_banner=flag(get("monitoringContractCustomBanner")),
            monitoring_contract_access_note=text(get("monitoringContractAccessNote")),
            cell_modem_contract_status=integer(get("cellModemContractStatus")),
            cell_modem_contract_start_date=moment(get("cellModemContractStartDate")),
            cell_modem_contract_warn_date=moment(get("cellModemContractWarnDate")),
            cell_modem_contract_end_date=moment(get("cellModemContractEndDate")),
            cell_modem_contract_terminate_date=moment(get("cellModemContractTerminateDate")),
            cell_modem_contract_is_manual=flag(get("cellModemContractIsManual")),
            cell_modem_contract_will_not_renew=flag(get("cellModemContractWillNotRenew")),
            cell_modem_contract_custom_banner=flag(get("cellModemContractCustomBanner")),
            cell_modem_contract_access_note=text(get("cellModemContractAccessNote")),
            payment_status=integer(get("paymentStatus")),
            default_query=integer(get("defaultQuery")),
            overview_chart_1=text(get("overviewChart1")),
            overview_chart_2=text(get("overviewChart2")),
            custom_query_key=text(get("customQueryKey")),
            weather_mode=integer(get("weatherMode")),
            preferred_ws_for_estimated_insolation=integer(get("preferredWSForEstimatedInsolation")),
            preferred_weather_station_for_estimated_insolation=integer(get("preferredWsForEstimatedInsolation")),
            customer_logo=text(get("customerLogo")),
            site_photos=get("sitePhotos"),
            raw=data,
        )
