"""What the catalog of operations says of each."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class CatalogEntry:
    """An operation.

    Attributes:
        id: operationId.
        resource: Resource that it belongs to.
        method: HTTP method in capitals.
        path: Path template.
        evidence: How well it is known: `captured`, `partial` or `reported`.
        safe: Whether it only reads.
        deprecated: Whether another operation does the same and was seen.
        media_type: Media type of an answer; None if it has no content.
        referer: Template of the page that sends it; None if none is known.
        examples: Captured answers, by their names for `powertrack_api.examples.load`.
    """

    id: str
    resource: str
    method: str
    path: str
    evidence: str
    safe: bool = False
    deprecated: bool = False
    media_type: str | None = None
    referer: str | None = None
    examples: tuple[str, ...] = ()
