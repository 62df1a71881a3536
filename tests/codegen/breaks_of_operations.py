"""What breaks the standard, and the rules for operations."""

from __future__ import annotations

from tests.codegen.changing import Break

PATHS = "site/paths.yaml"

STANDARD = [
    Break("openapi.yaml", "  title: Tiny\n", "", 'info: "title" is a required property'),
    Break(
        "openapi.yaml",
        "openapi: 3.1.1",
        "openapi: 2.0.0",
        r'openapi: "2.0.0" does not match "^3\.1\.\d+(-.+)?$"',
    ),
]

OPERATIONS = [
    Break(PATHS, "    operationId: findSites\n", "", "POST /api/find: has no operationId"),
    Break(PATHS, "    summary: Find sites\n", "", "POST /api/find: has no summary"),
    Break(PATHS, "    description: Only reads.\n", "", "POST /api/find: has no description"),
    Break(
        PATHS,
        "operationId: findSites\n    tags: [site]",
        "operationId: findSites\n    tags: []",
        "POST /api/find: needs exactly one tag, one that openapi.yaml describes",
    ),
    Break(
        PATHS,
        "operationId: findSites\n    tags: [site]",
        "operationId: findSites\n    tags: [site, site]",
        "POST /api/find: needs exactly one tag, one that openapi.yaml describes",
    ),
    Break(
        PATHS,
        "operationId: findSites\n    tags: [site]",
        "operationId: findSites\n    tags: [sight]",
        "POST /api/find: needs exactly one tag, one that openapi.yaml describes",
    ),
    Break(
        PATHS,
        "    summary: Find sites\n",
        "    summary: Find sites\n    x-powertrack-sauce: [POST_find.json]\n",
        "POST /api/find: has x-powertrack-sauce, which no rule knows",
    ),
    Break(
        PATHS,
        "    summary: Find sites\n",
        "    summary: Find sites\n    x-powertrack-methods: find_sites\n",
        "POST /api/find: has x-powertrack-methods, which no rule knows",
    ),
    Break(
        PATHS,
        "    x-powertrack-evidence: reported\n",
        "",
        "DELETE /api/note/{siteKey}: needs x-powertrack-evidence, one of captured, partial, reported"
        "\nDELETE /api/note/{siteKey}: names no x-powertrack-source",
    ),
    Break(
        PATHS,
        "x-powertrack-source: [PUT_site.json]",
        "x-powertrack-source: []",
        "PUT /api/edit/site: names no x-powertrack-source",
    ),
    Break(
        PATHS,
        "x-powertrack-evidence: captured\n    x-powertrack-source: [PUT_site.json]",
        "x-powertrack-evidence: guessed\n    x-powertrack-source: [PUT_site.json]",
        "PUT /api/edit/site: needs x-powertrack-evidence, one of captured, partial, reported",
    ),
    Break(
        PATHS,
        "    x-powertrack-evidence-missing: the request\n",
        "",
        "POST /api/find: is partial and does not say what was not seen",
    ),
    Break(
        PATHS,
        "    x-powertrack-source: [GET_site.json]\n",
        "    x-powertrack-source: [GET_site.json]\n    x-powertrack-safe: true\n",
        "GET /api/edit/site/{siteKey}: is marked safe, which only a POST needs",
    ),
    Break(
        PATHS,
        "      '200': {description: It is gone.}\n      '401': {$ref: ../shared/responses.yaml#/Unauthorized}\n",
        "      '200': {description: It is gone.}\n",
        "DELETE /api/note/{siteKey}: describes the answers 403, 404 beside 200; due are 401, 403, 404",
    ),
    Break(
        PATHS,
        "      '200': {description: It is gone.}\n",
        "      '200': {description: It is gone.}\n      '400': {$ref: ../shared/responses.yaml#/BadRequest}\n",
        "DELETE /api/note/{siteKey}: describes the answers 400, 401, 403, 404 beside 200; due are 401, 403, 404",
    ),
]

PAGES = [
    Break(
        PATHS,
        "    x-powertrack-source: [PUT_site.json]\n",
        "    x-powertrack-source: [PUT_site.json]\n    x-powertrack-pages: [/elsewhere]\n",
        "PUT /api/edit/site: page /elsewhere is not below /powertrack/",
    ),
    Break(
        PATHS,
        "        source: [GET_view_site.json]\n",
        "        source: [GET_view_site.json]\n        pages: [/elsewhere]\n",
        "GET /api/view/{key}: page /elsewhere is not below /powertrack/",
    ),
    Break(
        PATHS,
        "    x-powertrack-referer: /powertrack/{siteKey}/config\n",
        "",
        "PUT /api/edit/site: describes the answers 400, 401, 403, 404 beside 200; due are 400, 401, 404"
        "\nPUT /api/edit/site: writes and names no x-powertrack-referer",
    ),
    Break(
        PATHS,
        "    x-powertrack-referer: /powertrack/{siteKey}/config\n",
        "    x-powertrack-referer: null\n",
        "PUT /api/edit/site: describes the answers 400, 401, 403, 404 beside 200; due are 400, 401, 404"
        "\nPUT /api/edit/site: writes and names no x-powertrack-referer",
    ),
    Break(
        PATHS,
        "    x-powertrack-referer: /powertrack/{siteKey}/notes\n",
        "",
        "DELETE /api/note/{siteKey}: describes the answers 401, 403, 404 beside 200; due are 401, 404"
        "\nDELETE /api/note/{siteKey}: writes and names no x-powertrack-referer",
    ),
    Break(
        PATHS,
        "    x-powertrack-safe: true\n",
        "",
        "POST /api/find: writes and names no x-powertrack-referer",
    ),
    Break(
        PATHS,
        "/powertrack/{siteKey}/notes",
        "/{siteKey}/notes",
        "DELETE /api/note/{siteKey}: page /{siteKey}/notes is not below /powertrack/",
    ),
    Break(
        PATHS,
        "/powertrack/{siteKey}/notes",
        "/powertrack/{sightKey}/notes",
        "DELETE /api/note/{siteKey}: page /powertrack/{sightKey}/notes has {sightKey}, which is no kind of key",
    ),
    Break(
        PATHS,
        "        referer: /powertrack/{siteKey}/overview\n",
        "        referer: https://elsewhere.example/\n",
        "GET /api/view/{key}: page https://elsewhere.example/ is not below /powertrack/",
    ),
]

