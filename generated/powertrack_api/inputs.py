"""Typed dictionaries to pass in: patches of documents, bodies of queries. Every key may be left out."""

from __future__ import annotations

from typing import Any, TypedDict


class GoldenDriverDataNamePatch(TypedDict, total=False):
    """A data name for a standard quantity, and its rank among those that mean the same."""

    dataName: int
    """Number of the data name."""
    dataNameAndType: str
    """The data name with its type in brackets, such as `kwA (Alias)`."""
    dataNameType: str
    """`Standard` for the standard data name, `Alias` for the others."""
    priorityOrder: int
    """Rank of the data name; 1 is the standard one."""
    isUsedForRegisterSetsArray: bool
    """Whether it is in use for a series of channels; only false was seen."""


class RegisterOffsetPatch(TypedDict, total=False):
    """An offset that is added to the reading of a register."""

    registerAddress: int
    """Address of the register; identifies the offset within a device."""
    registerModbusName: str
    """Name of the register in the driver, such as `Active Energy Net`."""
    name: str
    """Name of the setting that carries the offset, such as `KWHoffset`; often empty."""
    value: float
    """What is added to the reading, in the unit of the register."""
    index: int
    """Place of the register in the list of the driver."""


class TagKeywordPatch(TypedDict, total=False):
    """A word by which objects can be found."""

    key: str
    """Key of the keyword."""
    name: str
    """The word itself."""


class TagNotePatch(TypedDict, total=False):
    """A note on an object, written by a person or, as a record of an event, by the platform."""

    key: str
    """Key of the note, an `x` and eight hexadecimal digits."""
    kind: str
    """Kind of note; only `text` was seen."""
    text: str
    """What the note says; CR LF separates its lines."""


class PowerDisplayUrlPatch(TypedDict, total=False):
    """A short address of a public display."""

    purl: str
    """Last part of the address; empty where none is set."""
    purlRoot: str
    """First part of the address, such as `/go/solar`."""


class EnvironmentalComparisonsPatch(TypedDict, total=False):
    """Everyday quantities that a public display may compare the site's production with; true for those that it shows."""

    carbon: bool
    """Carbon dioxide that was not emitted."""
    cars: bool
    """Cars taken off the road."""
    gas: bool
    """Gasoline that was not burnt."""
    homes: bool
    """Homes supplied with energy."""
    methane: bool
    """Methane that was not emitted."""
    oil: bool
    """Oil that was not burnt."""
    televisions: bool
    """Televisions supplied with energy."""
    trees: bool
    """Trees that would bind as much carbon dioxide."""
    water: bool
    """Water that was not used up."""


class ArrayConfigPatch(TypedDict, total=False):
    """How the trackers of a tracker controller are mounted."""

    azimuth: float
    """Direction that the array faces, 180 being south. Unit: deg."""
    tilt: float
    """Tilt of the axis from the horizontal; only 0 was seen. Unit: deg."""
    tracking: int
    """Kind of tracker; only 1 was seen here."""
    initialAngle: float
    """Angle that the trackers start the day at, such as -55. Unit: deg."""
    trackerGcr: float
    """Ground coverage ratio, the width of the modules over the distance between rows. Unit: fraction."""
    trackerGcrWest: float
    """Ground coverage ratio towards the west; only 0 was seen. Unit: fraction."""
    firstIndex: int
    """Number of the first tracker; only 0 was seen."""
    serials: list[Any]
    """Serial numbers of the trackers; only the empty list was seen."""


class GatewayParameterPatch(TypedDict, total=False):
    """A parameter of the programs on a gateway."""

    name: str
    """Name of the parameter, such as `rate` or `path_config`."""
    value: str
    """Value of the parameter; always text, numbers included."""


class KioskConfigPatch(TypedDict, total=False):
    """What a kiosk, a display in a lobby, shows."""

    url: str
    """Address of the page that the kiosk shows; the setting `dev:loadurl` repeats it."""
    url2: str
    """Address of a second page; the setting `dev:url2` repeats it."""


class MeterConfigPatch(TypedDict, total=False):
    """Ratings and scaling of a meter, and its latest reading."""

    acInfo: int
    """Code of the AC connection. Only 2 was seen on meters; its meaning was not observed."""
    isDc: bool
    """Whether the meter measures direct current. Only later client versions send it."""
    maxPower: float
    """Greatest power that the meter is expected to measure. The server derives `dcRating` of the device from it.
    Unit: kW.
    """
    maxCurrent: float
    """Greatest current that the meter is expected to measure. Unit: A."""
    maxVoltage: float
    """Greatest voltage that the meter is expected to measure. Unit: V."""
    scale: float
    """Factor on the readings of the meter; the setting `dev:Scale` was seen with the same value."""
    scaleKw: float
    """Factor that turns the raw power into kW; the setting `dev:ScaleKW` was seen with the same value. -1 was seen
    too.
    """
    scaleKwh: float
    """Factor that turns the raw energy into kWh."""
    grossEnergy: int
    """Which counter is taken as gross energy; the value of one of `grossEnergyOptions`."""
    showLoad: bool
    """Whether the load is shown."""
    load: float
    """Load behind the meter; only 0 was seen. Unit not observed."""
    loadLoss: float
    """Loss of the transformer under load; only 0 was seen. Unit not observed."""
    noLoadLoss: float
    """Loss of the transformer without load; only 0 was seen. Unit not observed."""
    lineResistance: float
    """Resistance of the line that losses are computed with; only 0 was seen. Unit not observed."""


class PvSystModulePatch(TypedDict, total=False):
    """A module as PVsyst describes it. Where no module is chosen, texts are empty, numbers 0 and `cellType` is -1.
    Units are those of PVsyst as far as the figures of the one filled description tell.
    """

    key: str
    """Key of the description; only the empty string was seen."""
    manufacturer: str
    """Maker of the module."""
    model: str
    """The maker's name for the module."""
    cellType: int
    """Technology of the cells; 0 was seen on a filled description and -1 where none is chosen."""
    cellsSeries: int
    """Number of cells in series."""
    cellsParallel: int
    """Number of cells in parallel."""
    cellArea: float
    """Area of a cell. Unit: cm2."""
    isc: float
    """Short-circuit current. Unit: A."""
    voc: float
    """Open-circuit voltage. Unit: V."""
    impp: float
    """Current at the maximum power point. Unit: A."""
    vmpp: float
    """Voltage at the maximum power point. Unit: V."""
    muIsc: float
    """Change of the short-circuit current with temperature; a percentage by the one figure seen. Unit: %/degC."""
    muPMax: float
    """Change of the maximum power with temperature; negative. Unit: %/degC."""
    rShunt: float
    """Shunt resistance. Unit: ohm."""
    rSeries: float
    """Series resistance. Unit: ohm."""
    rShuntGinc: float
    """Shunt resistance in darkness. Unit: ohm."""
    rShuntExp: float
    """Exponent with which the shunt resistance falls as irradiance grows."""


class PvUsaConfigPatch(TypedDict, total=False):
    """Coefficients of the PVUSA model, in which power is irradiance times a sum over irradiance, wind speed and
    ambient temperature. Only 0 was seen in each of them.
    """

    irradiance: float
    """Coefficient of irradiance."""
    irradianceSquared: float
    """Coefficient of irradiance squared."""
    windSpeed: float
    """Coefficient of irradiance times wind speed."""
    ambientTemperature: float
    """Coefficient of irradiance times ambient temperature."""


class InterRowShadeModelPatch(TypedDict, total=False):
    """Geometry of rows of modules that shade each other. Only 0 was seen in each field."""

    azimuth: float
    """Direction that the rows face. Unit: deg."""
    tilt: float
    """Angle between the modules and the ground. Unit: deg."""
    rows: int
    """Number of rows."""
    pitch: float
    """Distance from one row to the next. Unit: m."""
    panelLength: float
    """Length of the modules across a row. Unit: m."""
    topBorderLength: float
    """Length of the border above the modules. Unit: m."""


class PvCurveModelPatch(TypedDict, total=False):
    """A curve of an inverter's efficiency or of a module's incidence angle losses. Only curves without points were
    seen.
    """

    key: str
    """Key of the curve; only the empty string was seen."""
    modelType: int
    """Kind of curve; only 0 was seen."""
    manufacturer: str
    """Maker of the device that the curve describes."""
    modelName: str
    """Name of the curve."""
    pointsList: list[Any]
    """Points of the curve; only an empty list was seen."""
    scaleX: float
    """Scale of the points' x; only 0 was seen."""
    scaleY: float
    """Scale of the points' y; only 0 was seen."""


class CombinerInputPatch(TypedDict, total=False):
    """A DC input of an inverter."""

    name: str
    """Name of the register that measures the input, such as `Idc1`."""
    value: float
    """Figure belonging to the input; only 0 was seen."""


class MonthlyFiguresPatch(TypedDict, total=False):
    """One figure for each month of the year. What it measures, and in which unit, stands where it is used."""

    jan: float
    """Figure for January."""
    feb: float
    """Figure for February."""
    mar: float
    """Figure for March."""
    apr: float
    """Figure for April."""
    may: float
    """Figure for May."""
    jun: float
    """Figure for June."""
    jul: float
    """Figure for July."""
    aug: float
    """Figure for August."""
    sep: float
    """Figure for September."""
    oct: float
    """Figure for October."""
    nov: float
    """Figure for November."""
    dec: float
    """Figure for December."""


class WeatherSensorPatch(TypedDict, total=False):
    """One kind of sensor of a weather station."""

    isChecked: bool
    """Whether the station carries it."""


class WeatherTrackerPatch(TypedDict, total=False):
    """A tracker whose position a sensor shares."""

    hid: int
    """Number of the tracker controller, its key without the `H`; 0 for none."""
    dataName: str
    """Data name of the register that holds the position; empty for none."""


class ZoneChannelPatch(TypedDict, total=False):
    """One input of a DC combiner."""

    index: int
    """Number of the input, from 1."""
    name: str
    """Name of the input."""
    strings: int
    """Number of module strings on the input."""
    gain: float
    """Factor on the current of the input."""
    offset: float
    """What is added to the current of the input; only 0 was seen. Unit not observed."""
    azimuth: float
    """Direction that the strings face; only 0 was seen. Unit: deg."""
    minAzimuth: float
    """Least azimuth of strings that move; only 0 was seen. Unit: deg."""
    maxAzimuth: float
    """Greatest azimuth of strings that move; only 0 was seen. Unit: deg."""
    tilt: float
    """Tilt of the strings from the horizontal; only 0 was seen. Unit: deg."""
    elevation: float
    """Elevation of the strings; only 0 was seen. Unit not observed."""


class ModelingHardwarePatch(TypedDict, total=False):
    """An inverter that the model may be saved for."""

    key: str
    """Key of the inverter."""
    selected: bool
    """Whether a write saves the model for this inverter too."""


class RatePeriodPatch(TypedDict, total=False):
    """Fees in a period of dates. Amounts are in the currency of the rate, those for energy for each of its
    `rateUnit`. Of most fields only 0 was seen.
    """

    startDate: str | None
    """First day of the period."""
    endDate: str | None
    """Last day of the period."""
    energyFee: float
    """Fee for energy, such as 0.145 dollars for a kilowatt hour."""
    energyAdjFee: float
    """Adjustment of the fee for energy."""
    capacityFee: float
    """Fee for capacity."""
    demandFee: float
    """Fee for demand."""
    demandReduction: float
    """By how much demand is reduced; unit not observed."""
    tax: float
    """Tax; whether an amount or a share was not observed."""
    fees: float
    """Further fees."""
    serviceFee: float
    """Fee for service."""
    yearlyFee: float
    """Fee for a year."""
    siteServiceFee: float
    """Fee for service of a site."""
    siteYearlyFee: float
    """Fee for a year of a site."""
    noFixedFeeOnNaN: bool
    """Whether fixed fees are left out where no figure was measured."""
    monthlyIncrease: float
    """Increase of the fees from month to month; whether an amount or a share was not observed."""
    yearlyIncrease: float
    """Increase of the fees from year to year; whether an amount or a share was not observed."""
    semiPeakStart1: float
    """Hour at which the first span of semi-peak hours begins. Unit: h."""
    semiPeakEnd1: float
    """Hour at which the first span of semi-peak hours ends. Unit: h."""
    semiPeakStart2: float
    """Hour at which the second span of semi-peak hours begins. Unit: h."""
    semiPeakEnd2: float
    """Hour at which the second span of semi-peak hours ends. Unit: h."""
    semiPeakExcludeSaturday: bool
    """Whether Saturdays have no semi-peak hours."""
    semiPeakExcludeSunday: bool
    """Whether Sundays have no semi-peak hours."""
    semiPeakFee: float
    """Fee for energy in semi-peak hours."""
    semiPeakAdjFee: float
    """Adjustment of the fee for energy in semi-peak hours."""
    semiPeakCapacityFee: float
    """Fee for capacity in semi-peak hours."""
    semiPeakDemandFee: float
    """Fee for demand in semi-peak hours."""
    peakStart: float
    """Hour at which peak hours begin. Unit: h."""
    peakEnd: float
    """Hour at which peak hours end. Unit: h."""
    peakExcludeSaturday: bool
    """Whether Saturdays have no peak hours."""
    peakExcludeSunday: bool
    """Whether Sundays have no peak hours."""
    peakFee: float
    """Fee for energy in peak hours."""
    peakAdjFee: float
    """Adjustment of the fee for energy in peak hours."""
    peakCapacityFee: float
    """Fee for capacity in peak hours."""
    peakDemandFee: float
    """Fee for demand in peak hours."""
    scheduleKey: int
    """Number of a schedule; 0 for none."""
    index: int
    """Number of the period; 0 in a new one."""
    table: list[Any]
    """Fees as a table; only the empty list was seen."""


class CheckedValuePatch(TypedDict, total=False):
    """One value of a list in which several may be checked."""

    value: int
    """The value; 0, 1 and powers of two were seen."""
    isChecked: bool
    """Whether it is checked."""


class QueryParameterChoicePatch(TypedDict, total=False):
    """A value that may be chosen for a parameter."""

    name: str
    """The choice as the form shows it, such as `Annual compound percentage`."""
    value: int
    """Number of the choice. It is the value of the parameter where there is no `stringValue`."""
    stringValue: str
    """Value of the parameter for this choice, such as `Pow`; only there where values are texts."""


class ReportKpiSourcePatch(TypedDict, total=False):
    """A figure that may be chosen."""

    value: int
    """Code of the figure."""
    enabled: bool
    """Whether the figure can be chosen."""
    checked: bool
    """Whether the figure is chosen."""
    hasModTempOption: bool
    """Whether module temperature is an option of the figure."""


class ReportColumnHeaderPatch(TypedDict, total=False):
    """Heading of a column of a report. Only a blank one was seen."""

    index: int
    """Number of the heading."""
    name: str
    """The heading itself."""
    type: int
    """What heads the column; only 0 was seen."""
    value: str
    """Value of the heading."""


class ReportRangePatch(TypedDict, total=False):
    """Days that a report covers."""

    start: str | None
    """First day."""
    end: str | None
    """Last day."""


class LocationPatch(TypedDict, total=False):
    """Postal address and coordinates of a site or a customer."""

    address1: str
    """First line of the address."""
    address2: str
    """Second line of the address."""
    city: str
    """City."""
    state: str
    """State or province."""
    postalCode: str
    """Postal code."""
    country: str
    """Country."""
    latitude: float
    """Latitude, north positive. Unit: deg."""
    longitude: float
    """Longitude, east positive. Unit: deg."""
    elevation: float
    """Height above sea level. Unit: that of elevationUnit."""
    elevationUnit: int
    """Unit of the elevation; 47, whose meaning was not observed, and 0 where no elevation is set were seen."""
    timeZone: int
    """Code of the time zone, such as 16891 for `US/Eastern`; 0 where none is set. The `tz` of a site's configuration
    holds its name.
    """


