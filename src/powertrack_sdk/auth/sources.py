"""The places that may hold credentials: environment variables, `.env`, `mostRecentFetch.js`, `cookie.txt`."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen
from dotenv import dotenv_values

from powertrack_sdk.auth.address import origin_of
from powertrack_sdk.auth.pasted_text import HOW_TO_COPY, is_blank, is_of_powertrack, parse_pasted_text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path

FETCH_FILE_NAME: Final = "mostRecentFetch.js"
COOKIE_FILE_NAME: Final = "cookie.txt"
PACKAGE_FOLDER = Path(__file__).resolve().parent.parent

_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


@frozen
class Source:
    """The values of one place. Cookie and `ae_s` belong together and are taken together.

    Attributes:
        implicit: Whether it is a file that the user did not name, found in the working folder or inside the package.
        is_request: Whether it is a copied request, which names its host itself.
    """

    name: str
    cookie: str | None = field(default=None, repr=False)
    ae_s: str | None = field(default=None, repr=False)
    ae_v: str | None = field(default=None, repr=False)
    base_url: str | None = field(default=None, repr=False)
    user_agent: str | None = field(default=None, repr=False)
    implicit: bool = False
    is_request: bool = False


def variables(values: Mapping[str, str | None], name: str) -> Source:
    """The variables that count, of the environment or of a `.env`. An empty one counts as missing."""

    def value(variable: str) -> str | None:
        return (values.get(variable) or "").strip() or None

    return Source(name, cookie=value("COOKIE"), ae_s=value("AE_S"), ae_v=value("AE_V"), base_url=value("BASE_URL"))


def dotenv_variables() -> Source | None:
    """The `.env` in the working folder, if any; those of folders above may belong to other projects."""
    path = Path.cwd() / ".env"
    if not path.is_file():
        return None
    # A cookie may hold `${`, so nothing is interpolated.
    values = dotenv_values(stream=io.StringIO(text_of(path)), interpolate=False)
    return evolve(variables(values, "file .env"), implicit=True)


def fetch_file(path: Path) -> Source | None:
    """A file that holds a copied request; None if it is blank, or holds only comments like the one that is shipped.

    Raises:
        ConfigurationError: It cannot be read, is not a copied request, or credentials may not be sent to its URL.
    """
    text = text_of(path)
    if is_blank(text):
        return None
    try:
        return pasted(text, f"file {path.name}")
    except ConfigurationError as error:
        problem = str(error)
    raise ConfigurationError(f"The file {path} gives no credentials. {problem}")


def pasted(text: str, name: str) -> Source:
    """The text of a copied request.

    Raises:
        ConfigurationError: It is not a copied request, or credentials may not be sent to its URL.
    """
    request = parse_pasted_text(text)
    base_url = origin_of(request.url, "The URL of the copied request")
    if not is_of_powertrack(request):
        raise ConfigurationError(
            f"The copied request went to {base_url} and has no session of PowerTrack in it: no cookie AESession, no"
            f" header ae_s. To get the right one, {HOW_TO_COPY}."
        )
    headers = request.headers
    return Source(
        name,
        cookie=headers["cookie"],
        ae_s=headers.get("ae_s"),
        ae_v=headers.get("ae_v"),
        base_url=base_url,
        user_agent=headers.get("user-agent"),
        is_request=True,
    )


def cookie_file(path: Path) -> Source | None:
    """A file that holds a Cookie header and nothing else; None if it is empty."""
    cookie = text_of(path).strip()
    return Source(f"file {path.name}", cookie=cookie) if cookie else None


def default_fetch_files() -> Iterator[tuple[str, Source | None]]:
    """The copied requests in the working folder and inside the package; with each a note in case it is missing."""
    for path in (Path.cwd() / FETCH_FILE_NAME, PACKAGE_FOLDER / FETCH_FILE_NAME):
        source = fetch_file(path) if path.is_file() else None
        note = f"{path} ({'no request in it' if path.is_file() else 'not there'})"
        yield note, None if source is None else evolve(source, implicit=True)


def default_cookie_file() -> tuple[str, Source | None]:
    """The cookie in the working folder, and a note in case it is missing."""
    path = Path.cwd() / COOKIE_FILE_NAME
    source = cookie_file(path) if path.is_file() else None
    note = f"{path} ({'empty' if path.is_file() else 'not there'})"
    return note, None if source is None else evolve(source, implicit=True)


def absolute(path: str | os.PathLike[str]) -> Path:
    """A path that stays the same when the working folder changes."""
    return local_path(path).expanduser().absolute()


def text_of(path: Path) -> str:
    """The text of a file: UTF-8, or UTF-16 with a mark, as Windows PowerShell writes it.

    Raises:
        ConfigurationError: It cannot be read.
    """
    problem = "it is not UTF-8 text"
    try:
        content = path.read_bytes()
        return content.decode("utf-16" if content[:2] in _UTF_16_MARKS else "utf-8-sig")
    except OSError as error:
        problem = error.strerror or "an error of the file system"
    except UnicodeError:
        pass
    except ValueError:
        problem = "its name is not one that a file can have"
    # Outside of the clauses above: an error of decoding would carry the secret along as its context.
    raise ConfigurationError(f"The file {path} cannot be read: {problem}.")
