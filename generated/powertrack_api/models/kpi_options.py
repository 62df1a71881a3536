"""How the figures of a KPI chart are computed and drawn. The defaults of a site have the same fields."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class KpiOptions(Model):
    """How the figures of a KPI chart are computed and drawn. The defaults of a site have the same fields."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "aggregationMode",
            "lineType",
            "usePercent",
            "fillGaps",
            "xSeriesKey",
            "showAggregateLayers",
            "showSourceLayers",
            "autoSource",
            "weatherMode",
            "primaryWeatherSource",
            "useOnSiteWeatherStations",
            "useSolarSight",
            "useLocusVi",
            "useModuleTemp",
            "modelIndex",
            "ageMode",
            "synthesizedProductionMethod",
            "useDeviceEstimates",
            "useDcCapacityFactor",
            "availabilityPassMode",
            "availabilityReferenceMode",
            "availabilityPowerThreshold",
            "showNetEnergy",
            "showDeliveredEnergy",
            "showReceivedEnergy",
            "useGrossEnergy",
            "powerAverage",
            "powerDailyPeak",
            "showApparentPower",
            "showReactivePower",
            "includePOA",
            "includeBacksidePOA",
            "includeGHI",
            "includeDHI",
            "includeDNI",
            "includeAlbedo",
            "includeSensor",
            "useInsolation",
            "showInsolationEstimate",
            "showClearSky",
            "azimuth",
            "elevation",
            "incidenceAngle",
            "showExternalTemperature",
            "showDeviceTemperature",
            "showLossDetail",
            "showLossTotal",
            "showSoilingLossDetail",
            "useSiteSoilingEstimate",
            "eventIncluded",
            "eventExcluded",
            "eventOther",
            "eventSavings",
            "eventCosts",
            "eventRecorded",
            "eventOngoing",
        }
    )

    aggregation_mode: int | None = None
    """How devices are joined into series; 1 and 3 were seen."""
    line_type: int | None = None
    """How series are drawn; 0 and 5 were seen."""
    use_percent: bool | None = None
    """Whether figures are shown in percent."""
    fill_gaps: bool | None = None
    """Whether gaps in the data are filled."""
    x_series_key: str | None = None
    """Key of the series on the horizontal axis; null or empty where that is time."""
    show_aggregate_layers: bool | None = None
    """Whether joined series are shown."""
    show_source_layers: bool | None = None
    """Whether the series of single devices are shown."""
    auto_source: bool | None = None
    """Whether the server picks the sources."""
    weather_mode: int | None = None
    """Which kind of weather data is used; only 0 was seen."""
    primary_weather_source: int | None = None
    """Weather source that is used first; only 10 was seen."""
    use_on_site_weather_stations: bool | None = None
    """Whether weather stations on the site are used."""
    use_solar_sight: bool | None = None
    """Whether the SolarSight weather service is used."""
    use_locus_vi: bool | None = None
    """Whether Locus virtual irradiance is used."""
    use_module_temp: bool | None = None
    """Whether module temperature is used."""
    model_index: int | None = None
    """Number of the model that computes expected energy; only 0 was seen."""
    age_mode: int | None = None
    """How ageing is counted; only 0 was seen."""
    synthesized_production_method: int | None = None
    """How missing production is made up; only 0 was seen."""
    use_device_estimates: bool | None = None
    """Whether estimates of devices are used."""
    use_dc_capacity_factor: bool | None = None
    """Whether DC capacity is the base of the capacity factor."""
    availability_pass_mode: int | None = None
    """When a device counts as available; 1 and 3 were seen."""
    availability_reference_mode: int | None = None
    """What availability is measured against; 1 and 2 were seen."""
    availability_power_threshold: float | None = None
    """Power from which a device counts as available; only 0 was seen."""
    show_net_energy: bool | None = None
    """Whether net energy is shown."""
    show_delivered_energy: bool | None = None
    """Whether delivered energy is shown."""
    show_received_energy: bool | None = None
    """Whether received energy is shown."""
    use_gross_energy: bool | None = None
    """Whether gross energy is used."""
    power_average: bool | None = None
    """Whether average power is shown."""
    power_daily_peak: bool | None = None
    """Whether the peak power of each day is shown."""
    show_apparent_power: bool | None = None
    """Whether apparent power is shown."""
    show_reactive_power: bool | None = None
    """Whether reactive power is shown."""
    include_poa: bool | None = None
    """Whether plane-of-array irradiance is shown."""
    include_backside_poa: bool | None = None
    """Whether plane-of-array irradiance on the rear side is shown."""
    include_ghi: bool | None = None
    """Whether global horizontal irradiance is shown."""
    include_dhi: bool | None = None
    """Whether diffuse horizontal irradiance is shown."""
    include_dni: bool | None = None
    """Whether direct normal irradiance is shown."""
    include_albedo: bool | None = None
    """Whether irradiance from the ground is shown."""
    include_sensor: bool | None = None
    """Whether single irradiance sensors are shown."""
    use_insolation: bool | None = None
    """Whether irradiance is summed up to insolation."""
    show_insolation_estimate: bool | None = None
    """Whether estimated insolation is shown."""
    show_clear_sky: bool | None = None
    """Whether irradiance under a clear sky is shown."""
    azimuth: bool | None = None
    """Whether the azimuth of the sun is shown."""
    elevation: bool | None = None
    """Whether the elevation of the sun is shown."""
    incidence_angle: bool | None = None
    """Whether the incidence angle of the sun on the modules is shown."""
    show_external_temperature: bool | None = None
    """Whether outside temperature is shown."""
    show_device_temperature: bool | None = None
    """Whether the temperature of devices is shown."""
    show_loss_detail: bool | None = None
    """Whether single losses are shown."""
    show_loss_total: bool | None = None
    """Whether the sum of losses is shown."""
    show_soiling_loss_detail: bool | None = None
    """Whether soiling losses are shown in detail."""
    use_site_soiling_estimate: bool | None = None
    """Whether the site's own estimate of soiling is used."""
    event_included: bool | None = None
    """Whether included events are shown."""
    event_excluded: bool | None = None
    """Whether excluded events are shown."""
    event_other: bool | None = None
    """Whether other events are shown."""
    event_savings: bool | None = None
    """Whether savings by events are shown."""
    event_costs: bool | None = None
    """Whether costs of events are shown."""
    event_recorded: bool | None = None
    """Whether recorded events are shown."""
    event_ongoing: bool | None = None
    """Whether ongoing events are shown."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            aggregation_mode=integer(get("aggregationMode")),
            line_type=integer(get("lineType")),
            use_percent=flag(get("usePercent")),
            fill_gaps=flag(get("fillGaps")),
            x_series_key=text(get("xSeriesKey")),
            show_aggregate_layers=flag(get("showAggregateLayers")),
            show_source_layers=flag(get("showSourceLayers")),
            auto_source=flag(get("autoSource")),
            weather_mode=integer(get("weatherMode")),
            primary_weather_source=integer(get("primaryWeatherSource")),
            use_on_site_weather_stations=flag(get("useOnSiteWeatherStations")),
            use_solar_sight=flag(get("useSolarSight")),
            use_locus_vi=flag(get("useLocusVi")),
            use_module_temp=flag(get("useModuleTemp")),
            model_index=integer(get("modelIndex")),
            age_mode=integer(get("ageMode")),
            synthesized_production_method=integer(get("synthesizedProductionMethod")),
            use_device_estimates=flag(get("useDeviceEstimates")),
            use_dc_capacity_factor=flag(get("useDcCapacityFactor")),
            availability_pass_mode=integer(get("availabilityPassMode")),
            availability_reference_mode=integer(get("availabilityReferenceMode")),
            availability_power_threshold=number(get("availabilityPowerThreshold")),
            show_net_energy=flag(get("showNetEnergy")),
            show_delivered_energy=flag(get("showDeliveredEnergy")),
            show_received_energy=flag(get("showReceivedEnergy")),
            use_gross_energy=flag(get("useGrossEnergy")),
            power_average=flag(get("powerAverage")),
            power_daily_peak=flag(get("powerDailyPeak")),
            show_apparent_power=flag(get("showApparentPower")),
            show_reactive_power=flag(get("showReactivePower")),
            include_poa=flag(get("includePOA")),
            include_backside_poa=flag(get("includeBacksidePOA")),
            include_ghi=flag(get("includeGHI")),
            include_dhi=flag(get("includeDHI")),
            include_dni=flag(get("includeDNI")),
            include_albedo=flag(get("includeAlbedo")),
            include_sensor=flag(get("includeSensor")),
            use_insolation=flag(get("useInsolation")),
            show_insolation_estimate=flag(get("showInsolationEstimate")),
            show_clear_sky=flag(get("showClearSky")),
            azimuth=flag(get("azimuth")),
            elevation=flag(get("elevation")),
            incidence_angle=flag(get("incidenceAngle")),
            show_external_temperature=flag(get("showExternalTemperature")),
            show_device_temperature=flag(get("showDeviceTemperature")),
            show_loss_detail=flag(get("showLossDetail")),
            show_loss_total=flag(get("showLossTotal")),
            show_soiling_loss_detail=flag(get("showSoilingLossDetail")),
            use_site_soiling_estimate=flag(get("useSiteSoilingEstimate")),
            event_included=flag(get("eventIncluded")),
            event_excluded=flag(get("eventExcluded")),
            event_other=flag(get("eventOther")),
            event_savings=flag(get("eventSavings")),
            event_costs=flag(get("eventCosts")),
            event_recorded=flag(get("eventRecorded")),
            event_ongoing=flag(get("eventOngoing")),
            raw=data,
        )