class SiteLinkPatch(TypedDict, total=False):
    """A link that a site's page shows."""

    key: str
    """What the link leads to: an absolute address, or for a dashboard the key of its file. Addresses of public
    displays carry a token that opens them without a login.
    """
    kind: str
    """Kind of link: `external` or, seen in the list of links only, `dashboard`."""
    name: str
    """Text of the link."""


class EstimatedLossesPatch(TypedDict, total=False):
    """Losses that the estimate of a site's production assumes. Each is a number in a string; only `0` was seen."""

    clipping: str
    """Loss where inverters run at their limit, as text."""
    downtime: str
    """Loss while inverters stand still, as text."""
    irradiance: str
    """Loss at low irradiance, as text."""
    shading: str
    """Loss through shade, as text."""
    snow: str
    """Loss through snow, as text."""
    soiling: str
    """Loss through dirt on the modules, as text."""
    temperature: str
    """Loss through heat, as text."""


class SiteReportSwitchPatch(TypedDict, total=False):
    """A report configuration, switched on or off for a site."""

    key: str
    """Key of the report configuration, `RC` and digits."""
    isEnabled: bool
    """Whether the report is on for the site."""


class DashboardChartPatch(TypedDict, total=False):
    """A chart on a dashboard. Only an empty one was seen."""

    chartKey: str
    """Key of the chart."""
    chartName: str
    """Name of the chart."""
    chartRank: str
    """Rank of the chart, as text."""
    io: str
    """Setting of the chart; only the empty string was seen."""
    canView: bool
    """Whether the session's user may see the chart."""


class DashboardLinkPatch(TypedDict, total=False):
    """A reference to a dashboard."""

    key: str
    """Key of the dashboard's file."""


class NetSuiteFieldsPatch(TypedDict, total=False):
    """Identifiers of a site and of those concerned with it in NetSuite. Only null was seen in each."""

    netSuiteId: Any
    """Identifier of the site."""
    netSuiteCustomerId: Any
    """Identifier of the customer."""
    netSuiteSiteOwnerId: Any
    """Identifier of the site's owner."""
    netSuiteSpecifierId: Any
    """Identifier of the specifier."""
    netSuiteEpcId: Any
    """Identifier of the EPC contractor."""
    netSuiteOperationsAndMaintenanceId: Any
    """Identifier of the company for operations and maintenance."""
    netSuiteContractedPartyId: Any
    """Identifier of the contracted party."""


class ChartMenuQueryInput(TypedDict, total=False):
    """Which sites the menu is for."""

    siteKeys: list[str]
    """Keys of the sites."""


class KpiModelOptionsInput(TypedDict, total=False):
    """What the model behind a figure can use for the sites."""

    showCalcModTemp: bool
    """Whether computed module temperature is on offer."""
    showLocusVi: bool
    """Whether Locus virtual irradiance is on offer."""
    showOnSiteWeather: bool
    """Whether weather stations on the site are on offer."""
    showSolarSight: bool
    """Whether the SolarSight weather service is on offer."""


class KpiOptionsInput(TypedDict, total=False):
    """How the figures of a KPI chart are computed and drawn. The defaults of a site have the same fields."""

    aggregationMode: int
    """How devices are joined into series; 1 and 3 were seen."""
    lineType: int
    """How series are drawn; 0 and 5 were seen."""
    usePercent: bool
    """Whether figures are shown in percent."""
    fillGaps: bool
    """Whether gaps in the data are filled."""
    xSeriesKey: str | None
    """Key of the series on the horizontal axis; null or empty where that is time."""
    showAggregateLayers: bool
    """Whether joined series are shown."""
    showSourceLayers: bool
    """Whether the series of single devices are shown."""
    autoSource: bool
    """Whether the server picks the sources."""
    weatherMode: int
    """Which kind of weather data is used; only 0 was seen."""
    primaryWeatherSource: int
    """Weather source that is used first; only 10 was seen."""
    useOnSiteWeatherStations: bool
    """Whether weather stations on the site are used."""
    useSolarSight: bool
    """Whether the SolarSight weather service is used."""
    useLocusVi: bool
    """Whether Locus virtual irradiance is used."""
    useModuleTemp: bool
    """Whether module temperature is used."""
    modelIndex: int
    """Number of the model that computes expected energy; only 0 was seen."""
    ageMode: int
    """How ageing is counted; only 0 was seen."""
    synthesizedProductionMethod: int
    """How missing production is made up; only 0 was seen."""
    useDeviceEstimates: bool
    """Whether estimates of devices are used."""
    useDcCapacityFactor: bool
    """Whether DC capacity is the base of the capacity factor."""
    availabilityPassMode: int
    """When a device counts as available; 1 and 3 were seen."""
    availabilityReferenceMode: int
    """What availability is measured against; 1 and 2 were seen."""
    availabilityPowerThreshold: float
    """Power from which a device counts as available; only 0 was seen."""
    showNetEnergy: bool
    """Whether net energy is shown."""
    showDeliveredEnergy: bool
    """Whether delivered energy is shown."""
    showReceivedEnergy: bool
    """Whether received energy is shown."""
    useGrossEnergy: bool
    """Whether gross energy is used."""
    powerAverage: bool
    """Whether average power is shown."""
    powerDailyPeak: bool
    """Whether the peak power of each day is shown."""
    showApparentPower: bool
    """Whether apparent power is shown."""
    showReactivePower: bool
    """Whether reactive power is shown."""
    includePOA: bool
    """Whether plane-of-array irradiance is shown."""
    includeBacksidePOA: bool
    """Whether plane-of-array irradiance on the rear side is shown."""
    includeGHI: bool
    """Whether global horizontal irradiance is shown."""
    includeDHI: bool
    """Whether diffuse horizontal irradiance is shown."""
    includeDNI: bool
    """Whether direct normal irradiance is shown."""
    includeAlbedo: bool
    """Whether irradiance from the ground is shown."""
    includeSensor: bool
    """Whether single irradiance sensors are shown."""
    useInsolation: bool
    """Whether irradiance is summed up to insolation."""
    showInsolationEstimate: bool
    """Whether estimated insolation is shown."""
    showClearSky: bool
    """Whether irradiance under a clear sky is shown."""
    azimuth: bool
    """Whether the azimuth of the sun is shown."""
    elevation: bool
    """Whether the elevation of the sun is shown."""
    incidenceAngle: bool
    """Whether the incidence angle of the sun on the modules is shown."""
    showExternalTemperature: bool
    """Whether outside temperature is shown."""
    showDeviceTemperature: bool
    """Whether the temperature of devices is shown."""
    showLossDetail: bool
    """Whether single losses are shown."""
    showLossTotal: bool
    """Whether the sum of losses is shown."""
    showSoilingLossDetail: bool
    """Whether soiling losses are shown in detail."""
    useSiteSoilingEstimate: bool
    """Whether the site's own estimate of soiling is used."""
    eventIncluded: bool
    """Whether included events are shown."""
    eventExcluded: bool
    """Whether excluded events are shown."""
    eventOther: bool
    """Whether other events are shown."""
    eventSavings: bool
    """Whether savings by events are shown."""
    eventCosts: bool
    """Whether costs of events are shown."""
    eventRecorded: bool
    """Whether recorded events are shown."""
    eventOngoing: bool
    """Whether ongoing events are shown."""


class ChartQueryConditionInput(TypedDict, total=False):
    """Condition that the figures of a chart are filtered by. Its fields were seen by name and type only, not with
    values.
    """

    condition: int
    """Code of the comparison."""
    source: str
    """Name of the line that is compared."""
    sourceList: list[str]
    """Names of the lines to choose from."""
    limitBottom: float
    """Lower limit of the comparison."""
    limitTop: float
    """Upper limit of the comparison."""
    normalize: bool
    """Whether the figures are normalized first."""
    whenAvgSource: bool
    """Whether the mean of a line is compared too."""
    avgSourceLimit: float
    """Limit for that mean."""
    continuously: bool
    """Whether the condition has to hold without a break."""
    minDaysOrMinutes: float
    """How long it has to hold at least, in the unit of `minTimeUnit`."""
    minTimeUnit: int
    """Code of that unit, days or minutes."""
    recentDays: int
    """How many of the latest days are looked at. Unit: d."""
    isStillActive: bool
    """Whether the condition has to hold at the end."""
    showPoints: bool
    """Whether the points that meet it are drawn."""
    showRegion: bool
    """Whether the spans that meet it are shaded."""


class CheckedValueInput(TypedDict, total=False):
    """One value of a list in which several may be checked."""

    value: int
    """The value; 0, 1 and powers of two were seen."""
    isChecked: bool
    """Whether it is checked."""


class QueryParameterChoiceInput(TypedDict, total=False):
    """A value that may be chosen for a parameter."""

    name: str
    """The choice as the form shows it, such as `Annual compound percentage`."""
    value: int
    """Number of the choice. It is the value of the parameter where there is no `stringValue`."""
    stringValue: str
    """Value of the parameter for this choice, such as `Pow`; only there where values are texts."""


class TagKeywordInput(TypedDict, total=False):
    """A word by which objects can be found."""

    key: str
    """Key of the keyword."""
    name: str
    """The word itself."""
    parentKey: str
    """Key of the object that the keyword hangs on."""


class PowerDisplayUrlInput(TypedDict, total=False):
    """A short address of a public display."""

    purl: str
    """Last part of the address; empty where none is set."""
    purlRoot: str
    """First part of the address, such as `/go/solar`."""


class EnvironmentalComparisonsInput(TypedDict, total=False):
    """Everyday quantities that a public display may compare the site's production with; true for those that it shows."""

    carbon: bool
    """Carbon dioxide that was not emitted."""
    cars: bool
    """Cars taken off the road."""
    gas: bool
    """Gasoline that was not burnt."""
    homes: bool
    """Homes supplied with energy."""
    methane: bool
    """Methane that was not emitted."""
    oil: bool
    """Oil that was not burnt."""
    televisions: bool
    """Televisions supplied with energy."""
    trees: bool
    """Trees that would bind as much carbon dioxide."""
    water: bool
    """Water that was not used up."""


class CoordinatesInput(TypedDict, total=False):
    """A point on the ground."""

    latitude: float
    """Latitude, north positive. Unit: deg."""
    longitude: float
    """Longitude, east positive. Unit: deg."""


class ErrorReportInput(TypedDict, total=False):
    """An error in the web application, with what the browser knows of it."""

    errorType: str
    """Class of the error, such as `Error`."""
    errorDescription: str
    """Message of the error."""
    stackTrace: str
    """Where in the code it arose."""
    location: str
    """Address of the page."""
    environment: str
    """Environment; only the empty string was seen."""
    userId: str
    """Login of the user; the literal `$anonymous` was seen."""
    details: str
    """The session and the last steps of the user, as JSON inside a string. It names the user with mail address and
    rights.
    """
    state: str
    """The browser, as JSON inside a string."""


class HardwareCheckInput(TypedDict, total=False):
    """Which site's devices to check, and which findings to mend."""

    key: str
    """Key of the site."""
    fixCodes: list[Any]
    """Presumably the codes of the findings that are to be mended; only the empty list was seen."""


class KpiDashboardQueryInput(TypedDict, total=False):
    """What the dashboard is for."""

    keys: list[str]
    """Keys of the objects whose sites are wanted; the key of one customer was seen."""


class KpiMenuQueryInput(TypedDict, total=False):
    """Which sites and devices the menu of KPI figures is for."""

    siteKeys: list[str]
    """Keys of the sites."""
    hardwareSet: list[str]
    """Keys of the devices to chart."""


class NodeQueryInput(TypedDict, total=False):
    """Which nodes are asked for."""

    key: str
    """Key of the node to start from."""
    context: str
    """`path` for the nodes above and the node itself, `query` for those below."""
    kinds: list[str]
    """Kinds that are wanted, of `customer`, `hardware`, `site`, `user`, `file`, `folder` and `report`."""
    subKinds: list[Any]
    """Narrower kinds that are wanted; only the empty list was seen."""
    nodes: list[Any]
    """Purpose not observed; only the empty list was seen."""
    filter: str
    """Text to filter by; only the empty string was seen."""
    filterBy: str
    """Field that the filter looks at; the empty string and `Name` were seen."""


class NodeStampInput(TypedDict, total=False):
    """A node that is asked for, and what the caller already has of it."""

    key: str
    """Key of the node."""
    lastChanged: str | None
    """Stamp of the copy that the caller has. Nodes older than it were answered all the same."""
    mergeHash: str
    """Fingerprint of that copy; only the empty string was seen."""


class PvSystModuleInput(TypedDict, total=False):
    """A module as PVsyst describes it. Where no module is chosen, texts are empty, numbers 0 and `cellType` is -1.
    Units are those of PVsyst as far as the figures of the one filled description tell.
    """

    key: str
    """Key of the description; only the empty string was seen."""
    manufacturer: str
    """Maker of the module."""
    model: str
    """The maker's name for the module."""
    cellType: int
    """Technology of the cells; 0 was seen on a filled description and -1 where none is chosen."""
    cellsSeries: int
    """Number of cells in series."""
    cellsParallel: int
    """Number of cells in parallel."""
    cellArea: float
    """Area of a cell. Unit: cm2."""
    isc: float
    """Short-circuit current. Unit: A."""
    voc: float
    """Open-circuit voltage. Unit: V."""
    impp: float
    """Current at the maximum power point. Unit: A."""
    vmpp: float
    """Voltage at the maximum power point. Unit: V."""
    muIsc: float
    """Change of the short-circuit current with temperature; a percentage by the one figure seen. Unit: %/degC."""
    muPMax: float
    """Change of the maximum power with temperature; negative. Unit: %/degC."""
    rShunt: float
    """Shunt resistance. Unit: ohm."""
    rSeries: float
    """Series resistance. Unit: ohm."""
    rShuntGinc: float
    """Shunt resistance in darkness. Unit: ohm."""
    rShuntExp: float
    """Exponent with which the shunt resistance falls as irradiance grows."""