VARIANTS = [
    Break(
        PATHS,
        "        summary: Read what is shown of a device\n",
        "",
        "GET /api/view/{key}: getHardwareView lacks summary",
    ),
    Break(
        PATHS,
        "        source: [GET_view_hardware.json]\n",
        "",
        "GET /api/view/{key}: getHardwareView lacks source",
    ),
    Break(
        PATHS,
        "        missing: the answer\n",
        "",
        "GET /api/view/{key}: getHardwareView is partial and does not say what was not seen",
    ),
    Break(
        PATHS,
        "        missing: the answer\n",
        "        missing: the answer\n        refferer: /powertrack/{hardwareKey}\n",
        "GET /api/view/{key}: getHardwareView has refferer, which no rule knows",
    ),
    Break(
        PATHS,
        "key: hardwareKey",
        "key: hardKey",
        "GET /api/view/{key}: getHardwareView has a key of no known kind",
    ),
    Break(
        PATHS,
        "        response: Device\n",
        "        response: Devise\n",
        "GET /api/view/{key}: getHardwareView answers Devise, which is no schema",
    ),
    Break(
        PATHS,
        "      - operationId: getHardwareView\n",
        "      - operationId: getSiteView\n",
        "operationId getSiteView is defined 2 times",
    ),
    Break(
        PATHS,
        "    x-powertrack-source: [GET_site.json]\n",
        "    x-powertrack-source: [GET_site.json]\n    x-powertrack-variants:\n"
        "      - {operationId: getOneSite, summary: One, key: siteKey, response: Site,"
        " evidence: captured, source: [GET_site.json]}\n",
        "GET /api/edit/site/{siteKey}: getOneSite is a variant of a path without {key}",
    ),
]

_PUT = "    x-powertrack-evidence: captured\n    x-powertrack-source: [PUT_site.json]\n"
_PAGE = "    x-powertrack-referer: /powertrack/{siteKey}/config\n"
_WRITE = "    x-powertrack-write: {read: getSite, identity: key, stamp: ts}\n"
_PUT_ERRORS = (
    "            schema: {$ref: ./schemas.yaml#/Site}\n"
    "      '400': {$ref: ../shared/responses.yaml#/BadRequest}\n"
    "      '401': {$ref: ../shared/responses.yaml#/Unauthorized}\n"
)
_NO_FORBIDDEN = Break(
    PATHS, f"{_PUT_ERRORS}      '403': {{$ref: ../shared/responses.yaml#/Forbidden}}\n", _PUT_ERRORS, ""
)

_NO_ALIASES = [
    Break(
        "site/schemas.yaml",
        "  x-powertrack-aliases:\n    latitude: place.latitude\n"
        "    acCapacityKw: {value: capacity, unit: capacityUnit, unitCode: 10}\n"
        "    acCapacityW: {value: capacity, scale: 0.001}\n"
        "    open: {value: closed, inverse: true}\n"
        "    pump: 'devices[7].label'\n"
        "    hids: {value: devices, item: hid}\n",
        "",
        "",
    ),
    Break("site/schemas.yaml", "  x-powertrack-aliases: {called: label}\n", "", ""),
]

ALLOWED = {
    "a write that is partial may say that its page was not seen": [
        Break(
            PATHS,
            f"{_PUT}{_PAGE}",
            "    x-powertrack-evidence: partial\n    x-powertrack-evidence-missing: the page\n"
            "    x-powertrack-source: [PUT_site.json]\n    x-powertrack-referer: null\n",
            "",
        ),
        _NO_FORBIDDEN,
    ],
    "a write may list pages that were seen to send it instead of naming the one": [
        Break(
            PATHS,
            f"{_PUT}{_PAGE}",
            f"{_PUT}    x-powertrack-pages: ['/powertrack/{{siteKey}}/config', '/powertrack/{{siteKey}}/a/{{id}}']\n",
            "",
        ),
        _NO_FORBIDDEN,
    ],
    "a PUT that is partial may be tied to no GET": [
        Break(
            PATHS,
            f"{_PUT}{_PAGE}{_WRITE}",
            "    x-powertrack-evidence: partial\n    x-powertrack-evidence-missing: what reads it\n"
            f"    x-powertrack-source: [PUT_site.json]\n{_PAGE}",
            "",
        ),
        *_NO_ALIASES,
    ],
    "a PUT that is reported may be tied to no GET, and name no page": [
        Break(
            PATHS,
            f"{_PUT}{_PAGE}{_WRITE}",
            "    x-powertrack-evidence: reported\n    x-powertrack-referer: null\n    deprecated: true\n",
            "",
        ),
        _NO_FORBIDDEN,
        *_NO_ALIASES,
    ],
    "a method of the client may be named": [
        Break(PATHS, "    summary: Read a site\n", "    summary: Read a site\n    x-powertrack-method: get_site\n", "")
    ],
    "the unit of a measurement may stand in another field": [
        Break(
            "site/schemas.yaml",
            "x-powertrack-unit: kW, description: AC power.",
            "x-powertrack-unit-in: capacityUnit, description: AC power.",
            "",
        )
    ],
}
"""Changes that break no rule, by what they show."""
