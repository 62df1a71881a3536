"""GET /api/node/favorites"""

from __future__ import annotations

from powertrack_core.decoding import each, load_list, text
from powertrack_core.operation import Operation


def get_favorite_nodes() -> Operation[list[str]]:
    """Read the favorite nodes of the session's user.

    Answers with keys in the user's own order. Only keys of sites were seen.

    Evidence: captured.
    """
    return Operation(
        id="getFavoriteNodes",
        method="GET",
        path="/api/node/favorites",
        parse=_parse,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[str]:

    return each(load_list(content), text)
