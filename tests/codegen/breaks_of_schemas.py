"""What breaks the rules for schemas, for documents that are written, and for examples."""

from __future__ import annotations

from tests.codegen.changing import Break

PATHS = "site/paths.yaml"
SCHEMAS = "site/schemas.yaml"
CODES = "shared/codes.yaml"

FIELDS = [
    Break(SCHEMAS, "  description: A note.\n", "", "Note: has no description"),
    Break(SCHEMAS, "description: What it says.", "", "Note.text: has no description"),
    Break(SCHEMAS, "      items: {$ref: '#/Note'}\n", "      items: {type: string}\n", "Note: nothing refers to it"),
    Break(
        SCHEMAS,
        "{type: string, description: What it says.}",
        "{type: object, description: What it says., properties: {a: {type: string}}}",
        "Note.text: describes an object in place; give it a schema of its own",
    ),
    Break(
        SCHEMAS,
        "{type: string, description: What it says.}",
        "{type: string, description: What it says, in words.}",
        "Note.text: has 'in words.' without a value; put a description with a comma in quotes",
    ),
    Break(
        SCHEMAS,
        "{type: string, description: What it says.}",
        "{type: string, x-powertrack-secrete: true, description: What it says.}",
        "Note.text: has x-powertrack-secrete, which no rule knows",
    ),
    Break(
        SCHEMAS,
        "{type: string, description: What it says.}",
        "{type: array, items: {type: string, x-unit: kW}, description: What it says.}",
        "Note.text: has x-unit, which no rule knows",
    ),
    Break(
        SCHEMAS,
        "  description: A note.\n",
        "  description: A note.\n  x-powertrack-alias: {words: text}\n",
        "Note: has x-powertrack-alias, which no rule knows",
    ),
    Break(
        CODES,
        "x-enum-varnames: [",
        "x-enum-names: [",
        "UnitCode: has x-enum-names, which no rule knows",
    ),
    Break(
        CODES,
        "  description: The unit of a value.\n",
        "  description: The unit of a value.\n  x-powertrack-unnamed: [11, 10]\n",
        "UnitCode: has the code 10 named and unnamed",
    ),
    Break(
        CODES,
        "  description: The unit of a value.\n",
        "  description: The unit of a value.\n  x-powertrack-unnamed: [11, '13']\n",
        "UnitCode: has x-powertrack-unnamed, which lists further codes of an enumeration",
    ),
    Break(
        SCHEMAS,
        "  description: A note.\n",
        "  description: A note.\n  x-powertrack-unnamed: [11]\n",
        "Note: has x-powertrack-unnamed, which lists further codes of an enumeration",
    ),
    Break(
        SCHEMAS,
        "{type: [number, 'null'], x-powertrack-unit: USD/kWh, description: Price of energy.}",
        "{anyOf: [{type: number}, {type: 'null'}], description: Price of energy.}",
        "Site.tariff: says null with anyOf; say it with a list of types",
    ),
    Break(
        SCHEMAS,
        "{type: string, description: What it says.}",
        "{description: What it says.}",
        "Note.text: has no type; refer to Unseen where none was seen",
    ),
    Break(
        SCHEMAS,
        "x-powertrack-unit: kW, description: AC power.",
        "description: AC power.",
        "Site.power: is a measurement without x-powertrack-unit, or x-powertrack-unit-in where another field names it",
    ),
    Break(
        SCHEMAS,
        "    text: {",
        "    to_text: {type: string, description: Again.}\n    toText: {",
        "Note: to_text and toText would both be called to_text in Python",
    ),
    Break(
        SCHEMAS,
        "    text: {",
        "    'raw ': {type: string, description: Again.}\n    raw: {",
        "Note: raw  and raw would both be called raw_ in Python",
    ),
    Break(
        SCHEMAS,
        "  description: What is looked for.\n",
        "  description: What is looked for.\n  required: [wards]\n",
        "Search: requires wards, which it lacks",
    ),
    Break(
        SCHEMAS,
        "    words: {type: string, description: Words in the name.}",
        "    text: {type: string, description: Words in the name.}",
        "Note, Search: have the same fields; one schema is enough",
    ),
]

