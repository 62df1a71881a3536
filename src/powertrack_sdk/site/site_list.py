"""Lists of sites: search, selection, and JSON files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Self, overload

from powertrack_api.models import node
from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, kind, moment
from powertrack_sdk import keys
from powertrack_sdk.arguments import listed
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.files import local_path, replace_file
from powertrack_sdk.tables.columns import Table, Tabular
from powertrack_sdk.tables.rows import model_columns

_KEY_NAMES = ("key", "site_id", "siteId", "id")
_CUSTOMER_NAMES = ("customer", "customer_id", "customerId")
_MOMENT_NAMES = ("fetched_at", "fetchedAt")
_SHOWN = 3


class Site(node.Node):
    """A site of the tree. One from a file often has only a key and a name."""

    __slots__ = ()

    @property
    def customer_key(self) -> str | None:
        """Key of its customer; None if unknown."""
        return self.parent_key


# Not a Sequence: type checkers would reject `key in sites`.
class SiteList(Tabular):
    """An immutable sequence of sites without duplicates. `in` takes a key, with or without its letter, or a `Site`.

    Args:
        sites: The sites. Of several with the same key the first is used.
        customer: Key of the customer whose tree they are from.
        fetched_at: When they were read from PowerTrack.

    Attributes:
        customer: Key of the customer whose tree they are from; None if unknown.
        fetched_at: When they were read from PowerTrack; None if unknown.
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
        """The keys of the sites, in order."""
        return list(self._by_key)

    def get_by_key(self, key: str | int) -> Site | None:
        """Return the site with a key; None if it is not in the list.

        Raises:
            ValidationError: The key is not a site's.
        """
        return self._by_key.get(keys.site_key(key))

    def filter_by_keys(self, wanted: Iterable[str | int]) -> Self:
        """Return the sites with these keys, in the order of this list.

        Args:
            wanted: Keys of sites in the list.

        Raises:
            ValidationError: A key is not a site's, or not in the list.
        """
        chosen = {keys.site_key(key) for key in listed(wanted, "wanted")}
        unknown = sorted(chosen - self._by_key.keys())
        if unknown:
            raise ValidationError(f"not in the list of {len(self)} sites: {', '.join(unknown)}")
        return self._with(site for site in self if site.key in chosen)

    def filter_by_name(self, pattern: str) -> Self:
        """Return the sites whose whole name matches a shell pattern; case is ignored.

        Args:
            pattern: A pattern with `*` for any text, `?` for any character and `[...]` for one of several, such as
                `*north*`. A site without a name matches only `*`.

        Example:
            >>> sites = SiteList.from_json({"S10001": "North Field", "S10002": "South Roof"})
            >>> sites.filter_by_name("*north*").keys
            ['S10001']
        """
        folded = pattern.casefold()
        return self._with(site for site in self if fnmatchcase((site.name or "").casefold(), folded))

    def table(self) -> Table:
        """Return a row for each site, with a column for each attribute."""
        return Table(title="Sites", columns=tuple(model_columns(Site, self._sites)))

    @classmethod
    def from_json(cls, source: str | bytes | JsonValue) -> Self:
        """Read a list of sites from JSON.

        The JSON is a list of sites, an object with such a list as `sites` (as written by `to_json`), or an object of
        names by key. A site is an object with a `key` (or `site_id`, `siteId`, `id`) and a `name`, or just a key. Keys
        may lack their letter.

        Args:
            source: JSON as text, or parsed.

        Raises:
            ConfigurationError: It is not a list of sites; the message names the place.
        """
        return cls._parse(source, "the list of sites")

    @classmethod
    def from_json_file(cls, path: str | os.PathLike[str]) -> Self:
        """Read a list of sites from a JSON file, in one of the forms of `from_json`.

        Raises:
            ConfigurationError: The file cannot be read, or is not a list of sites; the message names the place.
        """
        file = local_path(path)
        try:
            content = file.read_bytes()
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"{file} cannot be read ({getattr(error, 'strerror', error)})") from error
        return cls._parse(content, str(file))

    @classmethod
    def from_directory(cls, folder: str | os.PathLike[str]) -> Self:
        """Read all lists of sites (`*.json`) in a folder, and merge them in the order of their file names.

        A site in several files is taken from the first. `customer` is set if all files name the same one; `fetched_at`
        is the earliest of the files.

        Raises:
            ConfigurationError: The folder or its files cannot be read, or one is not a list of sites.
        """
        place = local_path(folder)
        if not place.is_dir():
            raise ConfigurationError(f"{place} is not a folder; one with lists of sites (*.json) is expected")
        files = sorted(path for path in place.glob("*.json") if path.is_file())
        if not files:
            raise ConfigurationError(f"{place} holds no lists of sites (*.json)")
        lists = [cls.from_json_file(file) for file in files]
        customers = {one.customer for one in lists}
        moments = [one.fetched_at for one in lists]
        return cls(
            (site for one in lists for site in one),
            customer=customers.pop() if len(customers) == 1 else None,
            fetched_at=min((moment for moment in moments if moment is not None), default=None),
        )

    def to_json(self) -> str:
        """Return the list as JSON text: `customer`, `fetched_at`, and `sites` with all their fields."""
        content: JsonObject = {
            "customer": self.customer,
            "fetched_at": self.fetched_at.isoformat() if self.fetched_at is not None else None,
            "sites": [_site_json(site) for site in self],
        }
        return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"

    def to_json_file(self, path: str | os.PathLike[str]) -> Path:
        """Write the list in one step to a file that `from_json_file` reads. Missing folders are created.

        Raises:
            ConfigurationError: The file cannot be written.
        """
        file = local_path(path)
        try:
            replace_file(file, self.to_json().encode("utf-8", errors="surrogatepass"))
        except OSError as error:
            raise ConfigurationError(f"{file} cannot be written ({error.strerror})") from error
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
    def _parse(cls, source: str | bytes | JsonValue, where: str) -> Self:
        """Read a list of sites; `where` names it in messages."""
        try:
            value = exact_json.loads(source) if isinstance(source, (str, bytes)) else source
        except ValueError as error:
            raise ConfigurationError(f"{where} cannot be read as JSON ({error})") from None
        if not isinstance(value, (list, dict)):
            raise ConfigurationError(f"{where} holds {kind(value)}; a list of sites is expected")
        whole: JsonObject = value if isinstance(value, dict) and "sites" in value else {"sites": value}
        sites = whole["sites"]
        if isinstance(sites, list):
            name = "sites" if whole is value else ""
            records = [_record(item, f"{where}: {name}[{place}]") for place, item in enumerate(sites)]
        elif isinstance(sites, dict):
            records = [
                {**(item if isinstance(item, dict) else {"name": item}), "key": _key(key, where)}
                for key, item in sites.items()
            ]
        else:
            raise ConfigurationError(f"{where}: sites is {kind(sites)}; a list of sites is expected")
        fetched_at = moment(_first(whole, _MOMENT_NAMES))
        if fetched_at is not None and fetched_at.tzinfo is None:
            fetched_at = fetched_at.replace(tzinfo=UTC)
        return cls((Site.from_json(one) for one in records), customer=_customer(whole), fetched_at=fetched_at)


