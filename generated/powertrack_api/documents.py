"""The documents that are written back whole, and what each of their fields takes."""

from __future__ import annotations

import re

from attrs import evolve

from powertrack_core.shapes import Alias, Anything, Document, ListShape, MapShape, ObjectShape, Rows, Scalar

TEXT = Scalar(types=frozenset({"string"}))
FLAG = Scalar(types=frozenset({"boolean"}))
WHOLE = Scalar(types=frozenset({"integer"}))
NUMBER = Scalar(types=frozenset({"number"}))
TEXT_OR_NULL = Scalar(types=frozenset({"string", "null"}))
FLAG_OR_NULL = Scalar(types=frozenset({"boolean", "null"}))
WHOLE_OR_NULL = Scalar(types=frozenset({"integer", "null"}))
NUMBER_OR_NULL = Scalar(types=frozenset({"number", "null"}))

ALERT_PARAMETER = ObjectShape(
    name="AlertParameter",
    fields={
        "name": TEXT,
        "value": Scalar(
            types=frozenset({"boolean", "number", "string"}),
            type_when=("type", {0: "string", 1: "integer", 3: "number", 5: "string", 7: "integer", 16: "boolean"}),
        ),
        "type": WHOLE,
        "info": TEXT,
        "readOnly": FLAG,
        "index": WHOLE,
        "source": WHOLE,
    },
)

ALERT_TRIGGER = ObjectShape(
    name="AlertTrigger",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(AS\d+|x2d[0-9a-f]+)?$"), read_only=True),
        "id": Scalar(types=frozenset({"integer"}), read_only=True),
        "parentKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^[HS]\d+$"), read_only=True),
        "lastChanged": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "alertTypeKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^AI\d+$")),
        "name": TEXT,
        "description": TEXT,
        "isActive": FLAG,
        "priorityLevel": WHOLE,
        "checkSun": FLAG,
        "checkTime": FLAG,
        "checkNoSnow": FLAG,
        "hasImpact": FLAG,
        "impact": Scalar(types=frozenset({"number"}), minimum=0, maximum=100, unit="%"),
        "delayHoursTrigger": Scalar(types=frozenset({"number"}), minimum=0, unit="h"),
        "delayHoursResolve": Scalar(types=frozenset({"number"}), minimum=0, unit="h"),
        "startTime": Scalar(types=frozenset({"integer"}), minimum=0, maximum=1440, unit="min"),
        "endTime": Scalar(types=frozenset({"integer"}), minimum=0, maximum=1440, unit="min"),
        "sunMinElevation": Scalar(types=frozenset({"number"}), minimum=-90, maximum=90, unit="deg"),
        "sunMinAzimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "sunMaxAzimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "parameters": ListShape(item=ALERT_PARAMETER, merge_key="name"),
        "ownerKey": TEXT,
        "sharing": WHOLE,
        "standardItems": ListShape(item=Anything()),
        "isCachedData": Scalar(types=frozenset({"boolean"}), read_only=True, volatile=True),
        "lastChecked": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"),
            read_only=True,
            volatile=True,
        ),
    },
    aliases={
        "enabled": Alias(path=("isActive",)),
        "severity": Alias(path=("priorityLevel",)),
        "threshold": Alias(path=("parameters", "[Threshold]", "value")),
    },
)

ALERT_TRIGGERS = ObjectShape(
    name="AlertTriggers",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^[HS]\d+$"), read_only=True),
        "lastChanged": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "assetCode": Scalar(types=frozenset({"integer", "null"}), read_only=True),
        "calculatedCapacity": Scalar(types=frozenset({"number"}), read_only=True),
        "capacity": Anything(read_only=True),
        "triggers": ListShape(item=ALERT_TRIGGER, merge_key="key"),
        "defaultTriggers": ListShape(item=ALERT_TRIGGER, merge_key="alertTypeKey", read_only=True),
        "isCachedData": Scalar(types=frozenset({"boolean"}), read_only=True, volatile=True),
        "lastChecked": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"),
            read_only=True,
            volatile=True,
        ),
    },
)

HARDWARE_SETTING = ObjectShape(
    name="HardwareSetting",
    fields={
        "name": TEXT,
        "type": WHOLE,
        "value": Scalar(
            types=frozenset({"boolean", "integer", "number", "string"}),
            secret_when=(
                "name",
                re.compile(
                    r"(?i)auth|communit|priv|salt|pass|pwd|psk|secret|token|credential|api.?key|key$|pin$|user|login"
                ),
            ),
            type_when=("type", {0: "string", 1: "integer", 2: "number"}),
        ),
        "originalValue": Scalar(
            types=frozenset({"boolean", "integer", "number", "string"}),
            volatile=True,
            secret_when=(
                "name",
                re.compile(
                    r"(?i)auth|communit|priv|salt|pass|pwd|psk|secret|token|credential|api.?key|key$|pin$|user|login"
                ),
            ),
            type_when=("type", {0: "string", 1: "integer", 2: "number"}),
        ),
        "index": Scalar(types=frozenset({"integer"}), volatile=True),
    },
)

GOLDEN_DRIVER_DATA_NAME = ObjectShape(
    name="GoldenDriverDataName",
    fields={
        "dataName": WHOLE,
        "dataNameAndType": TEXT,
        "dataNameType": TEXT,
        "priorityOrder": WHOLE,
        "isUsedForRegisterSetsArray": FLAG,
    },
)

REGISTER_DATA_NAME_DETAILS = ObjectShape(
    name="RegisterDataNameDetails",
    fields={
        "units": WHOLE,
        "isFloat": FLAG,
        "doublePrecision": FLAG,
        "isStatus": FLAG,
        "isStandardDataName": FLAG,
        "aCmeter": FLAG,
        "dCmeter": FLAG,
        "adminHide": FLAG,
        "allowArchiveRaw": FLAG,
        "condense": WHOLE,
        "equivalent": WHOLE,
        "excludedChannels": TEXT,
        "functionCodes": ListShape(item=WHOLE),
        "functions": TEXT,
        "otherAliasPTDataNames": ListShape(item=WHOLE),
        "otherAliasPTDataNameValues": TEXT,
        "typeId": TEXT,
    },
)

REGISTER_DATA_NAME = ObjectShape(
    name="RegisterDataName",
    fields={
        "dataName": TEXT,
        "registerDataNameIdentifier": WHOLE,
        "registerName": TEXT,
        "description": TEXT,
        "dataNameDescription": TEXT,
        "equivalent": WHOLE,
        "isStandardDataName": FLAG,
        "standardDataNameArchiveRawAndIntervalData": FLAG,
        "functionCodes": ListShape(item=WHOLE),
        "otherAliasPTDataNames": ListShape(item=WHOLE),
        "goldenDriverDataNames": ListShape(item=GOLDEN_DRIVER_DATA_NAME, merge_key="dataName", nullable=True),
        "isAllowedForRegisterSetsArray": FLAG,
        "registerSetsArrayDisplayedName": TEXT,
        "errors": ListShape(item=Anything()),
        "details": REGISTER_DATA_NAME_DETAILS,
    },
)

DEVICE_REGISTER = ObjectShape(
    name="DeviceRegister",
    fields={
        "index": WHOLE,
        "name": TEXT,
        "localizedName": TEXT,
        "dataName": TEXT,
        "standardDataName": TEXT,
        "isIgnored": FLAG,
        "isRaw": FLAG,
        "isArchived": FLAG,
        "units": TEXT,
        "dataNameDetail": evolve(REGISTER_DATA_NAME, nullable=True),
    },
)

