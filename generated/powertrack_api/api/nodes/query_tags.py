"""POST /api/tag"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import TagQueryInput
    from powertrack_api.models.tag_set import TagSet


def query_tags(
    body: TagQueryInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    site_key: str | None = None,
) -> Operation[TagSet]:
    """Read the tags that hang on an object.

    Only reads, although it is a POST. Notes were asked for on a site and on a device; a configuration document brings
    attributes and keywords along itself.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/notes.

    Args:
        body: What is sent, a TagQuery.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryTags",
        method="POST",
        path="/api/tag",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        referer=f"/powertrack/{segment(site_key)}/administration/notes" if site_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> TagSet:
    from powertrack_api.models.tag_set import TagSet

    return TagSet.parse(content)
