"""Files with lists of sites, in the forms that are around."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from attrs import field, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, kind, moment
from powertrack_sdk import keys
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.files import replace_file

_KEY_NAMES = ("key", "site_id", "siteId", "id")
_CUSTOMER_NAMES = ("customer", "customer_id", "customerId")
_MOMENT_NAMES = ("fetched_at", "fetchedAt")


@frozen(kw_only=True)
class Records:
    """What a file says.

    Attributes:
        sites: The sites as they are there, each with a `key` in its usual spelling.
        customer: Key of the customer below which they are, where it says so.
        fetched_at: When PowerTrack was asked for them, where it says so.
    """

    sites: list[JsonObject] = field(repr=False)
    customer: str | None = None
    fetched_at: datetime | None = None


def read(path: Path) -> Records:
    """Read a file.

    Raises:
        ConfigurationError: It cannot be read, or holds no list of sites.
    """
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path} cannot be read ({getattr(error, 'strerror', error)})") from error
    return records(parsed(content, str(path)), str(path))


def in_folder(folder: Path) -> list[Path]:
    """The JSON files in a folder, by their names.

    Raises:
        ConfigurationError: There is no such folder, or no such file in it.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"{folder} is no folder; one with lists of sites (*.json) is expected")
    found = sorted(path for path in folder.glob("*.json") if path.is_file())
    if not found:
        raise ConfigurationError(f"{folder} holds no lists of sites (*.json)")
    return found


def parsed(content: str | bytes, where: str) -> JsonValue:
    """JSON text, parsed.

    Args:
        content: The text.
        where: What it is, for messages.

    Raises:
        ConfigurationError: It is not JSON.
    """
    try:
        return exact_json.loads(content)
    except ValueError as error:
        raise ConfigurationError(f"{where} cannot be read as JSON ({error})") from None


def records(value: JsonValue, where: str) -> Records:
    """The sites in a JSON value, whichever of the forms it has.

    Args:
        value: The value.
        where: What it is, for messages.

    Raises:
        ConfigurationError: It is no list of sites.
    """
    if isinstance(value, list):
        return Records(sites=_sites(value, where, ""))
    if not isinstance(value, dict):
        raise ConfigurationError(f"{where} holds {kind(value)}; a list of sites is expected")
    if "sites" not in value:
        return Records(sites=[_named(key, what, where) for key, what in value.items()])
    sites = value["sites"]
    if isinstance(sites, dict):
        found = [_named(key, what, where) for key, what in sites.items()]
    elif isinstance(sites, list):
        found = _sites(sites, where, "sites")
    else:
        raise ConfigurationError(f"{where}: sites is {kind(sites)}; a list of sites is expected")
    fetched_at = moment(_first(value, _MOMENT_NAMES))
    if fetched_at is not None and fetched_at.tzinfo is None:
        fetched_at = fetched_at.replace(tzinfo=UTC)
    return Records(sites=found, customer=_customer(value), fetched_at=fetched_at)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; missing folders are made.

    Raises:
        ConfigurationError: It cannot be written.
    """
    try:
        replace_file(path, text.encode("utf-8", errors="surrogatepass"))
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({error.strerror})") from error


def _sites(items: list[JsonValue], where: str, name: str) -> list[JsonObject]:
    return [_site(item, f"{where}: {name}[{place}]") for place, item in enumerate(items)]


def _site(item: JsonValue, where: str) -> JsonObject:
    """A site from an object that describes it, or from its key alone."""
    if not isinstance(item, dict):
        return {"key": _key(item, where)}
    key = _first(item, _KEY_NAMES)
    if key is None:
        raise ConfigurationError(f"{where} has none of {', '.join(_KEY_NAMES)}")
    return {**item, "key": _key(key, where)}


def _named(key: str, what: JsonValue, where: str) -> JsonObject:
    """A site from its key, and its name or an object that describes it."""
    described = what if isinstance(what, dict) else {"name": what}
    return {**described, "key": _key(key, where)}


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
    """The first of some fields that holds something."""
    return next((value[name] for name in names if value.get(name) is not None), None)