REGISTER_OFFSET = ObjectShape(
    name="RegisterOffset",
    fields={
        "registerAddress": WHOLE,
        "registerModbusName": TEXT,
        "name": TEXT,
        "value": NUMBER,
        "index": WHOLE,
    },
)

TAG_ATTRIBUTE = ObjectShape(
    name="TagAttribute",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^T\d+$")),
        "name": TEXT,
        "value": TEXT,
        "type": WHOLE,
        "template": WHOLE,
        "parentKey": Scalar(types=frozenset({"string"}), read_only=True),
    },
)

TAG_KEYWORD = ObjectShape(
    name="TagKeyword",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^T\d+$")),
        "name": TEXT,
        "parentKey": Scalar(types=frozenset({"string"}), read_only=True),
    },
)

TAG_NOTE = ObjectShape(
    name="TagNote",
    fields={
        "key": TEXT,
        "kind": TEXT,
        "text": TEXT,
        "date": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
        ),
        "isEvent": Scalar(types=frozenset({"boolean"}), read_only=True),
        "authorKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(U\d+)?$"), read_only=True),
        "authorName": Scalar(types=frozenset({"string"}), read_only=True),
        "parentKey": Scalar(types=frozenset({"string"}), read_only=True),
    },
)

POWER_DISPLAY_URL = ObjectShape(
    name="PowerDisplayUrl",
    fields={
        "purl": TEXT,
        "purlRoot": TEXT,
    },
)

ENVIRONMENTAL_COMPARISONS = ObjectShape(
    name="EnvironmentalComparisons",
    fields={
        "carbon": FLAG,
        "cars": FLAG,
        "gas": FLAG,
        "homes": FLAG,
        "methane": FLAG,
        "oil": FLAG,
        "televisions": FLAG,
        "trees": FLAG,
        "water": FLAG,
    },
)

IMAGE = ObjectShape(
    name="Image",
    fields={
        "uri": TEXT,
        "name": TEXT,
        "contentType": TEXT,
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$")),
        "lastChanged": Anything(read_only=True),
    },
)

POWER_DISPLAY = ObjectShape(
    name="PowerDisplay",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^T\d+$")),
        "name": TEXT,
        "title": TEXT,
        "titleIsSiteName": FLAG,
        "isPublic": FLAG,
        "url": Scalar(types=frozenset({"string"}), secret=True),
        "customUrls": ListShape(item=POWER_DISPLAY_URL),
        "displayInSiteOverview": FLAG,
        "chart": TEXT,
        "overviewChart": TEXT,
        "environmentalComparisons": ENVIRONMENTAL_COMPARISONS,
        "nonStandardEnvironmentalComparisons": MapShape(value=Anything()),
        "mainLogo": IMAGE,
        "ts": Anything(read_only=True),
    },
)

TAG_SET = ObjectShape(
    name="TagSet",
    fields={
        "key": Scalar(types=frozenset({"string"}), read_only=True),
        "lastChanged": Anything(read_only=True),
        "attributes": ListShape(item=TAG_ATTRIBUTE, merge_key="key"),
        "keywords": ListShape(item=TAG_KEYWORD, merge_key="key"),
        "notes": ListShape(item=TAG_NOTE, merge_key="key"),
        "powerDisplays": ListShape(item=POWER_DISPLAY, merge_key="key"),
    },
)

ARRAY_CONFIG = ObjectShape(
    name="ArrayConfig",
    fields={
        "azimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "tilt": Scalar(types=frozenset({"number"}), minimum=0, maximum=90, unit="deg"),
        "tracking": WHOLE,
        "initialAngle": Scalar(types=frozenset({"number"}), unit="deg"),
        "trackerGcr": Scalar(types=frozenset({"number"}), minimum=0, maximum=1, unit="fraction"),
        "trackerGcrWest": Scalar(types=frozenset({"number"}), minimum=0, maximum=1, unit="fraction"),
        "firstIndex": WHOLE,
        "serials": ListShape(item=Anything()),
    },
)

GATEWAY_PARAMETER = ObjectShape(
    name="GatewayParameter",
    fields={
        "name": TEXT,
        "value": Scalar(
            types=frozenset({"string"}),
            secret_when=(
                "name",
                re.compile(
                    r"(?i)auth|communit|priv|salt|pass|pwd|psk|secret|token|credential|api.?key|key$|pin$|user|login"
                ),
            ),
        ),
    },
)

GATEWAY_FIRMWARE = ObjectShape(
    name="GatewayFirmware",
    fields={
        "gatewayId": TEXT,
        "enable": FLAG,
        "debug": FLAG,
        "server": Scalar(types=frozenset({"string"}), read_only=True, volatile=True),
        "client": Scalar(types=frozenset({"string"}), read_only=True, volatile=True),
        "lastBoot": Scalar(types=frozenset({"string"}), read_only=True, volatile=True),
        "lastUpdate": Scalar(types=frozenset({"string"}), read_only=True, volatile=True),
        "ip1": TEXT,
        "ip2": TEXT,
        "gatewayParams": ListShape(item=GATEWAY_PARAMETER, merge_key="name"),
    },
)

GATEWAY_CONFIG = ObjectShape(
    name="GatewayConfig",
    fields={
        "deviceGatewayType": WHOLE,
        "gatewayType": WHOLE,
        "connectionType": WHOLE,
        "commandAccessLevel": WHOLE,
        "ipAddress": TEXT,
        "mask": TEXT,
        "gatewayIp": TEXT,
        "dns1": TEXT,
        "dns2": TEXT,
        "firmware": GATEWAY_FIRMWARE,
    },
)

KIOSK_CONFIG = ObjectShape(
    name="KioskConfig",
    fields={
        "url": TEXT,
        "url2": TEXT,
    },
)

METER_ENERGY_OPTION = ObjectShape(
    name="MeterEnergyOption",
    fields={
        "name": TEXT,
        "value": WHOLE,
    },
)

METER_CONFIG = ObjectShape(
    name="MeterConfig",
    fields={
        "acInfo": WHOLE,
        "isDc": FLAG,
        "maxPower": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
        "maxCurrent": Scalar(types=frozenset({"number"}), minimum=0, unit="A"),
        "maxVoltage": Scalar(types=frozenset({"number"}), minimum=0, unit="V"),
        "scale": NUMBER,
        "scaleKw": NUMBER,
        "scaleKwh": NUMBER,
        "grossEnergy": WHOLE,
        "grossEnergyOptions": ListShape(item=METER_ENERGY_OPTION, merge_key="value", read_only=True),
        "showLoad": FLAG,
        "load": NUMBER,
        "loadLoss": NUMBER,
        "noLoadLoss": NUMBER,
        "lineResistance": NUMBER,
        "kw": Scalar(
            types=frozenset({"number", "string", "null"}),
            pattern=re.compile("NaN|-?Infinity"),
            unit="kW",
            read_only=True,
            volatile=True,
        ),
        "kwhNet": Scalar(
            types=frozenset({"number", "string", "null"}),
            pattern=re.compile("NaN|-?Infinity"),
            unit="kWh",
            read_only=True,
            volatile=True,
        ),
        "kwhDelivered": Scalar(
            types=frozenset({"number", "string", "null"}),
            pattern=re.compile("NaN|-?Infinity"),
            unit="kWh",
            read_only=True,
            volatile=True,
        ),
        "kwhReceived": Scalar(
            types=frozenset({"number", "string", "null"}),
            pattern=re.compile("NaN|-?Infinity"),
            unit="kWh",
            read_only=True,
            volatile=True,
        ),
    },
)

