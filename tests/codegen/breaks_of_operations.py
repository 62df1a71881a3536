"""What breaks the standard, and the rules for operations."""

from __future__ import annotations

from tests.codegen.changing import Break

PATHS = "site/paths.yaml"

STANDARD = [
    Break("openapi.yaml", "  title: Tiny\n", "", "info: 'title' is a required property"),
    Break(
        "openapi.yaml",
        "openapi: 3.1.1",
        "openapi: 2.0.0",
        "openapi: '2.0.0' does not match '^3\\\\.1\\\\.\\\\d+(-.+)?$'",
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
        "DELETE /api/note/{siteKey}: does not describe the answer 401",
    ),
]

PAGES = [
    Break(
        PATHS,
        "    x-powertrack-referer: /powertrack/{siteKey}/config\n",
        "",
        "PUT /api/edit/site: writes and names no x-powertrack-referer",
    ),
    Break(
        PATHS,
        "    x-powertrack-referer: /powertrack/{siteKey}/notes\n",
        "",
        "DELETE /api/note/{siteKey}: writes and names no x-powertrack-referer",
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
        "operationId getSiteView stands 2 times",
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