class RatePeriodInput(TypedDict, total=False):
    """Fees in a period of dates. Amounts are in the currency of the rate, those for energy for each of its
    `rateUnit`. Of most fields only 0 was seen.
    """

    startDate: str | None
    """First day of the period."""
    endDate: str | None
    """Last day of the period."""
    energyFee: float
    """Fee for energy, such as 0.145 dollars for a kilowatt hour."""
    energyAdjFee: float
    """Adjustment of the fee for energy."""
    capacityFee: float
    """Fee for capacity."""
    demandFee: float
    """Fee for demand."""
    demandReduction: float
    """By how much demand is reduced; unit not observed."""
    tax: float
    """Tax; whether an amount or a share was not observed."""
    fees: float
    """Further fees."""
    serviceFee: float
    """Fee for service."""
    yearlyFee: float
    """Fee for a year."""
    siteServiceFee: float
    """Fee for service of a site."""
    siteYearlyFee: float
    """Fee for a year of a site."""
    noFixedFeeOnNaN: bool
    """Whether fixed fees are left out where no figure was measured."""
    monthlyIncrease: float
    """Increase of the fees from month to month; whether an amount or a share was not observed."""
    yearlyIncrease: float
    """Increase of the fees from year to year; whether an amount or a share was not observed."""
    semiPeakStart1: float
    """Hour at which the first span of semi-peak hours begins. Unit: h."""
    semiPeakEnd1: float
    """Hour at which the first span of semi-peak hours ends. Unit: h."""
    semiPeakStart2: float
    """Hour at which the second span of semi-peak hours begins. Unit: h."""
    semiPeakEnd2: float
    """Hour at which the second span of semi-peak hours ends. Unit: h."""
    semiPeakExcludeSaturday: bool
    """Whether Saturdays have no semi-peak hours."""
    semiPeakExcludeSunday: bool
    """Whether Sundays have no semi-peak hours."""
    semiPeakFee: float
    """Fee for energy in semi-peak hours."""
    semiPeakAdjFee: float
    """Adjustment of the fee for energy in semi-peak hours."""
    semiPeakCapacityFee: float
    """Fee for capacity in semi-peak hours."""
    semiPeakDemandFee: float
    """Fee for demand in semi-peak hours."""
    peakStart: float
    """Hour at which peak hours begin. Unit: h."""
    peakEnd: float
    """Hour at which peak hours end. Unit: h."""
    peakExcludeSaturday: bool
    """Whether Saturdays have no peak hours."""
    peakExcludeSunday: bool
    """Whether Sundays have no peak hours."""
    peakFee: float
    """Fee for energy in peak hours."""
    peakAdjFee: float
    """Adjustment of the fee for energy in peak hours."""
    peakCapacityFee: float
    """Fee for capacity in peak hours."""
    peakDemandFee: float
    """Fee for demand in peak hours."""
    scheduleKey: int
    """Number of a schedule; 0 for none."""
    index: int
    """Number of the period; 0 in a new one."""
    table: list[Any]
    """Fees as a table; only the empty list was seen."""


class ReportColumnHeaderInput(TypedDict, total=False):
    """Heading of a column of a report. Only a blank one was seen."""

    index: int
    """Number of the heading."""
    name: str
    """The heading itself."""
    type: int
    """What heads the column; only 0 was seen."""
    value: str
    """Value of the heading."""


class ReportSourceInput(TypedDict, total=False):
    """An object that a report is about."""

    key: str
    """Key of the object; the key of a customer was seen."""
    indexMap: int
    """Presumably the `indexMap` of the query items that the object goes with. It was seen in a new report only."""


class ReportKpiSourceInput(TypedDict, total=False):
    """A figure that may be chosen."""

    value: int
    """Code of the figure."""
    enabled: bool
    """Whether the figure can be chosen."""
    checked: bool
    """Whether the figure is chosen."""
    hasModTempOption: bool
    """Whether module temperature is an option of the figure."""


class ReportRangeInput(TypedDict, total=False):
    """Days that a report covers."""

    start: str | None
    """First day."""
    end: str | None
    """Last day."""


class ReportConfigQueryInput(TypedDict, total=False):
    """Which report configurations are asked for."""

    key: str
    """Key of the customer or device whose reports are wanted."""
    filter: str
    """Text to filter by; only the empty string was seen."""


class SiteHardwareQueryInput(TypedDict, total=False):
    """Which site's devices are asked for."""

    key: str
    """Key of the site."""
    includeRegistersForHardwareTypes: list[Any]
    """Presumably the functions of the devices whose registers are wanted too; only the empty list was seen."""


class TagQueryInput(TypedDict, total=False):
    """Which tags are asked for."""

    ancestorKey: str
    """Key of the object that the tags hang on."""
    isRecursive: bool
    """Whether tags of the objects below are wanted too; only false was seen."""
    types: list[str]
    """Kinds of tags that are wanted: `note`, `attribute` and `keyword` were seen."""


class AlertParameterPatch(TypedDict, total=False):
    """One thing that the alert type of a trigger lets one set."""

    name: str
    """Name of the parameter, such as `Threshold`."""
    value: str | float | bool
    """The value, of the JSON type that `type` asks for: a string with 0 and 5, an integer with 1 and 7, a number with
    2 and 3, a boolean with 16. With type 0 it can be the text `NaN`. Type 3 was seen as a percentage (25) and as a
    ratio (0.8), so no unit follows from the type; `info` may name one.
    """
    type: int
    """What `value` is."""
    info: str
    """What the parameter does; may be empty."""
    readOnly: bool
    """Whether the form shows the value without letting one change it."""
    index: int
    """Only 0 was seen, also on each of several parameters."""
    source: int
    """Where the parameter comes from; 2 and 3 were seen."""


class HardwareSettingPatch(TypedDict, total=False):
    """A named value that configures a device or its driver."""

    name: str
    """Name of the setting, such as `dev:UnitID`; unique within a device."""
    type: int
    """JSON type of `value` and `originalValue`."""
    value: str | int | float | bool
    """Value of the setting, of the JSON type that `type` names. The same setting may be text on one device and a
    number on another; text may hold an expression of the driver. Some settings are credentials, such as an SNMP
    community.
    """
    originalValue: str | int | float | bool
    """Value before the edit, of the same JSON type. The server sets it to the saved value on a write."""
    index: int
    """Place of the setting in the list. The server closes gaps on a write and numbers the settings anew."""


class RegisterDataNameDetailsPatch(TypedDict, total=False):
    """How the readings of a data name are stored and shown."""

    units: int
    """Unit of the stored readings."""
    isFloat: bool
    """Whether the readings are fractional numbers."""
    doublePrecision: bool
    """Whether they are stored with double precision, as energy counters are."""
    isStatus: bool
    """Whether the readings are status codes rather than quantities."""
    isStandardDataName: bool
    """Whether it is one of the standard data names."""
    aCmeter: bool
    """Whether AC meters use the data name."""
    dCmeter: bool
    """Whether DC meters use the data name."""
    adminHide: bool
    """Whether administration pages hide it; only false was seen."""
    allowArchiveRaw: bool
    """Whether raw readings may be kept; true was seen on a fault status."""
    condense: int
    """Code of the way readings are condensed into intervals. 16 was seen on an energy counter, 1 on a fault status, 0
    on other quantities, and 10 too.
    """
    equivalent: int
    """Number of an equivalent data name; only 0 was seen."""
    excludedChannels: str
    """Channel numbers that may not be used, as text, such as `1`; empty for none."""
    functionCodes: list[int]
    """Functions of the devices that may have such a register; empty where that is not limited."""
    functions: str
    """The same functions by their letters, separated by commas, such as `PM,GM`. Seen were PV for 1, PM 2, CM 3, GM
    4, WS 5, SA 6, SC 7, SS 8, SM 16, XM 20, ST 24, BS 25, BM 37, BI 39, DC 40, DP 41, BB 42, BA 43, RK 44, BG 45,
    FS 46, PP 47, HV 48, MV 49, TU 50, NM 51, AX 52, BW 53, HI 54, SE 56 and HB 57.
    """
    otherAliasPTDataNames: list[int]
    """Numbers of other data names for the same quantity."""
    otherAliasPTDataNameValues: str
    """Those data names themselves, separated by commas."""
    typeId: str
    """Name of the .NET type that the server keeps this in."""


class TagAttributePatch(TypedDict, total=False):
    """A named value that a customer attaches to an object, such as its region or its operations manager."""

    key: str
    """Key of the attribute."""
    name: str
    """Name of the attribute, such as `Region`."""
    value: str
    """Value of the attribute; always text, also where `type` says that it is a date."""
    type: int
    """What the text of an attribute's value means."""
    template: int
    """Number of the template that the attribute follows; only -1 was seen."""


class ImagePatch(TypedDict, total=False):
    """A picture that is fetched from an address."""

    uri: str
    """Address of the picture, absolute or relative to the host."""
    name: str
    """File name of an uploaded picture, or a name such as `DA_V1562` for a device type; empty for a built-in one."""
    contentType: str
    """Media type of the picture; only the empty string was seen."""
    key: str
    """Key of the uploaded file; the empty string for a picture that PowerTrack ships."""


class GatewayFirmwarePatch(TypedDict, total=False):
    """Programs on a gateway, what it last reported, and the parameters it is given."""

    gatewayId: str
    """Identifier of the gateway, its MAC address as twelve hexadecimal digits."""
    enable: bool
    """Switch of the firmware record; only true was seen here."""
    debug: bool
    """Whether debug output of the gateway is on."""
    ip1: str
    """IP address of the first network interface."""
    ip2: str
    """IP address of the second network interface; empty or `0.0.0.0` where there is none."""
    gatewayParams: list[GatewayParameterPatch]
    """Parameters of the programs on the gateway; empty for some kinds of gateways. The server was seen to answer a
    write that had one with the empty list; what a later read shows was not seen.
    """


class ShadeModelPatch(TypedDict, total=False):
    """How shade is modeled. No capture holds a shade model that is in use."""

    hasInterRowShadeModel: int
    """Whether rows shade each other in the model; a number though it reads like a flag. Only 0 was seen."""
    albedoWeight: float
    """Weight of light from the ground; only 0 was seen."""
    diffuseWeight: float
    """Weight of diffuse light; only 0 was seen."""
    regions: list[Any]
    """Shaded parts of the sky; only an empty list was seen."""
    interRowShadeModel: InterRowShadeModelPatch
    """Rows that shade each other."""


class WeatherSensorsPatch(TypedDict, total=False):
    """The kinds of sensors that a weather station may carry."""

    pyranometer1: WeatherSensorPatch
    """First irradiance sensor, a pyranometer or a reference cell."""
    pyranometer2: WeatherSensorPatch
    """Second irradiance sensor, the reference pyranometer."""
    pyrheliometer: WeatherSensorPatch
    """Sensor of direct normal irradiance."""
    ambientTemp: WeatherSensorPatch
    """Ambient temperature."""
    panelTemp1: WeatherSensorPatch
    """First module temperature."""
    panelTemp2: WeatherSensorPatch
    """Second module temperature."""
    wind: WeatherSensorPatch
    """Wind speed or direction."""
    humidity: WeatherSensorPatch
    """Relative humidity."""
    barometer: WeatherSensorPatch
    """Air pressure."""
    rain: WeatherSensorPatch
    """Rain."""
    snow: WeatherSensorPatch
    """Snow."""


class ZoneConfigPatch(TypedDict, total=False):
    """Inputs of a DC combiner."""

    prefix: str
    """What stands before the name of a channel in the names of the registers, such as `1.` in `1.1`."""
    scale: float
    """Factor on the currents of all channels; the setting `dev:Scale` was seen with the same value."""
    channels: list[ZoneChannelPatch]
    """Inputs of the combiner, identified by their number."""


class ReportSourcePatch(TypedDict, total=False):
    """An object that a report is about."""

    key: str
    """Key of the object; the key of a customer was seen."""
    indexMap: int
    """Presumably the `indexMap` of the query items that the object goes with. It was seen in a new report only."""


class ReportKpiQueryPatch(TypedDict, total=False):
    """KPI figures in a report."""

    sourcesList: list[ReportKpiSourcePatch]
    """The figures that may be chosen, one for each code from 1 to 49."""
    queryKey: str | None
    """Key of a saved query; only null was seen."""
    queryParam: str | None
    """Parameter of that query; only null was seen."""
    name: str | None
    """Name of the figures; only null was seen."""
    units: int
    """Unit of the figures; only 0 was seen."""
    format: str | None
    """Format of the figures; only null was seen."""
    formula: str | None
    """Formula that computes the figures; only null was seen."""
    elevation: float
    """As in the part of the report that holds these figures; only 0 was seen."""
    columnHeaders: list[ReportColumnHeaderPatch]
    """Headings of the columns; only the empty list was seen."""


class ChartDashboardPatch(TypedDict, total=False):
    """Charts on a dashboard."""

    charts: list[DashboardChartPatch]
    """The charts, by place; an empty place was seen as a chart with empty fields."""


class SiteHardwareRowPatch(TypedDict, total=False):
    """One device in the table of its site."""

    hardwareKey: str
    """Key of the device; identifies the row."""
    description: str
    """Name of the device as pages show it."""
    functionCode: int
    """What the device does on its site."""
    functionId: str
    """Letters for the kind of device and its running number, such as `PV0` or `GW0`."""
    serialNumber: str
    """Serial number of the device."""
    driverId: int
    """Number of the driver that reads the device."""
    gatewayId: str
    """Identifier of the gateway that polls the device: a MAC address as twelve hexadecimal digits, a serial number on
    modems, a free name on SCADA gateways. Empty where none is set.
    """
    gatewayName: str
    """Name of that gateway; only the empty string was seen."""
    address: str
    """Address under which the gateway finds the device: an IP address or a number on a serial bus."""
    port: int
    """Number of the gateway's serial port, or a TCP port; 0 where none is set."""
    unitId: int
    """Modbus unit number of the device."""
    outOfService: bool
    """Whether the device is out of service."""
    sort: int
    """Place of the device in the lists of its site; places may repeat."""
    index: int
    """Number of the row. It follows neither the order of the rows nor that of `sort`."""
    settings: list[HardwareSettingPatch]
    """Settings of the driver and the device, identified by name."""
    registerOffsets: list[RegisterOffsetPatch]
    """Offsets on registers of the device, such as those of energy counters."""
    name: str
    """Another name for description."""
    enableBool: bool
    """Sets outOfService, turned round."""


AlertHistoryQueryInput = TypedDict(
    "AlertHistoryQueryInput",
    {
        "key": str,
        "from": str | None,
        "to": str | None,
        "offset": int,
    },
    total=False,
)
"""Whose alerts are asked for, and of which days."""


class AlertParameterInput(TypedDict, total=False):
    """One thing that the alert type of a trigger lets one set."""

    name: str
    """Name of the parameter, such as `Threshold`."""
    value: str | float | bool
    """The value, of the JSON type that `type` asks for: a string with 0 and 5, an integer with 1 and 7, a number with
    2 and 3, a boolean with 16. With type 0 it can be the text `NaN`. Type 3 was seen as a percentage (25) and as a
    ratio (0.8), so no unit follows from the type; `info` may name one.
    """
    type: int
    """What `value` is."""
    info: str
    """What the parameter does; may be empty."""
    readOnly: bool
    """Whether the form shows the value without letting one change it."""
    index: int
    """Only 0 was seen, also on each of several parameters."""
    source: int
    """Where the parameter comes from; 2 and 3 were seen."""