PV_SYST_MODULE = ObjectShape(
    name="PvSystModule",
    fields={
        "key": TEXT,
        "manufacturer": TEXT,
        "model": TEXT,
        "cellType": WHOLE,
        "cellsSeries": Scalar(types=frozenset({"integer"}), minimum=0),
        "cellsParallel": Scalar(types=frozenset({"integer"}), minimum=0),
        "cellArea": Scalar(types=frozenset({"number"}), minimum=0, unit="cm2"),
        "isc": Scalar(types=frozenset({"number"}), minimum=0, unit="A"),
        "voc": Scalar(types=frozenset({"number"}), minimum=0, unit="V"),
        "impp": Scalar(types=frozenset({"number"}), minimum=0, unit="A"),
        "vmpp": Scalar(types=frozenset({"number"}), minimum=0, unit="V"),
        "muIsc": Scalar(types=frozenset({"number"}), unit="%/degC"),
        "muPMax": Scalar(types=frozenset({"number"}), unit="%/degC"),
        "rShunt": Scalar(types=frozenset({"number"}), minimum=0, unit="ohm"),
        "rSeries": Scalar(types=frozenset({"number"}), minimum=0, unit="ohm"),
        "rShuntGinc": Scalar(types=frozenset({"number"}), minimum=0, unit="ohm"),
        "rShuntExp": NUMBER,
    },
)

PV_USA_CONFIG = ObjectShape(
    name="PvUsaConfig",
    fields={
        "irradiance": NUMBER,
        "irradianceSquared": NUMBER,
        "windSpeed": NUMBER,
        "ambientTemperature": NUMBER,
    },
)

INTER_ROW_SHADE_MODEL = ObjectShape(
    name="InterRowShadeModel",
    fields={
        "azimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "tilt": Scalar(types=frozenset({"number"}), minimum=0, maximum=90, unit="deg"),
        "rows": Scalar(types=frozenset({"integer"}), minimum=0),
        "pitch": Scalar(types=frozenset({"number"}), minimum=0, unit="m"),
        "panelLength": Scalar(types=frozenset({"number"}), minimum=0, unit="m"),
        "topBorderLength": Scalar(types=frozenset({"number"}), minimum=0, unit="m"),
    },
)

SHADE_MODEL = ObjectShape(
    name="ShadeModel",
    fields={
        "hasInterRowShadeModel": WHOLE,
        "albedoWeight": NUMBER,
        "diffuseWeight": NUMBER,
        "regions": ListShape(item=Anything()),
        "interRowShadeModel": INTER_ROW_SHADE_MODEL,
    },
)

PV_CURVE_MODEL = ObjectShape(
    name="PvCurveModel",
    fields={
        "key": TEXT,
        "modelType": WHOLE,
        "manufacturer": TEXT,
        "modelName": TEXT,
        "pointsList": ListShape(item=Anything()),
        "scaleX": NUMBER,
        "scaleY": NUMBER,
    },
)

PV_INVERTER = ObjectShape(
    name="PvInverter",
    fields={
        "inverterName": TEXT,
        "inverterKw": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
        "inverterKva": Scalar(types=frozenset({"number"}), minimum=0, unit="kVA"),
        "inverterLoss": NUMBER,
        "acVoltage": Scalar(types=frozenset({"number"}), minimum=0, unit="V"),
        "dcVoltage": Scalar(types=frozenset({"number"}), minimum=0, unit="V"),
        "dcAmps": Scalar(types=frozenset({"number"}), minimum=0, unit="A"),
        "dcSize": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
        "efficiency": Scalar(types=frozenset({"number"}), minimum=0),
        "limitOne": NUMBER,
        "limitTempOne": NUMBER,
        "limitTwo": NUMBER,
        "limitTempTwo": NUMBER,
        "numOfStrings": Scalar(types=frozenset({"integer"}), minimum=0),
        "panelsPerString": Scalar(types=frozenset({"integer"}), minimum=0),
        "wattsPerPanel": Scalar(types=frozenset({"number"}), minimum=0, unit="W"),
        "mppVoltage": Scalar(types=frozenset({"number"}), minimum=0, unit="V"),
        "mppAmps": Scalar(types=frozenset({"number"}), minimum=0, unit="A"),
        "mppWatts": Scalar(types=frozenset({"number"}), minimum=0, unit="W"),
        "tempCoefficient": Scalar(types=frozenset({"number"}), unit="%/degC"),
        "moduleArea": Scalar(types=frozenset({"number"}), minimum=0, unit="m2"),
        "bifacialRatio": Scalar(types=frozenset({"number"}), minimum=0, maximum=1, unit="fraction"),
        "pvSystModuleId": WHOLE,
        "pvSystConfig": PV_SYST_MODULE,
        "pvSystOutOfSync": FLAG,
        "pvUsaConfig": PV_USA_CONFIG,
        "installationType": WHOLE,
        "azimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "tilt": Scalar(types=frozenset({"number"}), minimum=0, maximum=90, unit="deg"),
        "tracking": WHOLE,
        "trackingAngle": Scalar(types=frozenset({"number"}), unit="deg"),
        "derate": Scalar(types=frozenset({"number"}), minimum=0, maximum=1, unit="fraction"),
        "derateDetail": FLAG,
        "lightInducedDegradation": Scalar(types=frozenset({"number"}), minimum=0, maximum=100, unit="%"),
        "pmaxDeviation": Scalar(types=frozenset({"number"}), unit="%"),
        "mismatch": Scalar(types=frozenset({"number"}), minimum=0, maximum=100, unit="%"),
        "dcLoss": Scalar(types=frozenset({"number"}), minimum=0, maximum=100, unit="%"),
        "acLoss": Scalar(types=frozenset({"number"}), minimum=0, maximum=100, unit="%"),
        "transformerLoss": Scalar(types=frozenset({"number"}), minimum=0, maximum=100, unit="%"),
        "shadeModel": SHADE_MODEL,
        "regressionFunctionList": ListShape(item=Anything()),
        "efficiencyCurveId": WHOLE,
        "efficiencyCurveModel": evolve(PV_CURVE_MODEL, nullable=True),
        "incidenceAngleCurveId": WHOLE,
        "incidenceAngleCurveModel": evolve(PV_CURVE_MODEL, nullable=True),
    },
    aliases={
        "model": Alias(path=("inverterName",)),
        "power": Alias(path=("inverterKw",), scale=0.001),
        "powerRating": Alias(path=("inverterKw",), scale=0.001),
        "bifacialityFactor": Alias(path=("bifacialRatio",)),
    },
)

COMBINER_INPUT = ObjectShape(
    name="CombinerInput",
    fields={
        "name": TEXT,
        "value": NUMBER,
    },
)

MONTHLY_FIGURES = ObjectShape(
    name="MonthlyFigures",
    fields={
        "jan": NUMBER,
        "feb": NUMBER,
        "mar": NUMBER,
        "apr": NUMBER,
        "may": NUMBER,
        "jun": NUMBER,
        "jul": NUMBER,
        "aug": NUMBER,
        "sep": NUMBER,
        "oct": NUMBER,
        "nov": NUMBER,
        "dec": NUMBER,
    },
)