def _site_json(site: Site) -> JsonObject:
    """Return all fields of a site, with those that it is identified by first."""
    known: JsonObject = {"key": site.key, "name": site.name}
    if site.parent_key is not None:
        known["parentKey"] = site.parent_key
    if site.path:
        known["path"] = [*site.path]
    return {**known, **site.raw, **known}


def _record(item: JsonValue, where: str) -> JsonObject:
    """Return a site as an object, from an object or its key alone."""
    if not isinstance(item, dict):
        return {"key": _key(item, where)}
    key = _first(item, _KEY_NAMES)
    if key is None:
        raise ConfigurationError(f"{where} has none of {', '.join(_KEY_NAMES)}")
    return {**item, "key": _key(key, where)}


def _key(value: JsonValue, where: str) -> str:
    if not isinstance(value, (str, int)):
        raise ConfigurationError(f"{where} is {kind(value)}; a site is expected")
    try:
        return keys.site_key(value)
    except ValidationError as error:
        raise ConfigurationError(f"{where}: {error}") from None


def _customer(value: JsonObject) -> str | None:
    found = _first(value, _CUSTOMER_NAMES)
    try:
        return keys.customer_key(found) if isinstance(found, (str, int)) else None
    except ValidationError:
        return None


def _first(value: JsonObject, names: tuple[str, ...]) -> JsonValue:
    """Return the first of some fields that has a value."""
    return next((value[name] for name in names if value.get(name) is not None), None)