class AlertTriggerInput(TypedDict, total=False):
    """A rule that raises an alert when its condition has held for some time. A write names the trigger by the `key`
    and `id` in the body.
    """

    key: str
    """Key of the trigger, `AS` and its `id` or `x2d` and its `id` in hexadecimal; empty for a template or a trigger
    that is not saved yet.
    """
    id: int
    """Number of the trigger; 0 for one that is not saved yet."""
    parentKey: str
    """Key of the device or site that the trigger watches."""
    lastChanged: str | None
    """When the trigger last changed. It is the version stamp, which a write moves."""
    alertTypeKey: str
    """Alert type that the trigger belongs to, such as `AI250` for device communication. It decides which `parameters`
    there are.
    """
    name: str
    """Name of the trigger; at first that of its alert type."""
    description: str
    """What the alert type watches for."""
    isActive: bool
    """Whether the trigger is evaluated."""
    priorityLevel: int
    """Priority of the alerts raised; 0 and -1 were seen."""
    checkSun: bool
    """Whether the trigger depends on where the sun stands, as given by `sunMinElevation`, `sunMinAzimuth` and
    `sunMaxAzimuth`.
    """
    checkTime: bool
    """Whether the trigger depends on the time of day, as given by `startTime` and `endTime`."""
    checkNoSnow: bool
    """Whether the trigger holds back while there is snow."""
    hasImpact: bool
    """Whether the alert is taken as a loss of production."""
    impact: float
    """Share of production that the alert costs; a percentage by the figures seen, 0 and 100. Unit: %."""
    delayHoursTrigger: float
    """How long the condition holds before the alert is raised. Unit: h."""
    delayHoursResolve: float
    """How long the condition is absent before the alert is resolved. Unit: h."""
    startTime: int
    """Minute of the day from which the trigger is evaluated, where `checkTime` is set. Unit: min."""
    endTime: int
    """Minute of the day until which the trigger is evaluated, where `checkTime` is set. Unit: min."""
    sunMinElevation: float
    """Least elevation of the sun above the horizon, where `checkSun` is set. Unit: deg."""
    sunMinAzimuth: float
    """Least azimuth of the sun, where `checkSun` is set; only 0 was seen. Unit: deg."""
    sunMaxAzimuth: float
    """Greatest azimuth of the sun, where `checkSun` is set; only 0 was seen, beside a least azimuth of 0. Unit: deg.
    """
    parameters: list[AlertParameterInput]
    """What the alert type lets one set; empty where it has nothing to set."""
    ownerKey: str
    """Key of the trigger's owner; only the empty string was seen."""
    sharing: int
    """With whom the trigger is shared; only 0 was seen."""
    standardItems: list[Any]
    """Only the empty list was seen, on a trigger that the web page sent back."""
    isCachedData: bool
    """Field of the web page; it was seen only in what the page sends."""
    lastChecked: str | None
    """Field of the web page; it was seen only in what the page sends."""


class AuditQueryInput(TypedDict, total=False):
    """Of what object the changes are asked for."""

    ancestorKey: str
    """Key of the object."""
    isRecursive: bool
    """Whether the changes of the objects below are wanted too; only false was seen."""


class ChartDataItemInput(TypedDict, total=False):
    """One line of a chart, and the readings that it is drawn from."""

    index: int
    """Place of the line, from 0."""
    name: str
    """Name of the line within the query, by which scripts refer to it, such as `Idc`; unique there."""
    title: str
    """Title of the line, such as the name of the device and of the quantity."""
    nameOverride: bool
    """Whether the name was given instead of made up."""
    siteKey: str
    """Key of the site that the readings come from."""
    hardwareKey: str
    """Key of the device that they come from."""
    columnName: str
    """Data name under which the readings are stored, such as `Idc`."""
    resultName: str
    """Key of the series that the line becomes, such as `DCcurrent_PV0`."""
    source: str
    """Another source of the readings; only the empty string was seen."""
    function: int
    """Function that is applied to the readings; only 0 was seen."""
    custom: str
    """Formula of a computed line; only the empty string was seen."""
    codeName: str
    """Name of the line in code; only the empty string was seen."""
    chartField: int
    """Field of the chart that the line fills; only 0 was seen."""
    outputBin: int
    """Bin that the line is put out with; only -1 was seen."""
    units: int
    """Unit of the readings."""
    customUnits: str
    """Name of a unit of one's own; only the empty string was seen."""
    linkedUnits: int
    """Unit that follows another line; only 0 was seen."""
    format: str
    """Format of the figures; empty for the default."""
    layer: int
    """Layer that the line lies on; only 0 was seen."""
    line: int
    """How the line is drawn; only 14 was seen."""
    autoGenLine: bool
    """Whether the chart picks how the line is drawn."""
    dynamicLineType: int
    """How the line is drawn where the chart picks it; only 15 was seen."""
    lineColor: str
    """Color of the line as a CSS value, such as `rgba(0,128,0,1)`."""
    lineWidth: float
    """Width of the line; only 1 was seen."""
    fillColor: str
    """Color of the points or of the area below as a CSS value."""
    fillDiameter: int
    """Diameter of the points; only 0 was seen."""
    fitMode: int
    """How a curve is fitted; only 0 was seen."""
    degree: int
    """Degree of a fitted curve; only 0 was seen."""
    yAxis: int
    """Number of the vertical axis; only 0 was seen."""
    yMin: float | None
    """Lower end of the vertical axis; null leaves it to the chart."""
    yMax: float | None
    """Upper end of the vertical axis; null leaves it to the chart."""
    yZero: bool
    """Whether the vertical axis starts at zero."""
    isDisabled: bool
    """Whether the line is left out."""
    isOverview: bool
    """Whether the line belongs to an overview."""
    useStandardAlertMessage: bool
    """Whether the messages of standard alerts are shown."""


class KpiChoiceInput(TypedDict, total=False):
    """A figure that a KPI chart may show."""

    value: int
    """The figure; a power of two that is unique in its category."""
    enabled: bool
    """Whether the figure can be chosen for the sites."""
    checked: bool
    """Whether the figure is chosen."""
    modelOptions: KpiModelOptionsInput | None
    """What the model of the figure can use; null for a figure without a model."""


class ChartTimeSpanInput(TypedDict, total=False):
    """Bin size of one of the spans that a chart can be switched to."""

    indexMap: int
    """Number of the span; 0, 1, 3 and 4 were seen, with quarter hours, days, months and years."""
    binSize: int
    """Length of the bins. Unit: min."""
    chartType: int
    """Only 0 was seen."""
    outBinSize: int
    """Length of the bins that are put out; only 0 was seen."""
    outFunc: int
    """How figures are joined into these bins; only 0 was seen."""


class TagAttributeInput(TypedDict, total=False):
    """A named value that a customer attaches to an object, such as its region or its operations manager."""

    key: str
    """Key of the attribute."""
    name: str
    """Name of the attribute, such as `Region`."""
    value: str
    """Value of the attribute; always text, also where `type` says that it is a date."""
    type: int
    """What the text of an attribute's value means."""
    template: int
    """Number of the template that the attribute follows; only -1 was seen."""
    parentKey: str
    """Key of the object that the attribute hangs on."""


class TagNoteInput(TypedDict, total=False):
    """A note on an object, written by a person or, as a record of an event, by the platform."""

    key: str
    """Key of the note, an `x` and eight hexadecimal digits."""
    kind: str
    """Kind of note; only `text` was seen."""
    text: str
    """What the note says; CR LF separates its lines."""
    date: str | None
    """When the note was written."""
    isEvent: bool
    """Whether the platform wrote the note to record an event."""
    authorKey: str
    """Key of the user who wrote the note or caused the event."""
    authorName: str
    """Name of that user."""
    parentKey: str
    """Key of the object that the note hangs on."""


class ImageInput(TypedDict, total=False):
    """A picture that is fetched from an address."""

    uri: str
    """Address of the picture, absolute or relative to the host."""
    name: str
    """File name of an uploaded picture, or a name such as `DA_V1562` for a device type; empty for a built-in one."""
    contentType: str
    """Media type of the picture; only the empty string was seen."""
    key: str
    """Key of the uploaded file; the empty string for a picture that PowerTrack ships."""
    lastChanged: Any
    """When the picture last changed; only null was seen."""


class ReportKpiQueryInput(TypedDict, total=False):
    """KPI figures in a report."""

    sourcesList: list[ReportKpiSourceInput]
    """The figures that may be chosen, one for each code from 1 to 49."""
    queryKey: str | None
    """Key of a saved query; only null was seen."""
    queryParam: str | None
    """Parameter of that query; only null was seen."""
    name: str | None
    """Name of the figures; only null was seen."""
    units: int
    """Unit of the figures; only 0 was seen."""
    format: str | None
    """Format of the figures; only null was seen."""
    formula: str | None
    """Formula that computes the figures; only null was seen."""
    elevation: float
    """As in the part of the report that holds these figures; only 0 was seen."""
    columnHeaders: list[ReportColumnHeaderInput]
    """Headings of the columns; only the empty list was seen."""


class TaskRequestInput(TypedDict, total=False):
    """A task that is to be started."""

    command: int
    """What the task is to do."""
    sourceKey: str
    """Key of the report to run."""
    reportConfig: Any
    """Null runs the report as it is saved. Presumably a whole configuration may stand here instead; none was seen."""


class AlertTriggerPatch(TypedDict, total=False):
    """A rule that raises an alert when its condition has held for some time. A write names the trigger by the `key`
    and `id` in the body.
    """

    key: str
    """Key of the trigger, `AS` and its `id` or `x2d` and its `id` in hexadecimal; empty for a template or a trigger
    that is not saved yet.
    """
    alertTypeKey: str
    """Alert type that the trigger belongs to, such as `AI250` for device communication. It decides which `parameters`
    there are.
    """
    name: str
    """Name of the trigger; at first that of its alert type."""
    description: str
    """What the alert type watches for."""
    isActive: bool
    """Whether the trigger is evaluated."""
    priorityLevel: int
    """Priority of the alerts raised; 0 and -1 were seen."""
    checkSun: bool
    """Whether the trigger depends on where the sun stands, as given by `sunMinElevation`, `sunMinAzimuth` and
    `sunMaxAzimuth`.
    """
    checkTime: bool
    """Whether the trigger depends on the time of day, as given by `startTime` and `endTime`."""
    checkNoSnow: bool
    """Whether the trigger holds back while there is snow."""
    hasImpact: bool
    """Whether the alert is taken as a loss of production."""
    impact: float
    """Share of production that the alert costs; a percentage by the figures seen, 0 and 100. Unit: %."""
    delayHoursTrigger: float
    """How long the condition holds before the alert is raised. Unit: h."""
    delayHoursResolve: float
    """How long the condition is absent before the alert is resolved. Unit: h."""
    startTime: int
    """Minute of the day from which the trigger is evaluated, where `checkTime` is set. Unit: min."""
    endTime: int
    """Minute of the day until which the trigger is evaluated, where `checkTime` is set. Unit: min."""
    sunMinElevation: float
    """Least elevation of the sun above the horizon, where `checkSun` is set. Unit: deg."""
    sunMinAzimuth: float
    """Least azimuth of the sun, where `checkSun` is set; only 0 was seen. Unit: deg."""
    sunMaxAzimuth: float
    """Greatest azimuth of the sun, where `checkSun` is set; only 0 was seen, beside a least azimuth of 0. Unit: deg.
    """
    parameters: list[AlertParameterPatch]
    """What the alert type lets one set; empty where it has nothing to set."""
    ownerKey: str
    """Key of the trigger's owner; only the empty string was seen."""
    sharing: int
    """With whom the trigger is shared; only 0 was seen."""
    standardItems: list[Any]
    """Only the empty list was seen, on a trigger that the web page sent back."""
    enabled: bool
    """Another name for isActive."""
    severity: int
    """Another name for priorityLevel."""
    threshold: str | float | bool
    """Another name for parameters[Threshold].value."""


class AlertTriggersPatch(TypedDict, total=False):
    """The alert triggers of a device or of a site. A write names its target by the `key` in the body."""

    key: str
    """Key of the device or site."""
    triggers: list[AlertTriggerPatch]
    """The triggers that are set."""


class RegisterDataNamePatch(TypedDict, total=False):
    """A quantity that registers can hold, from the platform's list of data names."""

    dataName: str
    """The data name. Where a quantity exists once per channel it ends with an underscore, such as `Temp_` for the
    register `Temp2`.
    """
    registerDataNameIdentifier: int
    """Number of the data name."""
    registerName: str
    """Name of the quantity in words, such as `Active Power`."""
    description: str
    """The same in words, with the equivalent data name in brackets."""
    dataNameDescription: str
    """What the data name stands for, in a few words; may be empty. Only later client versions send it."""
    equivalent: int
    """Number of the data name that this one is equivalent to; always its own number where seen."""
    isStandardDataName: bool
    """Whether it is one of the standard data names."""
    standardDataNameArchiveRawAndIntervalData: bool
    """Whether both raw and interval readings are kept; true on standard data names."""
    functionCodes: list[int]
    """Functions of the devices that may have such a register; empty where that is not limited."""
    otherAliasPTDataNames: list[int]
    """Numbers of other data names for the same quantity."""
    goldenDriverDataNames: list[GoldenDriverDataNamePatch] | None
    """The standard data name and its aliases in the order of preference; null on a data name that is not standard."""
    isAllowedForRegisterSetsArray: bool
    """Whether the data name may be used for a series of channels."""
    registerSetsArrayDisplayedName: str
    """Name of the quantity where it is used so; empty where it may not."""
    errors: list[Any]
    """What is wrong with the assignment of the data name; only the empty list was seen."""
    details: RegisterDataNameDetailsPatch
    """How readings of the quantity are stored and shown."""


class PowerDisplayPatch(TypedDict, total=False):
    """A page that shows the production of a site, made for a screen in a lobby or for the public."""

    key: str
    """Key of the display."""
    name: str
    """Name of the display."""
    title: str
    """Heading of the page; empty where the name of the site stands in its place."""
    titleIsSiteName: bool
    """Whether the name of the site is the heading."""
    isPublic: bool
    """Whether the page opens without a login."""
    url: str
    """Address of the page. It carries a token that opens it without a login."""
    customUrls: list[PowerDisplayUrlPatch]
    """Short addresses of the page."""
    displayInSiteOverview: bool
    """Whether the overview of the site shows the display."""
    chart: str
    """Number of the chart that the page shows, as text, such as `15`."""
    overviewChart: str
    """Number of the chart that its overview shows, as text, such as `15`."""
    environmentalComparisons: EnvironmentalComparisonsPatch
    """Which comparisons of the saved emissions the page shows."""
    nonStandardEnvironmentalComparisons: dict[str, Any]
    """Further comparisons that the page shows, by name; only the empty object was seen."""
    mainLogo: ImagePatch
    """Logo on the page."""


class GatewayConfigPatch(TypedDict, total=False):
    """Network and firmware of a gateway or a kiosk."""

    deviceGatewayType: int
    """Kind of gateway; the same number as `gatewayType` of the device."""
    gatewayType: int
    """Another number of the gateway's kind. 0 was seen on data loggers, 2 on a kiosk."""
    connectionType: int
    """How the gateway is connected. 0 and 2 were seen; their meaning was not observed."""
    commandAccessLevel: int
    """Level of access for commands to the gateway; only 1 was seen."""
    ipAddress: str
    """IP address of the gateway in the site's network; empty where none is known."""
    mask: str
    """Network mask of that address."""
    gatewayIp: str
    """IP address of the router that the gateway goes through."""
    dns1: str
    """IP address of the first name server."""
    dns2: str
    """IP address of the second name server."""
    firmware: GatewayFirmwarePatch
    """Programs on the gateway, and their parameters."""