PV_CONFIG = ObjectShape(
    name="PvConfig",
    fields={
        "pvModelType": WHOLE,
        "acDcType": WHOLE,
        "acInfo": WHOLE,
        "inverters": ListShape(item=PV_INVERTER),
        "fileAKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$")),
        "fileBKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$")),
        "combinerInputs": ListShape(item=COMBINER_INPUT, merge_key="name"),
        "degrade": Scalar(types=frozenset({"number"}), minimum=0, unit="%/year"),
        "monthlyDerate": MONTHLY_FIGURES,
        "monthlyOutput": MONTHLY_FIGURES,
        "canIntegrateCombiners": FLAG,
        "hasIntegratedCombiners": FLAG,
    },
)

WEATHER_SENSOR = ObjectShape(
    name="WeatherSensor",
    fields={
        "isAllowed": Scalar(types=frozenset({"boolean"}), read_only=True),
        "isChecked": FLAG,
    },
)

WEATHER_SENSORS = ObjectShape(
    name="WeatherSensors",
    fields={
        "pyranometer1": WEATHER_SENSOR,
        "pyranometer2": WEATHER_SENSOR,
        "pyrheliometer": WEATHER_SENSOR,
        "ambientTemp": WEATHER_SENSOR,
        "panelTemp1": WEATHER_SENSOR,
        "panelTemp2": WEATHER_SENSOR,
        "wind": WEATHER_SENSOR,
        "humidity": WEATHER_SENSOR,
        "barometer": WEATHER_SENSOR,
        "rain": WEATHER_SENSOR,
        "snow": WEATHER_SENSOR,
    },
)

WEATHER_TRACKER = ObjectShape(
    name="WeatherTracker",
    fields={
        "hid": WHOLE,
        "dataName": TEXT,
    },
)

WEATHER_CONFIG = ObjectShape(
    name="WeatherConfig",
    fields={
        "sensors": WEATHER_SENSORS,
        "azimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "tilt": Scalar(types=frozenset({"number"}), minimum=0, maximum=180, unit="deg"),
        "tracking": WHOLE,
        "tracker": WEATHER_TRACKER,
        "trackerOptions": MapShape(value=Anything()),
        "hasPyranometer": FLAG,
        "pyranometerData": Scalar(
            types=frozenset({"number", "string", "null"}),
            pattern=re.compile("NaN|-?Infinity"),
            unit_in="pyranometerUnit",
            read_only=True,
            volatile=True,
        ),
        "pyranometerUnit": WHOLE,
        "isPyranometerHigh": FLAG,
        "hasRefPyranometer": FLAG,
        "refPyranometerData": Scalar(
            types=frozenset({"number", "string", "null"}),
            pattern=re.compile("NaN|-?Infinity"),
            unit_in="refPyranometerUnit",
            read_only=True,
            volatile=True,
        ),
        "refPyranometerUnit": WHOLE,
        "isRefPyranometerHigh": FLAG,
        "minTempF": Scalar(types=frozenset({"number"}), unit="degF"),
        "maxTempF": Scalar(types=frozenset({"number"}), unit="degF"),
        "insolationType": WHOLE,
        "interpolateDailyInsolation": FLAG,
        "monthlyInsolation": MONTHLY_FIGURES,
    },
)

ZONE_CHANNEL = ObjectShape(
    name="ZoneChannel",
    fields={
        "index": Scalar(types=frozenset({"integer"}), minimum=1),
        "name": TEXT,
        "strings": Scalar(types=frozenset({"integer"}), minimum=0),
        "gain": NUMBER,
        "offset": NUMBER,
        "azimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "minAzimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "maxAzimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "tilt": Scalar(types=frozenset({"number"}), minimum=0, maximum=90, unit="deg"),
        "elevation": NUMBER,
    },
)

ZONE_CONFIG = ObjectShape(
    name="ZoneConfig",
    fields={
        "prefix": TEXT,
        "scale": NUMBER,
        "channels": ListShape(item=ZONE_CHANNEL, merge_key="index"),
    },
)

HARDWARE_CONFIG = ObjectShape(
    name="HardwareConfig",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^H\d+$"), read_only=True),
        "parentKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^S\d+$"), read_only=True),
        "ts": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "description": TEXT,
        "assetId": TEXT,
        "hardwareId": TEXT,
        "instance": Scalar(types=frozenset({"integer"}), minimum=0),
        "functionId": TEXT,
        "functionCode": WHOLE,
        "hardwareStatus": WHOLE,
        "capacityKw": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
        "sort": WHOLE,
        "gatewayKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "gatewayId": TEXT,
        "gatewayFwVersion": Scalar(types=frozenset({"string"}), read_only=True),
        "gatewayScriptCount": Scalar(types=frozenset({"string"}), read_only=True),
        "gatewayType": Scalar(types=frozenset({"integer"}), read_only=True, volatile=True),
        "serialNum": TEXT,
        "modelNum": TEXT,
        "installDate": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
        "driverId": WHOLE,
        "driverDescription": Scalar(types=frozenset({"string"}), read_only=True),
        "driverFlags": Scalar(types=frozenset({"integer", "null"}), read_only=True),
        "driverName": Scalar(types=frozenset({"string"}), read_only=True),
        "driverNotes": Scalar(types=frozenset({"string"}), read_only=True),
        "validatedByKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(U\d+)?$")),
        "validatedDateTime": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$")
        ),
        "debug": FLAG,
        "outOfService": FLAG,
        "outOfServiceNote": TEXT,
        "outOfServiceUntil": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            volatile_while=("outOfService", False),
        ),
        "reportExclude": FLAG,
        "limitedCommunication": FLAG,
        "primary": FLAG,
        "address": TEXT,
        "unitId": Scalar(types=frozenset({"integer"}), minimum=0),
        "isTcp": FLAG,
        "port": Scalar(types=frozenset({"integer"}), minimum=0, maximum=65535),
        "serialMode": WHOLE,
        "parity": WHOLE,
        "stopBits": WHOLE,
        "baud": TEXT,
        "newNote": Scalar(types=frozenset({"string", "null"}), read_only=True, volatile=True),
        "dashboardKey": TEXT,
        "dcRating": Scalar(types=frozenset({"number"}), unit="W", read_only=True, volatile=True),
        "defaultChart": WHOLE,
        "chartSectionCode": WHOLE,
        "conflictNames": Anything(),
        "isConflictAcknowledged": FLAG,
        "settings": ListShape(item=HARDWARE_SETTING, merge_key="name"),
        "deviceRegisters": ListShape(item=DEVICE_REGISTER, merge_key="index"),
        "additionalRegisters": ListShape(item=Anything()),
        "decreaseDifference": WHOLE,
        "autoCorrectDecrease": FLAG,
        "fixedEnergyOffset": Scalar(types=frozenset({"number"}), unit="kWh"),
        "increaseDifference": WHOLE,
        "autoCorrectIncrease": FLAG,
        "isThermal": FLAG,
        "reverse": FLAG,
        "registerOffsets": ListShape(item=REGISTER_OFFSET, merge_key="registerAddress"),
        "driverRegisters": ListShape(item=DEVICE_REGISTER, merge_key="name", volatile=True),
        "virtualRegisters": ListShape(item=Anything()),
        "tags": TAG_SET,
        "sampleRate": NUMBER,
        "uploadRate": NUMBER,
        "oneMinuteData": FLAG,
        "thread": WHOLE,
        "alsoHardwareId": WHOLE,
        "alsoSiteId": WHOLE,
        "siteHasInverterGroups": Scalar(types=frozenset({"boolean"}), read_only=True),
        "siteHasHybridInverterGroups": Scalar(types=frozenset({"boolean"}), read_only=True),
        "groupAllowed": ListShape(item=WHOLE, read_only=True),
        "groupKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "outputAllowed": ListShape(item=WHOLE, read_only=True),
        "outputKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "weatherStationKey1": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "weatherStationKey2": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "configs": ListShape(item=TEXT, read_only=True),
        "array": evolve(ARRAY_CONFIG, nullable=True),
        "eGauge": Anything(),
        "gateway": evolve(GATEWAY_CONFIG, nullable=True),
        "kiosk": evolve(KIOSK_CONFIG, nullable=True),
        "meter": evolve(METER_CONFIG, nullable=True),
        "pvConfig": evolve(PV_CONFIG, nullable=True),
        "thermal": Anything(),
        "turbine": Anything(),
        "virtualWeather": Anything(),
        "weather": evolve(WEATHER_CONFIG, nullable=True),
        "zone": evolve(ZONE_CONFIG, nullable=True),
        "commonDC": FLAG,
        "commonDCAllMatch": FLAG,
        "locusId": TEXT,
        "syncToLocus": FLAG,
        "taskKey": Scalar(types=frozenset({"string"}), read_only=True),
        "readOnly": Scalar(types=frozenset({"boolean"}), read_only=True),
        "isReportable": Scalar(types=frozenset({"boolean"}), read_only=True),
        "latitude": Scalar(types=frozenset({"number"}), minimum=-90, maximum=90, unit="deg"),
        "longitude": Scalar(types=frozenset({"number"}), minimum=-180, maximum=180, unit="deg"),
        "hash": Scalar(types=frozenset({"string"}), read_only=True),
        "hasCapacity": Scalar(types=frozenset({"boolean"}), read_only=True),
        "inverterKw": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
        "installedKva": Scalar(types=frozenset({"number"}), minimum=0, unit="kVA"),
        "energyCapacity": Scalar(types=frozenset({"number"}), minimum=0),
        "siteDcShare": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
        "pullData": FLAG,
    },
    aliases={
        "name": Alias(path=("description",)),
        "enableBool": Alias(path=("outOfService",), inverse=True),
    },
)