WRITES = [
    Break(
        PATHS,
        "    x-powertrack-write: {read: getSite, identity: key, stamp: ts}\n",
        "",
        "PUT /api/edit/site: has no x-powertrack-write",
    ),
    Break(
        PATHS,
        "read: getSite,",
        "read: getSight,",
        "PUT /api/edit/site: is read by getSight, which is no operation",
    ),
    Break(
        PATHS,
        "identity: key,",
        "identity: id,",
        "PUT /api/edit/site: has the identity id, which Site lacks",
    ),
    Break(
        PATHS,
        "stamp: ts}",
        "stamp: version}",
        "PUT /api/edit/site: has the stamp version, which Site lacks",
    ),
    Break(
        PATHS,
        "stamp: ts}",
        "stamp: name}",
        "PUT /api/edit/site: has the stamp name, which is not readOnly",
    ),
    Break(
        PATHS,
        ", stamp: ts}",
        "}",
        "PUT /api/edit/site: has the stamp None, which Site lacks",
    ),
    Break(
        PATHS,
        "          schema: {$ref: ./schemas.yaml#/Site}\n"
        "          examples:\n            captured: {$ref: ../examples/site/put_site.request.json}\n",
        "          schema: {type: object}\n",
        "PUT /api/edit/site: has the identity key, which the body lacks"
        "\nPUT /api/edit/site: has the stamp ts, which the body lacks",
    ),
    Break(
        SCHEMAS,
        "      $ref: ../shared/keys.yaml#/SiteKey\n      readOnly: true\n",
        "      $ref: ../shared/keys.yaml#/SiteKey\n",
        "PUT /api/edit/site: has the identity key, which is not readOnly",
    ),
    Break(
        SCHEMAS,
        "      x-powertrack-merge-key: hid\n",
        "",
        "Site.devices: needs either x-powertrack-merge-key or x-powertrack-positional"
        "\nSite, alias pump: leads to devices[7].label, which is not a field",
    ),
    Break(
        SCHEMAS,
        "      x-powertrack-positional: true\n",
        "      x-powertrack-positional: true\n      x-powertrack-merge-key: text\n",
        "Site.notes: needs either x-powertrack-merge-key or x-powertrack-positional",
    ),
    Break(
        SCHEMAS,
        "x-powertrack-merge-key: hid",
        "x-powertrack-merge-key: id",
        "Site.devices: has the merge key id, which Device lacks",
    ),
    Break(
        SCHEMAS,
        "sibling: label",
        "sibling: lable",
        "Device.secretValue: is secret by lable, which Device lacks",
    ),
    Break(
        SCHEMAS,
        "hid: {type: integer,",
        "apiKey: {type: [string, 'null'], description: What opens it.}\n    hid: {type: integer,",
        "Device.apiKey: has the name of a credential; say x-powertrack-secret: true, or false",
    ),
    Break(
        SCHEMAS,
        "hid: {type: integer,",
        "hid: {type: integer, x-powertrack-unit-in: hidUnit,",
        "Device.hid: has its unit in hidUnit, which Device lacks",
    ),
    Break(
        SCHEMAS,
        "hid: {type: integer,",
        "hid: {type: integer, x-powertrack-volatile-while: {label: true},",
        "Device.hid: x-powertrack-volatile-while names one sibling that is true or false, and which",
    ),
    Break(
        SCHEMAS,
        "matches: (?i)pass",
        "matches: (pass",
        "Device.secretValue: its x-powertrack-secret-when does not compile: "
        "missing ), unterminated subpattern at position 0",
    ),
    Break(
        SCHEMAS,
        "    latitude: place.latitude\n",
        "    name: place.latitude\n",
        "Site, alias name: is the name of a field",
    ),
    Break(
        SCHEMAS,
        "    latitude: place.latitude\n",
        "    latitude: place.lattitude\n",
        "Site, alias latitude: leads to place.lattitude, which is not a field",
    ),
    Break(
        SCHEMAS,
        "value: capacity, unit",
        "value: capacityAc, unit",
        "Site, alias acCapacityKw: leads to capacityAc, which is not a field",
    ),
    Break(
        SCHEMAS,
        "unit: capacityUnit,",
        "unit: place.unit,",
        "Site, alias acCapacityKw: leads to place.unit, which is not a field",
    ),
    Break(
        SCHEMAS,
        "unit: capacityUnit, unitCode: 10}",
        "unit: capacityUnit}",
        "Site, alias acCapacityKw: needs unit and unitCode together",
    ),
    Break(
        SCHEMAS,
        "unit: capacityUnit, unitCode: 10}",
        "unitCode: 10}",
        "Site, alias acCapacityKw: needs unit and unitCode together",
    ),
    Break(
        SCHEMAS,
        "scale: 0.001}",
        "scale: 0.001, offset: 4}",
        "Site, alias acCapacityW: has the rule offset, which there is not",
    ),
    Break(
        SCHEMAS,
        "value: capacity, scale: 0.001}",
        "value: name, scale: 0.001}",
        "Site, alias acCapacityW: scales name, which is no number",
    ),
    Break(
        SCHEMAS,
        "scale: 0.001}",
        "scale: '0.001'}",
        "Site, alias acCapacityW: has a scale that is no number other than 0",
    ),
    Break(
        SCHEMAS,
        "scale: 0.001}",
        "scale: 0}",
        "Site, alias acCapacityW: has a scale that is no number other than 0",
    ),
    Break(
        SCHEMAS,
        "{value: closed, inverse: true}",
        "{value: capacity, inverse: true}",
        "Site, alias open: turns capacity round, which is no flag",
    ),
    Break(
        SCHEMAS,
        "{value: closed, inverse: true}",
        "{value: closed, inverse: false}",
        "Site, alias open: has an inverse other than true",
    ),
    Break(
        SCHEMAS,
        "'devices[7].label'",
        "'devices[7].lable'",
        "Site, alias pump: leads to devices[7].lable, which is not a field",
    ),
    Break(
        SCHEMAS,
        "'devices[7].label'",
        "'notes[7].text'",
        "Site, alias pump: leads to notes[7].text, which is not a field",
    ),
    Break(
        SCHEMAS,
        "'devices[7].label'",
        "'place[7].latitude'",
        "Site, alias pump: leads to place[7].latitude, which is not a field",
    ),
    Break(
        SCHEMAS,
        "'devices[7].label'",
        "devices.label",
        "Site, alias pump: leads to devices.label, which is not a field",
    ),
    Break(
        SCHEMAS,
        "{value: devices, item: hid}",
        "{value: devices, item: id}",
        "Site, alias hids: makes items of devices by id, which they lack",
    ),
    Break(
        SCHEMAS,
        "{value: devices, item: hid}",
        "{value: place, item: latitude}",
        "Site, alias hids: makes items of place by latitude, which they lack",
    ),
    Break(
        SCHEMAS,
        "{called: label}",
        "{called: lable}",
        "Device, alias called: leads to lable, which is not a field",
    ),
    Break(
        SCHEMAS,
        "  description: What is looked for.\n",
        "  description: What is looked for.\n  x-powertrack-aliases: {text: words}\n",
        "Search, alias text: is of no document that is written",
    ),
    Break(
        SCHEMAS,
        "fields: {label: name}}",
        "fields: {lable: name}}",
        "Device: says of lable what it is a part of, but lacks it",
    ),
    Break(
        SCHEMAS,
        "fields: {label: name}}",
        "fields: {label: title}}",
        "Device.label: is title of Site, which lacks it",
    ),
    Break(
        SCHEMAS,
        "fields: {label: name}}",
        "fields: {hid: name}}",
        "Device.hid: is name of Site, which is of another kind",
    ),
    Break(
        SCHEMAS,
        "{document: Site, fields: {label: name}}",
        "{document: Note, fields: {label: text}}",
        "Device: is a row of Note, which is no document that is written",
    ),
]