class PvInverterPatch(TypedDict, total=False):
    """An inverter, or the part of it that one sort of array feeds, with modules, orientation and losses."""

    inverterName: str
    """Name of the inverter in the model; only the empty string was seen."""
    inverterKw: float
    """Rated active AC power of the inverter. Unit: kW."""
    inverterKva: float
    """Rated apparent AC power of the inverter. Unit: kVA."""
    inverterLoss: float
    """Loss of the inverter itself. 0, 1, 4 and 20 were seen; whether it is a percentage is not known."""
    acVoltage: float
    """AC voltage of the inverter. Unit: V."""
    dcVoltage: float
    """DC voltage of the inverter. Unit: V."""
    dcAmps: float
    """DC current of the inverter. Unit: A."""
    dcSize: float
    """DC capacity of the entry. In the captures it is `numOfStrings` times `panelsPerString` times `wattsPerPanel`.
    Unit: kW.
    """
    efficiency: float
    """Efficiency in the model; only 0 was seen."""
    limitOne: float
    """First limit of the output by temperature; only 0 was seen."""
    limitTempOne: float
    """Temperature of the first limit; only 0 was seen."""
    limitTwo: float
    """Second limit of the output by temperature; only 0 was seen."""
    limitTempTwo: float
    """Temperature of the second limit; only 0 was seen."""
    numOfStrings: int
    """Number of strings."""
    panelsPerString: int
    """Number of modules in a string."""
    wattsPerPanel: float
    """Rated DC power of a module. Unit: W."""
    mppVoltage: float
    """Voltage of a module at its maximum power point. Unit: V."""
    mppAmps: float
    """Current of a module at its maximum power point. Unit: A."""
    mppWatts: float
    """Power of a module at its maximum power point, `mppVoltage` times `mppAmps` wherever these are set. Unit: W."""
    tempCoefficient: float
    """Change of a module's power with its temperature; negative. Unit: %/degC."""
    moduleArea: float
    """Area of the modules; only 0 was seen. Unit: m2."""
    bifacialRatio: float
    """What the rear side of a module adds, relative to its front; 0 for a module that uses its front only. Unit:
    fraction.
    """
    pvSystModuleId: int
    """Id of the module in the list of PVsyst modules; 0 for a custom one."""
    pvSystConfig: PvSystModulePatch
    """PVsyst parameters of the module."""
    pvSystOutOfSync: bool
    """Whether `pvSystConfig` and the listed module differ."""
    pvUsaConfig: PvUsaConfigPatch
    """Coefficients of the PVUSA model."""
    installationType: int
    """How the modules are mounted; only 2 was seen."""
    azimuth: float
    """Direction that the modules face; 180 is south. Unit: deg."""
    tilt: float
    """Angle between the modules and the ground. Unit: deg."""
    tracking: int
    """Kind of tracker; 0 for fixed modules. 1 was seen beside a `trackingAngle`."""
    trackingAngle: float
    """Angle that the tracker turns to; 0 and -60 were seen. Unit: deg."""
    derate: float
    """Factor for all losses together. Unit: fraction."""
    derateDetail: bool
    """Whether single losses take the place of `derate`."""
    lightInducedDegradation: float
    """Loss in the first hours of sunlight; only 0 was seen. Unit: %."""
    pmaxDeviation: float
    """Deviation of real modules from rated power; only 0 was seen. Unit: %."""
    mismatch: float
    """Loss by unequal modules; only 0 was seen. Unit: %."""
    dcLoss: float
    """Loss in DC wiring; only 0 was seen. Unit: %."""
    acLoss: float
    """Loss in AC wiring; only 0 was seen. Unit: %."""
    transformerLoss: float
    """Loss in transformers; only 0 was seen. Unit: %."""
    shadeModel: ShadeModelPatch
    """Losses by shade."""
    regressionFunctionList: list[Any]
    """Functions fitted to measured output; only an empty list was seen."""
    efficiencyCurveId: int
    """Id of the efficiency curve in the list of such curves; 0 for none."""
    efficiencyCurveModel: PvCurveModelPatch | None
    """The efficiency curve of the inverter; null in the model of a site."""
    incidenceAngleCurveId: int
    """Id of the incidence angle curve in the list of such curves; 0 for none."""
    incidenceAngleCurveModel: PvCurveModelPatch | None
    """The incidence angle curve of the modules; null in the model of a site."""
    model: str
    """Another name for inverterName."""
    power: float
    """Sets inverterKw times 0.001."""
    powerRating: float
    """Sets inverterKw times 0.001."""
    bifacialityFactor: float
    """Another name for bifacialRatio."""


class WeatherConfigPatch(TypedDict, total=False):
    """Sensors of a weather station, and how they are mounted."""

    sensors: WeatherSensorsPatch
    """Which sensors the station carries."""
    azimuth: float
    """Direction that the pyranometer faces; only 0 was seen. Unit: deg."""
    tilt: float
    """Tilt of the pyranometer from the horizontal, one that faces the ground having 180; only 0 was seen. Unit: deg.
    """
    tracking: int
    """How the pyranometer follows the sun. Only 0 was seen here; the array of a tracker controller has 1."""
    tracker: WeatherTrackerPatch
    """The tracker whose position the pyranometer shares."""
    trackerOptions: dict[str, Any]
    """Trackers that may be chosen."""
    hasPyranometer: bool
    """Whether the station has a pyranometer; seen true together with `sensors.pyranometer1`."""
    pyranometerUnit: int
    """Unit of `pyranometerData`; 0 without the sensor."""
    isPyranometerHigh: bool
    """Flag about a high reading of the pyranometer; only false was seen."""
    hasRefPyranometer: bool
    """Whether the station has a reference pyranometer; seen true together with `sensors.pyranometer2`."""
    refPyranometerUnit: int
    """Unit of `refPyranometerData`; 0 without the sensor."""
    isRefPyranometerHigh: bool
    """Flag about a high reading of the reference pyranometer; only false was seen."""
    minTempF: float
    """Temperature below which a reading is not believed; the setting `MinTemp` repeats it. Unit: degF."""
    maxTempF: float
    """Temperature above which a reading is not believed. Unit: degF."""
    insolationType: int
    """Which insolation `monthlyInsolation` gives; only 0 was seen."""
    interpolateDailyInsolation: bool
    """Whether the insolation of a day is interpolated between the monthly figures."""
    monthlyInsolation: MonthlyFiguresPatch
    """Insolation expected in each month; only 0 was seen. Unit not observed."""


class QueryParameterPatch(TypedDict, total=False):
    """A parameter of a chart within a query or a report, with its value."""

    name: str
    """Name of the parameter, such as `AnnualDegrade` or `MinPOA`."""
    chartType: int
    """Number of the parameter, in spite of the name; the menu of charts calls it `id`."""
    index: int
    """Only 0 was seen."""
    type: int
    """What the value is."""
    value: bool | float | str | list[CheckedValuePatch] | None
    """The value."""
    selectionItems: list[QueryParameterChoicePatch] | None
    """What may be chosen; null where nothing is listed."""


class ReportChartParametersPatch(TypedDict, total=False):
    """Parameters of one predefined chart."""

    chartParameter: int
    """Number of the chart."""
    isExcluded: bool
    """Whether the chart is left out; true for a few."""
    paramsList: list[QueryParameterPatch]
    """The parameters; often empty."""


class SiteHardwareConfigPatch(TypedDict, total=False):
    """All devices of a site as an editable table."""

    key: str
    """Key of the site; names the target of a write."""
    hardware: list[SiteHardwareRowPatch]
    """The devices of the site."""
    locusId: str
    """Identifier of the site in the Locus platform; empty where none is set."""
    syncToLocus: bool
    """Whether changes are passed on to the Locus platform."""


class KpiCategoriesInput(TypedDict, total=False):
    """Figures that a KPI chart may show, by category. The server's echo lists the chosen ones only, and null for a
    category without any.
    """

    measurements: list[KpiChoiceInput]
    """Measured figures."""
    calculations: list[KpiChoiceInput]
    """Computed figures."""
    losses: list[KpiChoiceInput]
    """Losses by cause."""
    financials: list[KpiChoiceInput] | None
    """Figures in money."""
    events: list[KpiChoiceInput] | None
    """Events."""
    special: list[KpiChoiceInput] | None
    """Other figures."""


class QueryParameterInput(TypedDict, total=False):
    """A parameter of a chart within a query or a report, with its value."""

    name: str
    """Name of the parameter, such as `AnnualDegrade` or `MinPOA`."""
    chartType: int
    """Number of the parameter, in spite of the name; the menu of charts calls it `id`."""
    index: int
    """Only 0 was seen."""
    type: int
    """What the value is."""
    value: bool | float | str | list[CheckedValueInput] | None
    """The value."""
    selectionItems: list[QueryParameterChoiceInput] | None
    """What may be chosen; null where nothing is listed."""


class PowerDisplayInput(TypedDict, total=False):
    """A page that shows the production of a site, made for a screen in a lobby or for the public."""

    key: str
    """Key of the display."""
    name: str
    """Name of the display."""
    title: str
    """Heading of the page; empty where the name of the site stands in its place."""
    titleIsSiteName: bool
    """Whether the name of the site is the heading."""
    isPublic: bool
    """Whether the page opens without a login."""
    url: str
    """Address of the page. It carries a token that opens it without a login."""
    customUrls: list[PowerDisplayUrlInput]
    """Short addresses of the page."""
    displayInSiteOverview: bool
    """Whether the overview of the site shows the display."""
    chart: str
    """Number of the chart that the page shows, as text, such as `15`."""
    overviewChart: str
    """Number of the chart that its overview shows, as text, such as `15`."""
    environmentalComparisons: EnvironmentalComparisonsInput
    """Which comparisons of the saved emissions the page shows."""
    nonStandardEnvironmentalComparisons: dict[str, Any]
    """Further comparisons that the page shows, by name; only the empty object was seen."""
    mainLogo: ImageInput
    """Logo on the page."""
    ts: Any
    """Version stamp of the display; only null was seen."""


class ReportChartParametersInput(TypedDict, total=False):
    """Parameters of one predefined chart."""

    chartParameter: int
    """Number of the chart."""
    isExcluded: bool
    """Whether the chart is left out; true for a few."""
    paramsList: list[QueryParameterInput]
    """The parameters; often empty."""


class ReportQueryItemInput(TypedDict, total=False):
    """A part of a report. Texts are null in a new report and strings in a saved one."""

    indexMap: int
    """Number of the part; only 0 was seen."""
    sourceType: int
    """Kind of part: 1 was seen with a chart, 0 with KPI figures."""
    typeSelection: int
    """With `sourceType` 1 the number of a predefined chart, such as 28; 58 was seen with 0."""
    inputs: list[QueryParameterInput]
    """Parameters of the chart."""
    kpiQuery: ReportKpiQueryInput | None
    """The KPI figures; null where a chart is shown."""
    queryKey: str | None
    """Key of a saved query; empty or null for none."""
    queryName: str
    """Name of that query."""
    queryParam: str | None
    """Parameter of that query; empty or null for none."""
    name: str | None
    """Name of the part."""
    units: int
    """Unit of the figures; only 0 was seen."""
    format: str | None
    """Format of the figures."""
    formula: str | None
    """Formula that computes the figures."""
    elevation: float
    """By its name an elevation, in a unit that was not observed; 0 and 90 were seen."""
    columnHeaders: list[ReportColumnHeaderInput]
    """Headings of the columns; only the empty list was seen."""


class DeviceRegisterPatch(TypedDict, total=False):
    """A register of a device or of a driver, and what becomes of its readings."""

    index: int
    """Number of the register within a device, unique there. It is 0 for every register of a driver."""
    name: str
    """Name of the register in the driver, such as `AC Power Output`."""
    localizedName: str
    """Name of the quantity as pages show it, such as `Active Power`."""
    dataName: str
    """Data name under which the readings are stored, such as `KwAC`; may be empty."""
    standardDataName: str
    """Standard data name of the same quantity, such as `Active_Power`; empty for none."""
    isIgnored: bool
    """Whether the readings are thrown away."""
    isRaw: bool
    """Whether the readings are kept as they come in."""
    isArchived: bool
    """Whether the readings are kept per interval."""
    units: str
    """Unit of the readings as text, such as `kW` or `W/m²`; empty for none."""
    dataNameDetail: RegisterDataNamePatch | None
    """What is known of the data name. It comes with the registers of a driver; null for a register without a known
    data name and on the registers of a device.
    """


class TagSetPatch(TypedDict, total=False):
    """The tags of one object. Which kinds are asked for depends on the document; the lists of the other kinds are
    empty.
    """

    attributes: list[TagAttributePatch]
    """Attributes, each a name with a value."""
    keywords: list[TagKeywordPatch]
    """Keywords, each a bare name."""
    notes: list[TagNotePatch]
    """Notes that people and the platform wrote."""
    powerDisplays: list[PowerDisplayPatch]
    """Public displays of a site, also called kiosks."""


class PvConfigPatch(TypedDict, total=False):
    """Photovoltaic model of an inverter with its arrays and their losses. A model that was never filled in holds
    mostly zeros.
    """

    pvModelType: int
    """Which model computes the expected energy; 0 and 8 were seen."""
    acDcType: int
    """Code about the AC and DC sides; 0 and 1 were seen."""
    acInfo: int
    """Code about the AC side; 0, 1 and 2 were seen."""
    inverters: list[PvInverterPatch]
    """What is modeled, one entry for each sort of array. Strings of different length on one inverter are entries of
    their own. Entries have no identity but their place.
    """
    fileAKey: str
    """First file that the model reads; only the empty string was seen."""
    fileBKey: str
    """Second file that the model reads; only the empty string was seen."""
    combinerInputs: list[CombinerInputPatch]
    """The inverter's inputs from DC combiners."""
    degrade: float
    """Ageing of the modules. Only 0 and 0.5 were seen, which look like a percentage for each year. Unit: %/year."""
    monthlyDerate: MonthlyFiguresPatch
    """Factor that the expected energy of each month is multiplied by. 1 leaves it as it is; 0 was seen in the model
    of a site. Unit: fraction.
    """
    monthlyOutput: MonthlyFiguresPatch
    """Expected energy of each month. Unit: kWh."""
    canIntegrateCombiners: bool
    """Whether the inverter can take the place of DC combiners; true wherever `combinerInputs` has entries."""
    hasIntegratedCombiners: bool
    """Whether the inverter takes the place of DC combiners; only false was seen."""


class ModelingDataPatch(TypedDict, total=False):
    """The photovoltaic model of a site or of an inverter, as its form edits it. A write names its target by the `key`
    in the body.
    """

    key: str
    """Key of the inverter or site that the model belongs to."""
    pvConfig: PvConfigPatch
    """The model itself."""
    siteHasInverterGroups: bool
    """Whether inverters of the site are put together into groups."""
    selectedHardware: list[ModelingHardwarePatch]
    """All inverters of the site; the selected ones are those that a write saves the model for."""
    latitude: float
    """Latitude for the model; north is positive. Unit: deg."""
    longitude: float
    """Longitude for the model; east is positive. Unit: deg."""
    dcRating: float
    """DC capacity. In one capture it equals the inverter's `dcSize`, in another it is far more. Unit: kW."""
    groupKey: str
    """Group that the inverter belongs to; only the empty string was seen."""
    outputKey: str
    """Device that receives the output, such as a production meter."""
    weatherStationKey1: str
    """First weather station that the model reads."""
    weatherStationKey2: str
    """Second weather station that the model reads."""
    siteDcShare: float
    """Share in the site's DC capacity. It was equal to `dcRating` where inverters were written, and 0 for a site.
    Unit: kW.
    """


class PvModelFilePatch(TypedDict, total=False):
    """A photovoltaic model in a file, as its editor knows it. A write names its target by the `key` in the body."""

    key: str
    """Key of the file."""
    name: str
    """Name of the file without its ending."""
    description: str
    """Description of the file."""
    language: str
    """Language of the file; only the empty string was seen."""
    pvConfig: PvConfigPatch
    """The model itself."""
    tags: TagSetPatch
    """Attributes and keywords of the file."""
    newNote: str | None
    """Note to be added with the save. The web application sends it with null though the read lacks it, and the answer
    lacks it again.
    """


class RatePatch(TypedDict, total=False):
    """A rate, kept as a file that ends in `.rate`: what energy costs or earns, by periods of dates. A write names its
    target by the `key` in the body.
    """

    key: str
    """Key of the rate's file; empty for a rate that is not saved yet."""
    content: Any
    """Content of the file; only null was seen."""
    name: str
    """Name of the rate; empty for one that is not saved yet."""
    type: int
    """Kind of rate: 0 for one that is not filled in, 1 and 5 were seen on saved ones."""
    units: int
    """Unit of the money; only 64 was seen, beside dollars."""
    userCurrency: str
    """Name of the currency, such as `Dollars`."""
    userSymbol: str
    """Symbol of the currency, such as `$`."""
    rateUnit: int
    """Unit that is paid for; only kilowatt hours (11) were seen."""
    customUnit: str
    """Name of the unit that is paid for, such as `Kilowatt hours`."""
    customSymbol: str
    """Symbol of that unit, such as `kWh`."""
    rate: list[RatePeriodPatch]
    """Periods of dates, each with its fees. Entries have no identity but their place."""
    tags: TagSetPatch
    """Attributes and keywords of the rate."""