MODELING_HARDWARE = ObjectShape(
    name="ModelingHardware",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^H\d+$")),
        "name": Scalar(types=frozenset({"string"}), read_only=True),
        "selected": FLAG,
        "sortIndex": Scalar(types=frozenset({"integer"}), read_only=True),
    },
)

MODELING_DATA = ObjectShape(
    name="ModelingData",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^[HS]\d+$"), read_only=True),
        "ts": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "pvConfig": PV_CONFIG,
        "siteHasInverterGroups": FLAG,
        "selectedHardware": ListShape(item=MODELING_HARDWARE, merge_key="key"),
        "latitude": Scalar(types=frozenset({"number"}), minimum=-90, maximum=90, unit="deg"),
        "longitude": Scalar(types=frozenset({"number"}), minimum=-180, maximum=180, unit="deg"),
        "dcRating": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
        "groupKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "outputKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "weatherStationKey1": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "weatherStationKey2": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(H\d+)?$")),
        "siteDcShare": Scalar(types=frozenset({"number"}), minimum=0, unit="kW"),
    },
)

PV_MODEL_FILE = ObjectShape(
    name="PvModelFile",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^F\d+$"), read_only=True),
        "ts": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "parentKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^D\d+$"), read_only=True),
        "name": TEXT,
        "description": TEXT,
        "fileType": Scalar(types=frozenset({"integer"}), read_only=True),
        "language": TEXT,
        "revision": Scalar(types=frozenset({"integer"}), read_only=True, volatile=True),
        "pvConfig": PV_CONFIG,
        "canEdit": Scalar(types=frozenset({"boolean"}), read_only=True),
        "canDownload": Scalar(types=frozenset({"boolean"}), read_only=True),
        "tags": TAG_SET,
        "newNote": Scalar(types=frozenset({"string", "null"}), volatile=True),
    },
)

RATE_PERIOD = ObjectShape(
    name="RatePeriod",
    fields={
        "startDate": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
        "endDate": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
        "energyFee": NUMBER,
        "energyAdjFee": NUMBER,
        "capacityFee": NUMBER,
        "demandFee": NUMBER,
        "demandReduction": NUMBER,
        "tax": NUMBER,
        "fees": NUMBER,
        "serviceFee": NUMBER,
        "yearlyFee": NUMBER,
        "siteServiceFee": NUMBER,
        "siteYearlyFee": NUMBER,
        "noFixedFeeOnNaN": FLAG,
        "monthlyIncrease": NUMBER,
        "yearlyIncrease": NUMBER,
        "semiPeakStart1": Scalar(types=frozenset({"number"}), minimum=0, maximum=24, unit="h"),
        "semiPeakEnd1": Scalar(types=frozenset({"number"}), minimum=0, maximum=24, unit="h"),
        "semiPeakStart2": Scalar(types=frozenset({"number"}), minimum=0, maximum=24, unit="h"),
        "semiPeakEnd2": Scalar(types=frozenset({"number"}), minimum=0, maximum=24, unit="h"),
        "semiPeakExcludeSaturday": FLAG,
        "semiPeakExcludeSunday": FLAG,
        "semiPeakFee": NUMBER,
        "semiPeakAdjFee": NUMBER,
        "semiPeakCapacityFee": NUMBER,
        "semiPeakDemandFee": NUMBER,
        "peakStart": Scalar(types=frozenset({"number"}), minimum=0, maximum=24, unit="h"),
        "peakEnd": Scalar(types=frozenset({"number"}), minimum=0, maximum=24, unit="h"),
        "peakExcludeSaturday": FLAG,
        "peakExcludeSunday": FLAG,
        "peakFee": NUMBER,
        "peakAdjFee": NUMBER,
        "peakCapacityFee": NUMBER,
        "peakDemandFee": NUMBER,
        "scheduleKey": WHOLE,
        "index": WHOLE,
        "table": ListShape(item=Anything()),
    },
)

RATE = ObjectShape(
    name="Rate",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$"), read_only=True),
        "ts": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "parentKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^D\d+$"), read_only=True),
        "content": Anything(),
        "name": TEXT,
        "type": WHOLE,
        "units": WHOLE,
        "userCurrency": TEXT,
        "userSymbol": TEXT,
        "rateUnit": WHOLE,
        "customUnit": TEXT,
        "customSymbol": TEXT,
        "rate": ListShape(item=RATE_PERIOD),
        "tags": TAG_SET,
        "selectedIdx": Scalar(types=frozenset({"integer"}), read_only=True, volatile=True),
        "selectedRate": evolve(RATE_PERIOD, read_only=True, volatile=True),
    },
)

REPORT_SOURCE = ObjectShape(
    name="ReportSource",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^([CSHUFD]\d+|AS\d+|x[0-9a-f]+)$")),
        "indexMap": WHOLE,
    },
)

