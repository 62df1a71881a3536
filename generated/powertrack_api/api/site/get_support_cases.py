"""GET /api/netsuite/cases/{siteKey}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load_list
from powertrack_core.operation import Operation, segment


def get_support_cases(
    site_key: str,
) -> Operation[list[JsonValue]]:
    """List the support cases of a site.

    The cases come from NetSuite, where the vendor keeps them.

    Evidence: partial (not seen: a case; only the empty list was seen). Page:
    /powertrack/{siteKey}/administration/supportcases.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getSupportCases",
        method="GET",
        path=f"/api/netsuite/cases/{segment(site_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/administration/supportcases",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[JsonValue]:

    return load_list(content)