class ReportQueryItemPatch(TypedDict, total=False):
    """A part of a report. Texts are null in a new report and strings in a saved one."""

    indexMap: int
    """Number of the part; only 0 was seen."""
    sourceType: int
    """Kind of part: 1 was seen with a chart, 0 with KPI figures."""
    typeSelection: int
    """With `sourceType` 1 the number of a predefined chart, such as 28; 58 was seen with 0."""
    inputs: list[QueryParameterPatch]
    """Parameters of the chart."""
    kpiQuery: ReportKpiQueryPatch | None
    """The KPI figures; null where a chart is shown."""
    queryKey: str | None
    """Key of a saved query; empty or null for none."""
    queryName: str
    """Name of that query."""
    queryParam: str | None
    """Parameter of that query; empty or null for none."""
    name: str | None
    """Name of the part."""
    units: int
    """Unit of the figures; only 0 was seen."""
    format: str | None
    """Format of the figures."""
    formula: str | None
    """Formula that computes the figures."""
    elevation: float
    """By its name an elevation, in a unit that was not observed; 0 and 90 were seen."""
    columnHeaders: list[ReportColumnHeaderPatch]
    """Headings of the columns; only the empty list was seen."""


class SiteConfigPatch(TypedDict, total=False):
    """The document behind a site's configuration page."""

    key: str
    """Key of a site, such as `S10001`."""
    isMigrated: bool
    """Flag for a migrated site; only false was seen."""
    name: str
    """Name of the site."""
    tagLine: str
    """Line below the name."""
    description: str
    """Description of the site."""
    account: str
    """Name or number of the account."""
    url: str
    """Address of a web page about the site."""
    purl: str
    """Last part of the site's short public address."""
    installerKey: str
    """Key of the installer; only the empty string was seen."""
    ruleToolPreferencesKey: str
    """Key of the settings of automatic checks; empty for none."""
    location: LocationPatch
    """Where the site lies."""
    tz: str
    """Name of the time zone, such as `US/Eastern`; `location.timeZone` holds it as a code."""
    language: str
    """Language of the site's pages, such as `en-US`."""
    siteType: int
    """Kind of site; only 0 was seen."""
    isMonitored: bool
    """Whether the site is monitored."""
    notInService: bool
    """Whether the site is out of service."""
    notInServiceInstruct: str
    """What to do while the site is out of service."""
    testMode: bool
    """Whether the site is in test mode."""
    dailyData: bool
    """Flag for daily data; meaning not observed."""
    isFractional: bool
    """Flag of the site; meaning not observed."""
    requiresPubIp: bool
    """Whether the site needs a public IP address."""
    operations: bool
    """Flag for operations; meaning not observed."""
    assetManagement: bool
    """Flag for asset management; meaning not observed."""
    allowEmail: bool
    """Whether mail about the site may be sent."""
    runRulesDaily: bool
    """Whether automatic checks run every day."""
    advancedSiteConfiguration: bool
    """Whether the site has the advanced configuration."""
    advancedSiteConfigurationDocumentReceived: bool
    """Whether the document for the advanced configuration has come in."""
    siteCommissioningComplete: bool
    """Whether commissioning is complete."""
    modelingComplete: bool
    """Whether the photovoltaic model is complete."""
    readyForValidation: bool
    """Whether the site may be validated."""
    isCertified: bool
    """Whether the site is certified."""
    certifiedByKey: str
    """Who certified the site."""
    certifiedOn: Any
    """When the site was certified; only null was seen."""
    isApproved: bool
    """Whether the site is approved."""
    approvedByKey: str
    """Who approved the site."""
    approvedOn: str | None
    """When the site was approved."""
    approvalId: int
    """Number of the approval; 0 for none."""
    tuneUpPurchased: bool
    """Whether a tune-up of the site was bought."""
    tuneUpPurchasedDate: Any
    """When it was bought; only null was seen."""
    tuneUpPurchasedUser: str
    """Who bought it; only the empty string was seen."""
    tuneUpStarted: bool
    """Whether the tune-up was started."""
    tuneUpStartedDate: Any
    """When it was started; only null was seen."""
    tuneUpStartedUser: str
    """Who started it; only the empty string was seen."""
    tuneUpCompleted: bool
    """Whether the tune-up was completed."""
    tuneUpCompletedDate: Any
    """When it was completed; only null was seen."""
    tuneUpCompletedUser: str
    """Who completed it; only the empty string was seen."""
    tuneUpValidated: bool
    """Whether the tune-up was validated."""
    tuneUpValidatedDate: Any
    """When it was validated; only null was seen."""
    tuneUpValidatedUser: str
    """Who validated it; only the empty string was seen."""
    paymentStatus: int
    """State of payment, presumably a bit mask; 0 and 3145728 were seen."""
    isPaid: bool
    """Whether the site is paid for."""
    links: list[SiteLinkPatch]
    """Links that the site's page shows."""
    waitForKey: str
    """Key of what the site waits for; only the empty string was seen."""
    weatherStationKey: str
    """Key of a weather station for the site; empty for none."""
    preferredWSForEstimatedInsolation: int
    """Number of the weather station that estimates of insolation prefer; 0 for none."""
    exportDataConfig: str
    """Settings of data export; only the empty string was seen."""
    customerStatus: str
    """State of the site for the customer; only the empty string was seen."""
    adminStatus: str
    """State of the site for administrators; only the empty string was seen."""
    aeStatus: str
    """State of the site for AlsoEnergy; only the empty string was seen."""
    statusDetails: str
    """Details of the state; only the empty string was seen."""
    contactKind: int
    """Kind of contact; 0 and 1 were seen."""
    contactName: str
    """Name of the contact."""
    contactEmail: str
    """E-mail address of the contact."""
    contactPhone: str
    """Telephone number of the contact."""
    contactMobile: str
    """Mobile telephone number of the contact."""
    newNote: str
    """Note to be added with the save; the answer has it empty again. The web application leaves it out."""
    minSun: float
    """Irradiance below which the performance ratio leaves a moment out. Unit: W/m2."""
    maxIa: float
    """Angle of incidence above which the performance ratio leaves a moment out. Unit: deg."""
    mode: int
    """Mode of the performance ratio; only 0 was seen."""
    dc: bool
    """Whether the performance ratio refers to DC capacity."""
    yearly: int
    """Option of the yearly performance ratio; only 0 was seen."""
    degrade: bool
    """Whether the performance ratio allows for degradation."""
    minYearlyPerformanceRatio: float
    """Least performance ratio of a year; only 0 was seen."""
    minMonthlyPerformanceRatio: MonthlyFiguresPatch
    """Least performance ratio of each month; only 0 was seen."""
    minIrradiance: float
    """Least irradiance that the performance ratio takes. Unit: W/m2."""
    maxIrradiance: float
    """Greatest irradiance that the performance ratio takes; only 0 was seen. Unit: W/m2."""
    minTemperature: float
    """Least temperature that the performance ratio takes; unit not observed."""
    maxTemperature: float
    """Greatest temperature that the performance ratio takes; unit not observed."""
    performanceRatioMap: str
    """Map of performance ratios; only the empty string was seen."""
    modelName: str
    """Name of the production estimate, such as `Site Performance Estimate`."""
    monthlyOutput: MonthlyFiguresPatch
    """Energy that is expected of each month. Unit: kWh."""
    yearlyDegrade: float
    """Degradation in a year. Unit: %."""
    yearlyAgeMode: int
    """How age enters the estimate; only 0 was seen."""
    useDegradeStart: bool
    """Whether degradation counts from `degradeStart`."""
    degradeStart: str | None
    """Day from which degradation counts."""
    installDate: str | None
    """Day of installation."""
    turnOnDate: str | None
    """Day on which the site was switched on."""
    validDataDate: str | None
    """Time from which the data count as valid."""
    estimatedCommissioningDate: str | None
    """Day on which the site is expected to be commissioned."""
    actualCommissioningDate: Any
    """Day on which the site was commissioned; only null was seen."""
    availabilityTime: int
    """Which times availability counts; 1 and 2 were seen."""
    availabilityCondition: int
    """When an inverter counts as available; only 3 was seen."""
    availabilityIrradianceSource: int
    """Where availability takes irradiance from; only 1 was seen."""
    powerThreshold: float
    """Power from which an inverter counts as available; only 0 was seen."""
    minSunUp: float
    """Irradiance from which the sun counts as up for availability. Unit: W/m2."""
    useGross: bool
    """Whether availability takes gross energy."""
    energyRatioMinSun: float
    """Irradiance below which the energy ratio leaves a moment out. Unit: W/m2."""
    energyRatioMaxIa: float
    """Angle of incidence above which the energy ratio leaves a moment out; only 0 was seen. Unit: deg."""
    energyRatioMinSunElevation: float
    """Elevation of the sun below which the energy ratio leaves a moment out. Unit: deg."""
    energyRatioMinAzimuth: float
    """Azimuth of the sun before which the energy ratio leaves a moment out. Unit: deg."""
    energyRatioMaxAzimuth: float
    """Azimuth of the sun after which the energy ratio leaves a moment out; only 0 was seen. Unit: deg."""
    energyRatioUseGross: bool
    """Whether the energy ratio takes gross energy."""
    excludeCommunicationOutages: bool
    """Whether times without communication are left out of the computations."""
    avgCellTemp: float
    """Mean temperature of the cells. Unit: degC."""
    absoluteSoil: bool
    """Whether soiling is taken as an absolute figure."""
    curtailmentCtrlMaxError: float
    """Deviation up to which curtailment counts as controlled; 10 was seen."""
    nominalTemperature: float
    """Nominal temperature; only 0 was seen."""
    estimatedLosses: EstimatedLossesPatch
    """Losses that the estimate assumes."""
    useFilterAverageWeather: bool
    """Whether the mean of several weather stations leaves out what does not fit."""
    transpositionMethod: int
    """How irradiance is turned into the plane of array; 0 and 3 were seen."""
    isAgencyReporting: bool
    """Whether figures are reported to an agency."""
    agencyReportingRateKey: str
    """Key of the rate for agency reporting."""
    isPpaInvoice: bool
    """Whether invoices under a power purchase agreement are made."""
    ppaRateKey: str
    """Key of the rate of the power purchase agreement."""
    utilityRateKey: str
    """Key of the utility's rate; only the empty string was seen."""
    productionGuaranteeKey: str
    """Key of the production guarantee; only the empty string was seen."""
    siteReports: list[SiteReportSwitchPatch]
    """Report configurations, each switched on or off for the site."""
    chartDashboard: ChartDashboardPatch
    """Charts on the site's dashboard."""
    defaultQuery: int
    """Number of the chart that opens first, such as 15."""
    overviewChart1: str
    """Number of the first chart of the overview, as text."""
    overviewChart2: str
    """Number of the second chart of the overview, as text; `0` for none."""
    allowedChartTypes: list[int]
    """Numbers of the charts that the site offers. The list is neither sorted nor free of repetition."""
    customQueryKey: str
    """Key of a chart of one's own; empty for none."""
    siteDashboardKey: str
    """Key of the site's dashboard; empty for none."""
    newsDashboardKey: str
    """Key of the dashboard with news; empty for none."""
    mapTargetKey: str
    """Key of what the map opens; empty for none."""
    timelineReportKey: str
    """Key of the timeline report; empty for none."""
    dashboards: list[DashboardLinkPatch]
    """Further dashboards of the site."""
    queryOverrides: list[Any]
    """Overrides of charts; only the empty list was seen."""
    showEnvironment: bool
    """Whether the page shows environmental comparisons."""
    showGuide: bool
    """Whether the page shows a guide."""
    systemSizeCurrent: float
    """Size of the system; 2 was seen beside a DC capacity of 2.345 MW."""
    cecRating: float
    """Rating by the California Energy Commission; only 0 was seen."""
    capacityAc: float
    """AC capacity. Unit: that of capacityAcUnit."""
    capacityAcUnit: int
    """Unit of the AC capacity."""
    capacityDc: float
    """DC capacity. Unit: that of capacityDcUnit."""
    capacityDcUnit: int
    """Unit of the DC capacity."""
    ratedPower: float
    """Rated power of the storage. Unit: that of ratedPowerUnit."""
    ratedPowerUnit: int
    """Unit of the rated power."""
    energyCapacity: float
    """Energy that the storage holds. Unit: that of energyCapacityUnit."""
    energyCapacityUnit: int
    """Unit of the energy capacity."""
    communityExclude: bool
    """Whether the site is left out of comparisons with sites nearby."""
    compareRadius: float
    """Radius of comparisons with sites nearby; unit not observed."""
    tags: TagSetPatch
    """Attributes, keywords and public displays of the site."""
    netSuiteFields: NetSuiteFieldsPatch
    """Identifiers of the site in NetSuite."""
    salesforceSystemId: str
    """Identifier of the site in Salesforce."""
    monitoringContractIsManual: bool
    """Whether the dates of the monitoring contract are set by hand."""
    monitoringContractStartDate: str | None
    """First day of the monitoring contract."""
    monitoringContractWarnDate: str | None
    """Day from which the end of the monitoring contract is warned of."""
    monitoringContractEndDate: str | None
    """Last day of the monitoring contract."""
    monitoringContractTerminateDate: str | None
    """Day on which monitoring stops if the contract is not renewed."""
    monitoringContractAccessFlags: int
    """Bit mask of access under the monitoring contract."""
    monitoringContractAccessNote: str
    """Note on access under the monitoring contract."""
    monitoringContractCustomBanner: bool
    """Whether pages show a banner of one's own about the monitoring contract."""
    cellModemContractIsManual: bool
    """Whether the dates of the cell modem contract are set by hand."""
    cellModemContractStartDate: str | None
    """First day of the cell modem contract."""
    cellModemContractWarnDate: str | None
    """Day from which the end of the cell modem contract is warned of."""
    cellModemContractEndDate: str | None
    """Last day of the cell modem contract."""
    cellModemContractTerminateDate: str | None
    """Day on which the modem is cut off if the contract is not renewed."""
    cellModemContractAccessFlags: int
    """Bit mask of access under the cell modem contract."""
    cellModemContractAccessNote: str
    """Note on access under the cell modem contract."""
    cellModemContractCustomBanner: bool
    """Whether pages show a banner of one's own about the cell modem contract."""
    locusId: Any
    """Identifier of the site in Locus; only null was seen."""
    syncToLocus: bool
    """Whether the site is kept in step with Locus."""
    taskId: Any
    """Identifier of a task for the site; only null was seen."""
    latitude: float
    """Another name for location.latitude."""
    longitude: float
    """Another name for location.longitude."""
    elevation: float
    """Another name for location.elevation."""
    address: str
    """Another name for location.address1."""
    address1: str
    """Another name for location.address1."""
    city: str
    """Another name for location.city."""
    state: str
    """Another name for location.state."""
    zipCode: str
    """Another name for location.postalCode."""
    country: str
    """Another name for location.country."""
    acCapacityKw: float
    """Sets capacityAc with its unit code."""
    dcCapacityKw: float
    """Sets capacityDc with its unit code."""