CHECKED_VALUE = ObjectShape(
    name="CheckedValue",
    fields={
        "value": WHOLE,
        "isChecked": FLAG,
    },
)

QUERY_PARAMETER_CHOICE = ObjectShape(
    name="QueryParameterChoice",
    fields={
        "name": TEXT,
        "value": WHOLE,
        "stringValue": TEXT,
    },
)

QUERY_PARAMETER = ObjectShape(
    name="QueryParameter",
    fields={
        "name": TEXT,
        "chartType": WHOLE,
        "index": WHOLE,
        "type": WHOLE,
        "value": Anything(),
        "selectionItems": ListShape(item=QUERY_PARAMETER_CHOICE, merge_key="value", nullable=True),
    },
)

REPORT_KPI_SOURCE = ObjectShape(
    name="ReportKpiSource",
    fields={
        "value": WHOLE,
        "enabled": FLAG,
        "checked": FLAG,
        "hasModTempOption": FLAG,
    },
)

REPORT_COLUMN_HEADER = ObjectShape(
    name="ReportColumnHeader",
    fields={
        "index": WHOLE,
        "name": TEXT,
        "type": WHOLE,
        "value": TEXT,
    },
)

REPORT_KPI_QUERY = ObjectShape(
    name="ReportKpiQuery",
    fields={
        "sourcesList": ListShape(item=REPORT_KPI_SOURCE, merge_key="value"),
        "queryKey": TEXT_OR_NULL,
        "queryParam": TEXT_OR_NULL,
        "name": TEXT_OR_NULL,
        "units": WHOLE,
        "format": TEXT_OR_NULL,
        "formula": TEXT_OR_NULL,
        "elevation": NUMBER,
        "columnHeaders": ListShape(item=REPORT_COLUMN_HEADER),
    },
)

REPORT_QUERY_ITEM = ObjectShape(
    name="ReportQueryItem",
    fields={
        "indexMap": WHOLE,
        "sourceType": WHOLE,
        "typeSelection": WHOLE,
        "inputs": ListShape(item=QUERY_PARAMETER, merge_key="name"),
        "kpiQuery": evolve(REPORT_KPI_QUERY, nullable=True),
        "queryKey": TEXT_OR_NULL,
        "queryName": TEXT,
        "queryParam": TEXT_OR_NULL,
        "name": TEXT_OR_NULL,
        "units": WHOLE,
        "format": TEXT_OR_NULL,
        "formula": TEXT_OR_NULL,
        "elevation": NUMBER,
        "columnHeaders": ListShape(item=REPORT_COLUMN_HEADER),
    },
)

REPORT_CHART_PARAMETERS = ObjectShape(
    name="ReportChartParameters",
    fields={
        "chartParameter": WHOLE,
        "isExcluded": FLAG,
        "paramsList": ListShape(item=QUERY_PARAMETER, merge_key="name"),
    },
)

REPORT_RANGE = ObjectShape(
    name="ReportRange",
    fields={
        "start": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
        "end": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
    },
)

REPORT_CONFIG = ObjectShape(
    name="ReportConfig",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$"), read_only=True),
        "lastChanged": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "ownerKey": TEXT,
        "parentKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^D\d+$")),
        "name": TEXT,
        "description": TEXT,
        "remarks": TEXT,
        "newNote": Scalar(types=frozenset({"string"}), volatile=True),
        "tags": TAG_SET,
        "reportTitle": TEXT,
        "reportType": WHOLE,
        "enumType": WHOLE,
        "reportFileType": WHOLE,
        "reportDetail": WHOLE,
        "reportOutput": WHOLE,
        "reportOwnerInPath": FLAG,
        "applicationResource": FLAG,
        "fileLanguage": TEXT,
        "templateKey": TEXT,
        "templateTarget": TEXT,
        "proofSiteKey": TEXT,
        "logoKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$")),
        "titleDashKey": TEXT,
        "titleDashParamsList": ListShape(item=Anything()),
        "contentDashboards": ListShape(item=Anything()),
        "sourceItems": ListShape(item=REPORT_SOURCE, merge_key="key"),
        "siteRange": TEXT,
        "onlyBelowCustomer": FLAG,
        "skipNotInService": FLAG,
        "operationsFilter": WHOLE,
        "hardwareFilterList": ListShape(item=Anything()),
        "fieldOptionsLists": ListShape(item=Anything()),
        "queryItems": ListShape(item=REPORT_QUERY_ITEM),
        "defaultChartParamList": ListShape(item=REPORT_CHART_PARAMETERS, merge_key="chartParameter"),
        "columnHeaderOption": WHOLE,
        "columnHeaders": ListShape(item=Anything()),
        "rowHeader0": WHOLE,
        "rowHeader1": WHOLE,
        "rowHeader2": WHOLE,
        "rowHeader3": WHOLE,
        "rowHeader4": WHOLE,
        "excludeHeaders": FLAG,
        "sort": WHOLE,
        "pivotOutput": FLAG,
        "combineRows": FLAG,
        "combineTimestamp": FLAG,
        "removeDuplicates": FLAG,
        "canGroupResults": FLAG,
        "groupResults": FLAG,
        "separateByHwType": FLAG,
        "separateSheets": FLAG,
        "trimNighttime": FLAG,
        "includeForecast": FLAG,
        "onlyFuture": FLAG,
        "range": REPORT_RANGE,
        "timespan": WHOLE,
        "timespanUnit": WHOLE,
        "binSizes": WHOLE,
        "scheduleId": WHOLE,
        "schedulePeriod": WHOLE,
        "scheduleDay": WHOLE,
        "deliveryMethod": WHOLE,
        "deliveryEmails": ListShape(item=Anything()),
        "deliveryFtpAddress": TEXT,
        "deliveryHttpAddress": TEXT,
        "deliveryUsername": TEXT,
        "deliveryPassword": Scalar(types=frozenset({"string"}), secret=True),
        "useSftp": FLAG,
        "sftpKey": Scalar(types=frozenset({"string"}), secret=True),
        "sftpPrivateKey": Scalar(types=frozenset({"string"}), secret=True),
        "externalAllowed": FLAG,
        "externalAuth": FLAG,
        "canBulkExport": FLAG,
        "bulkExport": FLAG,
        "debugOutput": WHOLE,
    },
    aliases={
        "recipients": Alias(path=("deliveryEmails",)),
        "type": Alias(path=("reportType",)),
        "schedule": Alias(path=("schedulePeriod",)),
        "sites": Alias(path=("sourceItems",), item="key"),
    },
)

LOCATION = ObjectShape(
    name="Location",
    fields={
        "address1": TEXT,
        "address2": TEXT,
        "city": TEXT,
        "state": TEXT,
        "postalCode": TEXT,
        "country": TEXT,
        "latitude": Scalar(types=frozenset({"number"}), minimum=-90, maximum=90, unit="deg"),
        "longitude": Scalar(types=frozenset({"number"}), minimum=-180, maximum=180, unit="deg"),
        "elevation": Scalar(types=frozenset({"number"}), unit_in="elevationUnit"),
        "elevationUnit": WHOLE,
        "timeZone": WHOLE,
    },
)

SITE_LINK = ObjectShape(
    name="SiteLink",
    fields={
        "key": Scalar(types=frozenset({"string"}), secret=True),
        "kind": TEXT,
        "name": TEXT,
    },
)

