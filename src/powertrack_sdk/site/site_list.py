"""Which sites there are, as a list that can be searched, narrowed down and kept in a file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Self, overload

from powertrack_api.decoding import JsonObject, JsonValue
from powertrack_api.models import node
from powertrack_sdk import keys
from powertrack_sdk.arguments import listed
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.files import local_path
from powertrack_sdk.site import site_files
from powertrack_sdk.tables.columns import Table
from powertrack_sdk.tables.rows import model_columns
from powertrack_sdk.tables.tabular import Tabular

_SHOWN = 3


class Site(node.Node):
    """A site as it stands in the tree. Of one that comes from a file, often no more is known than its key and name."""

    __slots__ = ()

    @property
    def customer_key(self) -> str | None:
        """Key of the customer that it belongs to; None if that is not known."""
        return self.parent_key


# Not derived from Sequence: type checkers would take the question whether a key is in the list for a mistake.
class SiteList(Tabular):
    """Sites in their order, each of them once.

    It is used like a tuple: it is not changed once it is made, and narrowing it down gives another list. A site is in
    it (`in`) by its key, with or without the letter, or as a `Site`.

    Args:
        sites: The sites. Of several with the same key the first one counts.
        customer: Key of the customer below which they are.
        fetched_at: When PowerTrack was asked for them.

    Attributes:
        customer: Key of the customer below which they are; None if that is not known.
        fetched_at: When PowerTrack was asked for them; None if that is not known.
    """

    def __init__(
        self, sites: Iterable[Site] = (), *, customer: str | None = None, fetched_at: datetime | None = None
    ) -> None:
        self.customer = customer
        self.fetched_at = fetched_at
        self._by_key: dict[str, Site] = {}
        for site in sites:
            self._by_key.setdefault(site.key, site)
        self._sites = tuple(self._by_key.values())

    @property
    def keys(self) -> list[str]:
        """The keys of the sites, in their order."""
        return list(self._by_key)

    def get_by_key(self, key: str | int) -> Site | None:
        """The site with a key; None if it is not in the list.

        Raises:
            ValidationError: It is no site's key.
        """
        return self._by_key.get(keys.site_key(key))

    def filter_by_keys(self, wanted: Iterable[str | int]) -> Self:
        """Only the sites with these keys, in the order of this list.

        Args:
            wanted: Keys of sites that are in the list.

        Raises:
            ValidationError: One is no site's key, or not in the list; the message names all that are not.
        """
        chosen = {keys.site_key(key) for key in listed(wanted, "wanted")}
        unknown = sorted(chosen - self._by_key.keys())
        if unknown:
            raise ValidationError(f"not in the list of {len(self)} sites: {', '.join(unknown)}")
        return self._with(site for site in self if site.key in chosen)

    def filter_by_name(self, pattern: str) -> Self:
        """Only the sites whose whole name fits a shell pattern, whatever the case of letters.

        Args:
            pattern: A name in which `*` stands for any text, `?` for any character and `[...]` for one of some, such as
                `*north*`. A site without a name fits `*` alone.

        Example:
            >>> sites = SiteList.from_json({"S10001": "North Field", "S10002": "South Roof"})
            >>> sites.filter_by_name("*north*").keys
            ['S10001']
        """
        folded = pattern.casefold()
        return self._with(site for site in self if fnmatchcase((site.name or "").casefold(), folded))

    def table(self) -> Table:
        """The sites: a row for each, a column for each thing that is known of them."""
        return Table(title="Sites", columns=tuple(model_columns(Site, self._sites)))

    @classmethod
    def from_json(cls, source: str | bytes | JsonValue) -> Self:
        """Read a list of sites from JSON, as text or parsed.

        It may be a list of sites, an object whose `sites` are one (as `to_json` writes it), or an object that gives
        names by keys. A site is an object with a `key` (or `site_id`, `siteId`, `id`) and a `name`, or the key alone;
        keys may lack their letter.

        Args:
            source: The text, or what it means.

        Raises:
            ConfigurationError: It is no list of sites; the message says where.
        """
        where = "the list of sites"
        value = site_files.parsed(source, where) if isinstance(source, (str, bytes)) else source
        return cls._from_records(site_files.records(value, where))

    @classmethod
    def from_json_file(cls, path: str | os.PathLike[str]) -> Self:
        """Read a list of sites from a JSON file, in one of the forms of `from_json`.

        Raises:
            ConfigurationError: The file cannot be read, or holds no list of sites; the message says where.
        """
        return cls._from_records(site_files.read(local_path(path)))

    @classmethod
    def from_directory(cls, folder: str | os.PathLike[str]) -> Self:
        """Read all lists of sites (`*.json`) in a folder, and merge them in the order of the names of the files.

        A site that is in several of them counts once, as it is in the first. The customer is known where all files
        name the same one, the moment is the earliest of the files.

        Raises:
            ConfigurationError: There is no such folder or no file in it, or one of them holds no list of sites.
        """
        lists = [cls.from_json_file(path) for path in site_files.in_folder(local_path(folder))]
        customers = {one.customer for one in lists}
        moments = [one.fetched_at for one in lists]
        return cls(
            (site for one in lists for site in one),
            customer=customers.pop() if len(customers) == 1 else None,
            fetched_at=min((moment for moment in moments if moment is not None), default=None),
        )

    def to_json(self) -> str:
        """The list as JSON text: `customer`, `fetched_at`, and `sites` with all that is known of them."""
        content: JsonObject = {
            "customer": self.customer,
            "fetched_at": self.fetched_at.isoformat() if self.fetched_at is not None else None,
            "sites": [_record(site) for site in self],
        }
        return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"

    def to_json_file(self, path: str | os.PathLike[str]) -> Path:
        """Write the list to a file that `from_json_file` reads, whole or not at all. Missing folders are made.

        Raises:
            ConfigurationError: It cannot be written.
        """
        file = local_path(path)
        site_files.write(file, self.to_json())
        return file

    @overload
    def __getitem__(self, place: int) -> Site: ...

    @overload
    def __getitem__(self, place: slice) -> Self: ...

    def __getitem__(self, place: int | slice) -> Site | Self:
        return self._with(self._sites[place]) if isinstance(place, slice) else self._sites[place]

    def __len__(self) -> int:
        return len(self._sites)

    def __iter__(self) -> Iterator[Site]:
        return iter(self._sites)

    def __reversed__(self) -> Iterator[Site]:
        return reversed(self._sites)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, node.Node):
            return item.key in self._by_key
        try:
            return isinstance(item, (str, int)) and keys.site_key(item) in self._by_key
        except ValidationError:
            return False

    def __eq__(self, other: object) -> bool:
        return self._sites == other._sites if isinstance(other, SiteList) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # sites can be changed

    def __repr__(self) -> str:
        shown = ", ".join([*self.keys[:_SHOWN], *(["..."] if len(self) > _SHOWN else [])])
        below = f" of {self.customer}" if self.customer else ""
        return f"SiteList({len(self)} site{'' if len(self) == 1 else 's'}{below}{f': {shown}' if shown else ''})"

    def _with(self, sites: Iterable[Site]) -> Self:
        return type(self)(sites, customer=self.customer, fetched_at=self.fetched_at)

    @classmethod
    def _from_records(cls, records: site_files.Records) -> Self:
        sites = [Site.from_json(record) for record in records.sites]
        return cls(sites, customer=records.customer, fetched_at=records.fetched_at)


def _record(site: Site) -> JsonObject:
    """A site as it is written to a file: all that came, and what it is known by."""
    known: JsonObject = {"key": site.key, "name": site.name}
    if site.parent_key is not None:
        known["parentKey"] = site.parent_key
    if site.path:
        known["path"] = [*site.path]
    return {**known, **site.raw, **known}