class KpiChartInput(TypedDict, total=False):
    """Figures of a chart of key performance indicators, and the options by which they are computed. The menu of
    figures comes without `inlineOptions`, `weatherMode` and `weatherSource`.
    """

    siteKeys: list[str]
    """Keys of the sites that the chart shows."""
    categories: KpiCategoriesInput
    """The figures that may be chosen."""
    inlineOptions: KpiOptionsInput
    """How the figures are computed and drawn."""
    weatherMode: int
    """Known from the echo only; 0 was seen."""
    weatherSource: int
    """Known from the echo only; 0 was seen."""
    weatherModes: list[int]
    """Weather modes on offer for the sites."""
    weatherSources: list[int]
    """Weather sources on offer for the sites."""
    availabilityPassMode: int
    """Only 0 was seen; `inlineOptions` has a field of this name too."""
    availabilityReferenceMode: int
    """Only 0 was seen; `inlineOptions` has a field of this name too."""
    availabilityPowerThreshold: float
    """Only 0 was seen; `inlineOptions` has a field of this name too."""
    showAlbedoIrradianceOption: bool
    """Whether irradiance from the ground is on offer."""
    showBacksidePOAIrradianceOption: bool
    """Whether plane-of-array irradiance on the rear side is on offer."""
    showDHIIrradianceOption: bool
    """Whether diffuse horizontal irradiance is on offer."""
    showDNIIrradianceOption: bool
    """Whether direct normal irradiance is on offer."""
    showApparentPowerOption: bool
    """Whether apparent power is on offer."""
    showReactivePowerOption: bool
    """Whether reactive power is on offer."""


class TagSetInput(TypedDict, total=False):
    """The tags of one object. Which kinds are asked for depends on the document; the lists of the other kinds are
    empty.
    """

    key: str
    """The look-up that found these tags, as JSON inside a string, with `ancestorKey`, `isRecursive` and `types`;
    empty where none was made.
    """
    lastChanged: Any
    """When the tags last changed; only null was seen."""
    attributes: list[TagAttributeInput]
    """Attributes, each a name with a value."""
    keywords: list[TagKeywordInput]
    """Keywords, each a bare name."""
    notes: list[TagNoteInput]
    """Notes that people and the platform wrote."""
    powerDisplays: list[PowerDisplayInput]
    """Public displays of a site, also called kiosks."""


class FolderConfigInput(TypedDict, total=False):
    """A folder for files. A new one is asked for with `key` empty, `name` and `parentKey` alone."""

    key: str
    """Key of the folder; empty for a new one."""
    name: str
    """Name of the folder."""
    parentKey: str
    """Key of the object above; the key of a site was seen."""
    ownerKey: str
    """Key of the owner; only the empty string was seen."""
    lastChanged: str | None
    """When the folder last changed."""
    permission: int
    """Code of who may see the folder; only 1 was seen."""
    editPermission: int
    """Code of who may change the folder; only 1 was seen."""
    rolePermission: int
    """Code of the roles that may see the folder; only 0 was seen."""
    roleEditPermission: int
    """Code of the roles that may change the folder; only 0 was seen."""
    newNote: str
    """Note to add when the folder is saved; empty for none."""
    tags: TagSetInput
    """Attributes and keywords of the folder."""


class RateInput(TypedDict, total=False):
    """A rate, kept as a file that ends in `.rate`: what energy costs or earns, by periods of dates. A write names its
    target by the `key` in the body.
    """

    key: str
    """Key of the rate's file; empty for a rate that is not saved yet."""
    ts: str | None
    """Version stamp; it moves on every save. A rate that is not saved yet has the time it was asked for."""
    parentKey: str
    """Key of the folder that the file lies in."""
    content: Any
    """Content of the file; only null was seen."""
    name: str
    """Name of the rate; empty for one that is not saved yet."""
    type: int
    """Kind of rate: 0 for one that is not filled in, 1 and 5 were seen on saved ones."""
    units: int
    """Unit of the money; only 64 was seen, beside dollars."""
    userCurrency: str
    """Name of the currency, such as `Dollars`."""
    userSymbol: str
    """Symbol of the currency, such as `$`."""
    rateUnit: int
    """Unit that is paid for; only kilowatt hours (11) were seen."""
    customUnit: str
    """Name of the unit that is paid for, such as `Kilowatt hours`."""
    customSymbol: str
    """Symbol of that unit, such as `kWh`."""
    rate: list[RatePeriodInput]
    """Periods of dates, each with its fees. Entries have no identity but their place."""
    tags: TagSetInput
    """Attributes and keywords of the rate."""
    selectedIdx: int
    """Place of the period that the editor shows. The web application sends it, and the server neither keeps it nor
    answers with it.
    """
    selectedRate: RatePeriodInput
    """That period as the editor holds it, which may be older than its entry in `rate`. The web application sends it
    when it saves a rate anew, and the server neither keeps it nor answers with it.
    """


class ReportConfigInput(TypedDict, total=False):
    """A report as its editor edits it. A write names it by the `key` in the body. Reports are files in folders. Most
    codes were seen with one value only.
    """

    key: str
    """Key of the report; empty for one that is not saved yet."""
    lastChanged: str | None
    """When the report was last saved; the version stamp of the document."""
    ownerKey: str
    """Key of the owner; the key of a customer was seen."""
    parentKey: str
    """Key of the folder that the report lies in."""
    name: str
    """Name of the report's file."""
    description: str
    """What the report is for."""
    remarks: str
    """Remarks; only the empty string was seen."""
    newNote: str
    """Note to add when the report is saved; empty for none."""
    tags: TagSetInput
    """Attributes and keywords of the report."""
    reportTitle: str
    """Title on the report."""
    reportType: int
    """Kind of report; only 0 was seen."""
    enumType: int
    """Code with an unobserved meaning; only 0 was seen."""
    reportFileType: int
    """Kind of file; only 54 was seen."""
    reportDetail: int
    """How detailed the report is; only 0 was seen."""
    reportOutput: int
    """Form of the report; 0 and 1 were seen."""
    reportOwnerInPath: bool
    """Flag about the owner; only true was seen."""
    applicationResource: bool
    """Whether the report belongs to the platform; only false was seen."""
    fileLanguage: str
    """Language of the report, such as `en-US`."""
    templateKey: str
    """Key of a template file; only the empty string was seen."""
    templateTarget: str
    """Place in the template; only the empty string was seen."""
    proofSiteKey: str
    """Key of a site to try the report with; only the empty string was seen."""
    logoKey: str
    """Key of a logo; only the empty string was seen."""
    titleDashKey: str
    """Key of a dashboard for the title page; only the empty string was seen."""
    titleDashParamsList: list[Any]
    """Parameters of that dashboard; only the empty list was seen."""
    contentDashboards: list[Any]
    """Dashboards in the report; only the empty list was seen."""
    sourceItems: list[ReportSourceInput]
    """What the report is about."""
    siteRange: str
    """Range of sites; only the empty string was seen."""
    onlyBelowCustomer: bool
    """Whether only sites below the customer count; only false was seen."""
    skipNotInService: bool
    """Whether what is out of service is left out; only false was seen."""
    operationsFilter: int
    """Filter by operations, presumably a bit mask; only 4608 was seen."""
    hardwareFilterList: list[Any]
    """Filter by devices; only the empty list was seen."""
    fieldOptionsLists: list[Any]
    """Options of fields; only the empty list was seen."""
    queryItems: list[ReportQueryItemInput]
    """What the report shows."""
    defaultChartParamList: list[ReportChartParametersInput]
    """Parameters of all predefined charts, over a hundred entries."""
    columnHeaderOption: int
    """How columns are headed; only 0 was seen."""
    columnHeaders: list[Any]
    """Headings of columns; only the empty list was seen."""
    rowHeader0: int
    """Code of the first heading of a row; 3 was seen."""
    rowHeader1: int
    """Code of the second heading of a row; 2 was seen."""
    rowHeader2: int
    """Code of the third heading of a row; 0 was seen."""
    rowHeader3: int
    """Code of the fourth heading of a row; 0 was seen."""
    rowHeader4: int
    """Code of the fifth heading of a row; 0 was seen."""
    excludeHeaders: bool
    """Whether headings are left out."""
    sort: int
    """Order of the rows; only 0 was seen."""
    pivotOutput: bool
    """Whether rows and columns are exchanged."""
    combineRows: bool
    """Whether rows are joined."""
    combineTimestamp: bool
    """Whether rows of the same time are joined."""
    removeDuplicates: bool
    """Whether duplicate rows are removed."""
    canGroupResults: bool
    """Whether results of this kind of report can be grouped; only false was seen."""
    groupResults: bool
    """Whether results are grouped."""
    separateByHwType: bool
    """Whether kinds of devices are kept apart."""
    separateSheets: bool
    """Whether the report has several sheets."""
    trimNighttime: bool
    """Whether the night is left out."""
    includeForecast: bool
    """Whether forecasts are shown."""
    onlyFuture: bool
    """Whether only the future is shown; only false was seen."""
    range: ReportRangeInput
    """Days that the report covers."""
    timespan: int
    """Length of the span that the report covers; only 0 was seen."""
    timespanUnit: int
    """Code of the unit of `timespan`; only 0 was seen."""
    binSizes: int
    """Code of the length of the bins; only 0 was seen."""
    scheduleId: int
    """Number of the schedule; only 0 was seen."""
    schedulePeriod: int
    """How often the report runs by itself; only 0 was seen."""
    scheduleDay: int
    """Day on which it runs; only 0 was seen."""
    deliveryMethod: int
    """How the report is delivered; only 0 was seen."""
    deliveryEmails: list[Any]
    """Addresses that the report is mailed to; only the empty list was seen."""
    deliveryFtpAddress: str
    """Address of an FTP server that the report is put on."""
    deliveryHttpAddress: str
    """Address that the report is sent to by HTTP."""
    deliveryUsername: str
    """Login on that server."""
    deliveryPassword: str
    """Password on that server. A credential."""
    useSftp: bool
    """Whether the delivery goes by SFTP."""
    sftpKey: str
    """Key for the delivery by SFTP; only the empty string was seen. Whether it is a credential was not observed, so
    it is treated as one.
    """
    sftpPrivateKey: str
    """Private key for the delivery by SFTP. A credential."""
    externalAllowed: bool
    """Whether the report may be called from outside; only true was seen."""
    externalAuth: bool
    """Whether such a call needs a login; only false was seen."""
    canBulkExport: bool
    """Whether this kind of report can be exported in bulk; only false was seen."""
    bulkExport: bool
    """Whether the report is exported in bulk."""
    debugOutput: int
    """What the report tells about its own making; only 0 was seen."""


class HardwareConfigPatch(TypedDict, total=False):
    """Everything that can be configured about one device. Fields that apply to all kinds of devices stand here; what
    only one kind has stands in a part of its own (`gateway`, `meter`, `weather`, ...), which is null for the other
    kinds.
    """

    key: str
    """Key of the device; names the target of a write."""
    description: str
    """Name of the device as pages show it."""
    assetId: str
    """Identifier of the device in the owner's asset register; empty where none is set."""
    hardwareId: str
    """Identifier of the device in words, such as `C1001_S10001_PV0`: customer, site and function. Older devices have
    other prefixes, and their last part may differ from `functionId`.
    """
    instance: int
    """Running number of the device among those of its kind on the site, from 0; the digits of `functionId`."""
    functionId: str
    """Letters for the kind of device and its running number, such as `PV0` or `GW0`."""
    functionCode: int
    """What the device does on its site."""
    hardwareStatus: int
    """Status of the device; only 1 was seen here."""
    capacityKw: float
    """Capacity of the device or, on a gateway or a meter, of what it serves; 0 where none is set. Unit: kW."""
    sort: int
    """Place of the device in the lists of its site; places may repeat."""
    gatewayKey: str
    """Key of the gateway that polls the device. A gateway names itself; empty where none is set."""
    gatewayId: str
    """Identifier of that gateway, usually its MAC address as twelve hexadecimal digits; a free name on SCADA
    gateways. Empty where none is set.
    """
    serialNum: str
    """Serial number of the device."""
    modelNum: str
    """Make and model of the device."""
    installDate: str | None
    """Day on which the device was installed."""
    driverId: int
    """Number of the driver that reads the device; 0 for none. Another driver brings other registers and settings."""
    validatedByKey: str
    """Key of the user who validated the configuration; only the empty string was seen."""
    validatedDateTime: str | None
    """When the configuration was validated; the .NET minimum date where it never was."""
    debug: bool
    """Whether debug output of the device is on."""
    outOfService: bool
    """Whether the device is out of service. The earlier SDK's `enableBool` is its inverse."""
    outOfServiceNote: str
    """Why the device is out of service."""
    outOfServiceUntil: str | None
    """When the device is expected back in service. While `outOfService` is false the server fills in the time of the
    answer, so each read and each write gives another value.
    """
    reportExclude: bool
    """Whether reports leave the device out."""
    limitedCommunication: bool
    """Whether communication with the device is restricted."""
    primary: bool
    """Whether the device is the primary one of its kind on the site."""
    address: str
    """Address under which the gateway finds the device: an IP address or a number on a serial bus."""
    unitId: int
    """Modbus unit number of the device."""
    isTcp: bool
    """Whether the device is reached over TCP rather than a serial line."""
    port: int
    """Number of the gateway's serial port, or a TCP port; 0 where none is set."""
    serialMode: int
    """Electrical mode of the serial line. 2 was seen with RS-485, 0 and -1 where no serial line is used."""
    parity: int
    """Parity of the serial line as a code; only 0 was seen. Only later client versions send it."""
    stopBits: int
    """Stop bits of the serial line; only 1 was seen. Only later client versions send it."""
    baud: str
    """Speed of the serial line in baud, as text, such as `9600`; empty where it is not set here."""
    dashboardKey: str
    """Key of a dashboard of the device; only the empty string was seen."""
    defaultChart: int
    """Number of the chart that the page of the device opens with, such as 2 for an inverter or 15 for a meter; 0 for
    none.
    """
    chartSectionCode: int
    """Number of the section of charts that suits the device, such as 1 for an inverter or 2 for a meter; 0 for none.
    """
    conflictNames: Any
    """Names that conflict; only null was seen."""
    isConflictAcknowledged: bool
    """Whether somebody has acknowledged the conflict."""
    settings: list[HardwareSettingPatch]
    """Settings of the driver and the device, identified by name."""
    deviceRegisters: list[DeviceRegisterPatch]
    """Registers that are read from the device. Two of them may have the same name and the same data name; only the
    index is unique.
    """
    additionalRegisters: list[Any]
    """Registers besides those of the driver; only the empty list was seen."""
    decreaseDifference: int
    """Fall of the energy counter that is taken for a fault. 100 was seen, and -1, which seems to mean no limit. Unit
    not observed.
    """
    autoCorrectDecrease: bool
    """Whether a fall of the energy counter is corrected by itself."""
    fixedEnergyOffset: float
    """Energy that is added to the reading of the counter. Unit: kWh."""
    increaseDifference: int
    """Rise of the energy counter that is taken for a fault. Only -1 was seen, which seems to mean no limit. Unit not
    observed.
    """
    autoCorrectIncrease: bool
    """Whether a jump of the energy counter is corrected by itself."""
    isThermal: bool
    """Whether the device measures heat."""
    reverse: bool
    """Whether the direction of the measured energy is reversed."""
    registerOffsets: list[RegisterOffsetPatch]
    """Offsets on registers, such as those of energy counters. A read was only seen to give the empty list."""
    driverRegisters: list[DeviceRegisterPatch]
    """Registers that the driver defines. The form fills them in on a write, and the server answers with the empty
    list. Their index is always 0 and their data name may be empty; the name identifies them.
    """
    virtualRegisters: list[Any]
    """Registers that are computed; only the empty list was seen."""
    tags: TagSetPatch
    """Attributes, keywords and notes of the device."""
    sampleRate: float
    """How often the device is sampled; only 0 was seen. Unit not observed."""
    uploadRate: float
    """How often the gateway uploads its readings; only 0 was seen. Unit not observed."""
    oneMinuteData: bool
    """Whether readings are kept minute by minute."""
    thread: int
    """Thread of the gateway that polls the device; only 0 was seen."""
    alsoHardwareId: int
    """Number of a further device that this one stands for; only 0 was seen."""
    alsoSiteId: int
    """Number of a further site that the device serves; only 0 was seen."""
    groupKey: str
    """Key of the device that stands for the group of this one; only the empty string was seen."""
    outputKey: str
    """Key of the device that this one feeds, such as the meter behind an inverter; empty where none is set."""
    weatherStationKey1: str
    """Key of the first weather station that the model of the device uses; only the empty string was seen."""
    weatherStationKey2: str
    """Key of the second weather station that the model of the device uses; only the empty string was seen."""
    array: ArrayConfigPatch | None
    """What only tracker controllers have; null for other devices."""
    eGauge: Any
    """What only eGauge meters have; only null was seen."""
    gateway: GatewayConfigPatch | None
    """What only gateways and kiosks have; null for other devices."""
    kiosk: KioskConfigPatch | None
    """What only kiosks have; null for other devices."""
    meter: MeterConfigPatch | None
    """What only meters have; null for other devices."""
    pvConfig: PvConfigPatch | None
    """Photovoltaic model of an inverter; null for other devices."""
    thermal: Any
    """What only heat meters have; only null was seen."""
    turbine: Any
    """What only turbines have; only null was seen."""
    virtualWeather: Any
    """What only virtual weather stations have; only null was seen."""
    weather: WeatherConfigPatch | None
    """What only weather stations have; null for other devices."""
    zone: ZoneConfigPatch | None
    """What only DC combiners have; null for other devices."""
    commonDC: bool
    """Whether the device shares its DC input with others."""
    commonDCAllMatch: bool
    """Whether the devices that share a DC input agree in their configuration."""
    locusId: str
    """Identifier of the device in the Locus platform; empty where none is set."""
    syncToLocus: bool
    """Whether changes are passed on to the Locus platform."""
    latitude: float
    """Latitude of the device, positive to the north. Unit: deg."""
    longitude: float
    """Longitude of the device, positive to the east. Unit: deg."""
    inverterKw: float
    """Rated AC power of the inverters that the device stands for; 0 where none is known. Unit: kW."""
    installedKva: float
    """Installed apparent power; only 0 was seen. Only later client versions send it. Unit: kVA."""
    energyCapacity: float
    """Energy that a battery can store; only 0 was seen, its unit was not observed. Only later client versions send
    it.
    """
    siteDcShare: float
    """Part of the site's DC capacity that belongs to the device; only 0 was seen here. Unit: kW."""
    pullData: bool
    """Whether PowerTrack fetches the readings instead of waiting for the gateway to send them."""
    name: str
    """Another name for description."""
    enableBool: bool
    """Sets outOfService, turned round."""