ESTIMATED_LOSSES = ObjectShape(
    name="EstimatedLosses",
    fields={
        "clipping": TEXT,
        "downtime": TEXT,
        "irradiance": TEXT,
        "shading": TEXT,
        "snow": TEXT,
        "soiling": TEXT,
        "temperature": TEXT,
    },
)

SITE_REPORT_SWITCH = ObjectShape(
    name="SiteReportSwitch",
    fields={
        "key": TEXT,
        "isEnabled": FLAG,
    },
)

DASHBOARD_CHART = ObjectShape(
    name="DashboardChart",
    fields={
        "chartKey": TEXT,
        "chartName": TEXT,
        "chartRank": TEXT,
        "io": TEXT,
        "canView": FLAG,
    },
)

CHART_DASHBOARD = ObjectShape(
    name="ChartDashboard",
    fields={
        "charts": ListShape(item=DASHBOARD_CHART),
    },
)

DASHBOARD_LINK = ObjectShape(
    name="DashboardLink",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^F\d+$")),
    },
)

NET_SUITE_FIELDS = ObjectShape(
    name="NetSuiteFields",
    fields={
        "netSuiteId": Anything(),
        "netSuiteCustomerId": Anything(),
        "netSuiteSiteOwnerId": Anything(),
        "netSuiteSpecifierId": Anything(),
        "netSuiteEpcId": Anything(),
        "netSuiteOperationsAndMaintenanceId": Anything(),
        "netSuiteContractedPartyId": Anything(),
    },
)

SITE_CONFIG = ObjectShape(
    name="SiteConfig",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^S\d+$"), read_only=True),
        "parentKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^C\d+$"), read_only=True),
        "ts": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "readOnly": Scalar(types=frozenset({"boolean"}), read_only=True),
        "isMigrated": FLAG,
        "name": TEXT,
        "tagLine": TEXT,
        "description": TEXT,
        "account": TEXT,
        "url": TEXT,
        "purl": TEXT,
        "installerKey": TEXT,
        "ruleToolPreferencesKey": TEXT,
        "location": LOCATION,
        "tz": TEXT,
        "language": TEXT,
        "siteType": WHOLE,
        "isMonitored": FLAG,
        "notInService": FLAG,
        "notInServiceInstruct": TEXT,
        "testMode": FLAG,
        "dailyData": FLAG,
        "isFractional": FLAG,
        "requiresPubIp": FLAG,
        "operations": FLAG,
        "assetManagement": FLAG,
        "allowEmail": FLAG,
        "runRulesDaily": FLAG,
        "advancedSiteConfiguration": FLAG,
        "advancedSiteConfigurationDocumentReceived": FLAG,
        "siteCommissioningComplete": FLAG,
        "modelingComplete": FLAG,
        "readyForValidation": FLAG,
        "isCertified": FLAG,
        "certifiedByKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(U\d+)?$")),
        "certifiedOn": Anything(),
        "isApproved": FLAG,
        "approvedByKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(U\d+)?$")),
        "approvedOn": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
        ),
        "approvalId": WHOLE,
        "tuneUpPurchased": FLAG,
        "tuneUpPurchasedDate": Anything(),
        "tuneUpPurchasedUser": TEXT,
        "tuneUpStarted": FLAG,
        "tuneUpStartedDate": Anything(),
        "tuneUpStartedUser": TEXT,
        "tuneUpCompleted": FLAG,
        "tuneUpCompletedDate": Anything(),
        "tuneUpCompletedUser": TEXT,
        "tuneUpValidated": FLAG,
        "tuneUpValidatedDate": Anything(),
        "tuneUpValidatedUser": TEXT,
        "paymentStatus": WHOLE,
        "isPaid": FLAG,
        "links": ListShape(item=SITE_LINK, merge_key="key"),
        "waitForKey": TEXT,
        "weatherStationKey": TEXT,
        "preferredWSForEstimatedInsolation": WHOLE,
        "exportDataConfig": TEXT,
        "customerStatus": TEXT,
        "adminStatus": TEXT,
        "aeStatus": TEXT,
        "statusDetails": TEXT,
        "contactKind": WHOLE,
        "contactName": TEXT,
        "contactEmail": TEXT,
        "contactPhone": TEXT,
        "contactMobile": TEXT,
        "newNote": Scalar(types=frozenset({"string"}), volatile=True),
        "minSun": Scalar(types=frozenset({"number"}), minimum=0, unit="W/m2"),
        "maxIa": Scalar(types=frozenset({"number"}), minimum=0, maximum=180, unit="deg"),
        "mode": WHOLE,
        "dc": FLAG,
        "yearly": WHOLE,
        "degrade": FLAG,
        "minYearlyPerformanceRatio": Scalar(types=frozenset({"number"}), minimum=0),
        "minMonthlyPerformanceRatio": MONTHLY_FIGURES,
        "minIrradiance": Scalar(types=frozenset({"number"}), minimum=0, unit="W/m2"),
        "maxIrradiance": Scalar(types=frozenset({"number"}), minimum=0, unit="W/m2"),
        "minTemperature": NUMBER,
        "maxTemperature": NUMBER,
        "performanceRatioMap": TEXT,
        "modelName": TEXT,
        "monthlyOutput": MONTHLY_FIGURES,
        "yearTotal": Scalar(types=frozenset({"string"}), read_only=True),
        "yearTotalUnits": Scalar(types=frozenset({"string"}), read_only=True),
        "yearlyDegrade": Scalar(types=frozenset({"number"}), minimum=0, maximum=100, unit="%"),
        "yearlyAgeMode": WHOLE,
        "useDegradeStart": FLAG,
        "degradeStart": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
        "installDate": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
        "turnOnDate": Scalar(types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")),
        "validDataDate": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
        ),
        "estimatedCommissioningDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "actualCommissioningDate": Anything(),
        "availabilityTime": WHOLE,
        "availabilityCondition": WHOLE,
        "availabilityIrradianceSource": WHOLE,
        "powerThreshold": NUMBER,
        "minSunUp": Scalar(types=frozenset({"number"}), minimum=0, unit="W/m2"),
        "useGross": FLAG,
        "energyRatioMinSun": Scalar(types=frozenset({"number"}), minimum=0, unit="W/m2"),
        "energyRatioMaxIa": Scalar(types=frozenset({"number"}), minimum=0, maximum=180, unit="deg"),
        "energyRatioMinSunElevation": Scalar(types=frozenset({"number"}), minimum=-90, maximum=90, unit="deg"),
        "energyRatioMinAzimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "energyRatioMaxAzimuth": Scalar(types=frozenset({"number"}), unit="deg"),
        "energyRatioUseGross": FLAG,
        "excludeCommunicationOutages": FLAG,
        "avgCellTemp": Scalar(types=frozenset({"number"}), unit="degC"),
        "absoluteSoil": FLAG,
        "curtailmentCtrlMaxError": NUMBER,
        "nominalTemperature": NUMBER,
        "estimatedLosses": ESTIMATED_LOSSES,
        "useFilterAverageWeather": FLAG,
        "transpositionMethod": WHOLE,
        "isAgencyReporting": FLAG,
        "agencyReportingRateKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$")),
        "isPpaInvoice": FLAG,
        "ppaRateKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^(F\d+)?$")),
        "utilityRateKey": TEXT,
        "productionGuaranteeKey": TEXT,
        "siteReports": ListShape(item=SITE_REPORT_SWITCH, merge_key="key"),
        "chartDashboard": CHART_DASHBOARD,
        "defaultQuery": WHOLE,
        "overviewChart1": TEXT,
        "overviewChart2": TEXT,
        "allowedChartTypes": ListShape(item=WHOLE),
        "customQueryKey": TEXT,
        "siteDashboardKey": TEXT,
        "newsDashboardKey": TEXT,
        "mapTargetKey": TEXT,
        "timelineReportKey": TEXT,
        "dashboards": ListShape(item=DASHBOARD_LINK, merge_key="key"),
        "queryOverrides": ListShape(item=Anything()),
        "showEnvironment": FLAG,
        "showGuide": FLAG,
        "systemSizeCurrent": Scalar(types=frozenset({"number"}), minimum=0),
        "cecRating": Scalar(types=frozenset({"number"}), minimum=0),
        "capacityAc": Scalar(types=frozenset({"number"}), minimum=0, unit_in="capacityAcUnit"),
        "capacityAcUnit": WHOLE,
        "capacityDc": Scalar(types=frozenset({"number"}), minimum=0, unit_in="capacityDcUnit"),
        "capacityDcUnit": WHOLE,
        "ratedPower": Scalar(types=frozenset({"number"}), minimum=0, unit_in="ratedPowerUnit"),
        "ratedPowerUnit": WHOLE,
        "energyCapacity": Scalar(types=frozenset({"number"}), minimum=0, unit_in="energyCapacityUnit"),
        "energyCapacityUnit": WHOLE,
        "communityExclude": FLAG,
        "compareRadius": Scalar(types=frozenset({"number"}), minimum=0),
        "tags": TAG_SET,
        "netSuiteFields": NET_SUITE_FIELDS,
        "salesforceSystemId": TEXT,
        "monitoringContractIsManual": FLAG,
        "monitoringContractStartDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "monitoringContractWarnDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "monitoringContractEndDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "monitoringContractTerminateDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "monitoringContractAccessFlags": WHOLE,
        "monitoringContractAccessNote": TEXT,
        "monitoringContractCustomBanner": FLAG,
        "cellModemContractIsManual": FLAG,
        "cellModemContractStartDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "cellModemContractWarnDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "cellModemContractEndDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "cellModemContractTerminateDate": Scalar(
            types=frozenset({"string", "null"}), pattern=re.compile(r"^\d{4}-\d\d-\d\d$")
        ),
        "cellModemContractAccessFlags": WHOLE,
        "cellModemContractAccessNote": TEXT,
        "cellModemContractCustomBanner": FLAG,
        "locusId": Anything(),
        "syncToLocus": FLAG,
        "taskId": Anything(),
    },
    aliases={
        "latitude": Alias(path=("location", "latitude")),
        "longitude": Alias(path=("location", "longitude")),
        "elevation": Alias(path=("location", "elevation")),
        "address": Alias(path=("location", "address1")),
        "address1": Alias(path=("location", "address1")),
        "city": Alias(path=("location", "city")),
        "state": Alias(path=("location", "state")),
        "zipCode": Alias(path=("location", "postalCode")),
        "country": Alias(path=("location", "country")),
        "acCapacityKw": Alias(path=("capacityAc",), unit_path=("capacityAcUnit",), unit_code=10),
        "dcCapacityKw": Alias(path=("capacityDc",), unit_path=("capacityDcUnit",), unit_code=10),
    },
)