EXAMPLES = [
    Break(
        "shared/responses.yaml",
        "  description: Log in first.\n",
        "  description: Log in first.\n  content:\n    text/html:\n      schema: {type: string}\n"
        "      examples:\n        seen: {value: 7}\n",
        "Unauthorized, example seen: $: 7 is not of type 'string'",
    ),
    Break(
        "examples/site/get_site.json",
        '"name": "Example"',
        '"name": 7',
        "GET /api/edit/site/{siteKey}, example captured: $.name: 7 is not of type 'string'",
    ),
    Break(
        "examples/site/get_site.json",
        '"key": "S10001",\n  ',
        "",
        "GET /api/edit/site/{siteKey}, example captured: $: 'key' is a required property",
    ),
    Break(
        "examples/site/get_site.json",
        '"hid": 1',
        '"hid": "1"',
        "GET /api/edit/site/{siteKey}, example captured: $.devices[0].hid: '1' is not of type 'integer'",
    ),
    Break(
        "examples/site/put_site.request.json",
        '"hid": 1, ',
        '"hid": 1, "new": 2, ',
        "PUT /api/edit/site, example captured: $.devices[0].new: is not in the schema",
    ),
    Break(
        "examples/site/put_site.request.json",
        '"latitude": 40.5',
        '"latitude": 40.5, "height": 9',
        "PUT /api/edit/site, example captured: $.place.height: is not in the schema",
    ),
]