class ReportConfigPatch(TypedDict, total=False):
    """A report as its editor edits it. A write names it by the `key` in the body. Reports are files in folders. Most
    codes were seen with one value only.
    """

    key: str
    """Key of the report; empty for one that is not saved yet."""
    ownerKey: str
    """Key of the owner; the key of a customer was seen."""
    parentKey: str
    """Key of the folder that the report lies in."""
    name: str
    """Name of the report's file."""
    description: str
    """What the report is for."""
    remarks: str
    """Remarks; only the empty string was seen."""
    newNote: str
    """Note to add when the report is saved; empty for none."""
    tags: TagSetPatch
    """Attributes and keywords of the report."""
    reportTitle: str
    """Title on the report."""
    reportType: int
    """Kind of report; only 0 was seen."""
    enumType: int
    """Code with an unobserved meaning; only 0 was seen."""
    reportFileType: int
    """Kind of file; only 54 was seen."""
    reportDetail: int
    """How detailed the report is; only 0 was seen."""
    reportOutput: int
    """Form of the report; 0 and 1 were seen."""
    reportOwnerInPath: bool
    """Flag about the owner; only true was seen."""
    applicationResource: bool
    """Whether the report belongs to the platform; only false was seen."""
    fileLanguage: str
    """Language of the report, such as `en-US`."""
    templateKey: str
    """Key of a template file; only the empty string was seen."""
    templateTarget: str
    """Place in the template; only the empty string was seen."""
    proofSiteKey: str
    """Key of a site to try the report with; only the empty string was seen."""
    logoKey: str
    """Key of a logo; only the empty string was seen."""
    titleDashKey: str
    """Key of a dashboard for the title page; only the empty string was seen."""
    titleDashParamsList: list[Any]
    """Parameters of that dashboard; only the empty list was seen."""
    contentDashboards: list[Any]
    """Dashboards in the report; only the empty list was seen."""
    sourceItems: list[ReportSourcePatch]
    """What the report is about."""
    siteRange: str
    """Range of sites; only the empty string was seen."""
    onlyBelowCustomer: bool
    """Whether only sites below the customer count; only false was seen."""
    skipNotInService: bool
    """Whether what is out of service is left out; only false was seen."""
    operationsFilter: int
    """Filter by operations, presumably a bit mask; only 4608 was seen."""
    hardwareFilterList: list[Any]
    """Filter by devices; only the empty list was seen."""
    fieldOptionsLists: list[Any]
    """Options of fields; only the empty list was seen."""
    queryItems: list[ReportQueryItemPatch]
    """What the report shows."""
    defaultChartParamList: list[ReportChartParametersPatch]
    """Parameters of all predefined charts, over a hundred entries."""
    columnHeaderOption: int
    """How columns are headed; only 0 was seen."""
    columnHeaders: list[Any]
    """Headings of columns; only the empty list was seen."""
    rowHeader0: int
    """Code of the first heading of a row; 3 was seen."""
    rowHeader1: int
    """Code of the second heading of a row; 2 was seen."""
    rowHeader2: int
    """Code of the third heading of a row; 0 was seen."""
    rowHeader3: int
    """Code of the fourth heading of a row; 0 was seen."""
    rowHeader4: int
    """Code of the fifth heading of a row; 0 was seen."""
    excludeHeaders: bool
    """Whether headings are left out."""
    sort: int
    """Order of the rows; only 0 was seen."""
    pivotOutput: bool
    """Whether rows and columns are exchanged."""
    combineRows: bool
    """Whether rows are joined."""
    combineTimestamp: bool
    """Whether rows of the same time are joined."""
    removeDuplicates: bool
    """Whether duplicate rows are removed."""
    canGroupResults: bool
    """Whether results of this kind of report can be grouped; only false was seen."""
    groupResults: bool
    """Whether results are grouped."""
    separateByHwType: bool
    """Whether kinds of devices are kept apart."""
    separateSheets: bool
    """Whether the report has several sheets."""
    trimNighttime: bool
    """Whether the night is left out."""
    includeForecast: bool
    """Whether forecasts are shown."""
    onlyFuture: bool
    """Whether only the future is shown; only false was seen."""
    range: ReportRangePatch
    """Days that the report covers."""
    timespan: int
    """Length of the span that the report covers; only 0 was seen."""
    timespanUnit: int
    """Code of the unit of `timespan`; only 0 was seen."""
    binSizes: int
    """Code of the length of the bins; only 0 was seen."""
    scheduleId: int
    """Number of the schedule; only 0 was seen."""
    schedulePeriod: int
    """How often the report runs by itself; only 0 was seen."""
    scheduleDay: int
    """Day on which it runs; only 0 was seen."""
    deliveryMethod: int
    """How the report is delivered; only 0 was seen."""
    deliveryEmails: list[Any]
    """Addresses that the report is mailed to; only the empty list was seen."""
    deliveryFtpAddress: str
    """Address of an FTP server that the report is put on."""
    deliveryHttpAddress: str
    """Address that the report is sent to by HTTP."""
    deliveryUsername: str
    """Login on that server."""
    deliveryPassword: str
    """Password on that server. A credential."""
    useSftp: bool
    """Whether the delivery goes by SFTP."""
    sftpKey: str
    """Key for the delivery by SFTP; only the empty string was seen. Whether it is a credential was not observed, so
    it is treated as one.
    """
    sftpPrivateKey: str
    """Private key for the delivery by SFTP. A credential."""
    externalAllowed: bool
    """Whether the report may be called from outside; only true was seen."""
    externalAuth: bool
    """Whether such a call needs a login; only false was seen."""
    canBulkExport: bool
    """Whether this kind of report can be exported in bulk; only false was seen."""
    bulkExport: bool
    """Whether the report is exported in bulk."""
    debugOutput: int
    """What the report tells about its own making; only 0 was seen."""
    recipients: list[Any]
    """Another name for deliveryEmails."""
    type: int
    """Another name for reportType."""
    schedule: int
    """Another name for schedulePeriod."""
    sites: list[str]
    """Sets sourceItems, by its key."""


class ChartQueryInput(TypedDict, total=False):
    """A chart that is described instead of named. A browser sends `dataItems`, `initialSpan`, `kpiChart`, `name` and
    `title`; the server fills in the rest. Texts are null in the echo of an unsaved chart and strings once the
    chart is turned into a query that the chart builder edits; of such a query only the begin and the end were
    read, and the fields between them are known by name and type.
    """

    key: str | None
    """Key of a saved query; null for one that is not saved."""
    name: str
    """Name of the query; `KPIQuery` and `CustomChart` were seen."""
    title: str
    """Title of the query. The answer has a title of its own."""
    parentKey: str | None
    """Key of the folder of a saved query; null for one that is not saved."""
    ts: Any
    """Version stamp of a saved query; only null was seen."""
    newNote: str | None
    """Note to add when the query is saved."""
    kpiChart: KpiChartInput | None
    """The KPI figures to show; null where `dataItems` say it instead."""
    dataItems: list[ChartDataItemInput]
    """Data items of the chart, each a line; empty in a chart of KPI figures."""
    isSummary: bool
    """Whether the chart shows totals instead of a course of time."""
    initialSpan: int
    """Span that the chart opens with; only 1 was seen."""
    numberOfDays: int
    """Number of days that the chart spans at first. Unit: d."""
    refreshRate: int
    """How often the chart reloads; only 0 was seen."""
    spanFrom: str | None
    """Start of a fixed span; null where none is set."""
    spanTo: str | None
    """End of a fixed span; null where none is set."""
    binSpan: int
    """Only 0 was seen."""
    timeSpanList: list[ChartTimeSpanInput]
    """Bin size for each span that the chart can be switched to."""
    hasChart: bool
    """Whether the query has a chart of its own; only false was seen."""
    noCache: bool
    """Whether the server computes the figures anew."""
    queryCondition: ChartQueryConditionInput | None
    """Condition that the figures are filtered by; null for none."""
    subtitle: str | None
    """Second line of the title."""
    description: str | None
    """What the chart is about."""
    xTitle: str | None
    """Title of the horizontal axis."""
    titleFontSize: int
    """Font size of the title; 0 for the default."""
    labelFontSize: int
    """Font size of the labels; 0 for the default."""
    backgroundColor: str | None
    """Color behind the chart."""
    foregroundColor: str | None
    """Color of axes and text."""
    hideMenu: bool
    """Whether the chart's menu is hidden."""
    hideLegend: bool
    """Whether the legend is hidden."""
    showEvents: bool
    """Whether events are drawn."""
    colorGradient: int
    """Gradient of the colors; 0 and 10 were seen."""
    timeZoneOverride: bool
    """Whether `timeZone` takes the place of the site's zone."""
    timeZone: int
    """Number of a time zone; 0 and 7 were seen. Presumably one of `getTimeZonesRaw`, which the chart builder reads.
    """
    timeStampAdjust: Any
    """Shift of the time stamps; only null was seen."""
    morningSkip: int
    """Part of the morning to leave out; only 0 was seen."""
    eveningSkip: int
    """Part of the evening to leave out; only 0 was seen."""
    futureDays: int
    """Days to show beyond the present. Unit: d."""
    validDataDate: str | None
    """Day from which data is taken as valid; null where none is set."""
    plotType: int
    """Kind of plot; only 0 was seen."""
    bins: int
    """Number of bins of a plot that counts values; 0 and 100 were seen."""
    dataNotRequired: bool
    """Whether the chart is drawn without data too."""
    fillGaps: bool
    """Whether gaps in the data are filled."""
    useRaw: bool
    """Whether raw data is used."""
    noQuery: bool
    """Whether nothing is queried."""
    seriesLimit: int
    """Most series to show; 0 for no limit."""
    showTable: bool
    """Whether a table stands beside the chart."""
    sort: int
    """Order of the series; only 0 was seen."""
    separateTime: bool
    """Flag of the chart editor; only false was seen."""
    isOverview: bool
    """Whether the chart is an overview."""
    hideTools: bool
    """Whether the chart's tools are hidden."""
    isPivot: bool
    """Whether rows and columns of the table are exchanged."""
    lowerLimit: float
    """Lower limit drawn in the chart; only 0 was seen."""
    lowerLimitColor: str | None
    """Color of the lower limit."""
    nominal: float
    """Nominal value drawn in the chart; only 0 was seen."""
    nominalColor: str | None
    """Color of the nominal value."""
    upperLimit: float
    """Upper limit drawn in the chart; only 0 was seen."""
    upperLimitColor: str | None
    """Color of the upper limit."""
    animationMode: int
    """How the chart is animated; only 0 was seen."""
    preChart: str | None
    """Probably a script that runs before the chart is drawn; null where none is set."""
    preprocess: str | None
    """Probably a script that runs over the data first; null where none is set."""
    summary: str | None
    """Script that writes the summary table; CR separates its lines. Null where there is none."""
    parameters: list[QueryParameterInput] | None
    """Parameters of the query; null in the echo of a chart."""
    tags: TagSetInput | None
    """Tags of the query; null in the echo of a chart."""


class ChartRequestInput(TypedDict, total=False):
    """What a chart shows, of which sites, and for which days. For a predefined chart a browser sends eight fields
    only: `binSize` (null), `chartType`, `context`, `end`, `query` (null), `sectionCode`, `source` and `start`. The
    other fields are known from the echo in an answer, where the server has filled in its defaults, and from a
    chart that a user built.
    """

    chartType: int
    """Number of a predefined chart, such as 255; 1 for a chart described by `query`."""
    source: list[str]
    """Keys of the sites that the chart shows."""
    start: str | None
    """First day, in the zone of the site."""
    end: str | None
    """Last day, in the zone of the site; the chart includes it."""
    binSize: int | None
    """Length of the bins; null leaves the choice to the server. Unit: min."""
    context: str
    """Kind of object in `source`; only `site` was seen."""
    sectionCode: int
    """Section of the chart menu; -1 and 0 were seen, which name none."""
    query: ChartQueryInput | None
    """What to show where no predefined chart is asked for; null otherwise."""
    futureDays: int
    """Days to show beyond the present; 0 and 1 were seen. Unit: d."""
    hardwareSet: list[str] | None
    """Keys of the devices to show; null leaves the choice to the chart."""
    hardwareByType: list[int]
    """Probably the function codes of the devices to show; known from the echo only."""
    builtInParameters: Any
    """Values for the parameters of a predefined chart; only null was seen."""