SITE_HARDWARE_ROW = ObjectShape(
    name="SiteHardwareRow",
    fields={
        "hardwareKey": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^H\d+$")),
        "ts": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "description": TEXT,
        "functionCode": WHOLE,
        "functionId": TEXT,
        "serialNumber": TEXT,
        "driverId": WHOLE,
        "driverName": Scalar(types=frozenset({"string"}), read_only=True),
        "gatewayId": TEXT,
        "gatewayName": TEXT,
        "address": TEXT,
        "port": Scalar(types=frozenset({"integer"}), minimum=0, maximum=65535),
        "unitId": Scalar(types=frozenset({"integer"}), minimum=0),
        "outOfService": FLAG,
        "sort": WHOLE,
        "index": WHOLE,
        "settings": ListShape(item=HARDWARE_SETTING, merge_key="name"),
        "registerOffsets": ListShape(item=REGISTER_OFFSET, merge_key="registerAddress"),
    },
    aliases={
        "name": Alias(path=("description",)),
        "enableBool": Alias(path=("outOfService",), inverse=True),
    },
)

SITE_HARDWARE_CONFIG = ObjectShape(
    name="SiteHardwareConfig",
    fields={
        "key": Scalar(types=frozenset({"string"}), pattern=re.compile(r"^S\d+$"), read_only=True),
        "ts": Scalar(
            types=frozenset({"string", "null"}),
            pattern=re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
            read_only=True,
            volatile=True,
        ),
        "hardware": ListShape(item=SITE_HARDWARE_ROW, merge_key="hardwareKey"),
        "canAddHardware": Scalar(types=frozenset({"boolean"}), read_only=True),
        "readOnly": Scalar(types=frozenset({"boolean"}), read_only=True),
        "locusId": TEXT,
        "syncToLocus": FLAG,
        "taskKeys": ListShape(item=Anything(), read_only=True),
        "updateHardwareErrors": Anything(read_only=True, volatile=True),
    },
)

ALERT_TRIGGER_DOCUMENT = Document(
    name="AlertTrigger",
    shape=ALERT_TRIGGER,
    identity="key",
    stamp="lastChanged",
)

ALERT_TRIGGERS_DOCUMENT = Document(
    name="AlertTriggers",
    shape=ALERT_TRIGGERS,
    identity="key",
    stamp="lastChanged",
)

HARDWARE_CONFIG_DOCUMENT = Document(
    name="HardwareConfig",
    shape=HARDWARE_CONFIG,
    identity="key",
    stamp="ts",
)

MODELING_DATA_DOCUMENT = Document(
    name="ModelingData",
    shape=MODELING_DATA,
    identity="key",
    stamp="ts",
)

PV_MODEL_FILE_DOCUMENT = Document(
    name="PvModelFile",
    shape=PV_MODEL_FILE,
    identity="key",
    stamp="ts",
)

RATE_DOCUMENT = Document(
    name="Rate",
    shape=RATE,
    identity="key",
    stamp="ts",
)

REPORT_CONFIG_DOCUMENT = Document(
    name="ReportConfig",
    shape=REPORT_CONFIG,
    identity="key",
    stamp="lastChanged",
)

SITE_CONFIG_DOCUMENT = Document(
    name="SiteConfig",
    shape=SITE_CONFIG,
    identity="key",
    stamp="ts",
)

SITE_HARDWARE_CONFIG_DOCUMENT = Document(
    name="SiteHardwareConfig",
    shape=SITE_HARDWARE_CONFIG,
    identity="key",
    stamp="ts",
    rows=Rows(
        list="hardware",
        document="HardwareConfig",
        fields={
            "address": "address",
            "description": "description",
            "driverId": "driverId",
            "driverName": "driverName",
            "functionCode": "functionCode",
            "functionId": "functionId",
            "gatewayId": "gatewayId",
            "outOfService": "outOfService",
            "port": "port",
            "registerOffsets": "registerOffsets",
            "serialNumber": "serialNum",
            "settings": "settings",
            "sort": "sort",
            "unitId": "unitId",
        },
    ),
)
