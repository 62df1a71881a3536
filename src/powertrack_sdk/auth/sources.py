"""The places where credentials may be: environment variables, `.env`, `mostRecentFetch.js`, `cookie.txt`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import field, frozen
from dotenv import dotenv_values

from powertrack_sdk.auth.address import origin_of
from powertrack_sdk.auth.pasted_text import HOW_TO_COPY, is_blank, is_of_powertrack, parse_pasted_text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path

FETCH_FILE_NAME: Final = "mostRecentFetch.js"
COOKIE_FILE_NAME: Final = "cookie.txt"
DOTENV: Final = "file .env"
PACKAGE_FOLDER = Path(__file__).resolve().parent.parent

_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


@frozen
class Source:
    """What one place gives. Cookie and `ae_s` belong together and are taken together.

    An implicit one is a file that nobody named, found in the working folder or inside the package. A copied request
    names its host itself.
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
    """The variables that count, of the environment or of a `.env`. An empty one is as good as none."""

    def value(variable: str) -> str | None:
        return (values.get(variable) or "").strip() or None

    return Source(name, cookie=value("COOKIE"), ae_s=value("AE_S"), ae_v=value("AE_V"), base_url=value("BASE_URL"))


def dotenv_variables() -> Source | None:
    """The `.env` in the working folder; None if there is none. `os.environ` stays as it is.

    Those of folders above may belong to other projects, so they do not count.

    Raises:
        ConfigurationError: It cannot be read.
    """
    path = Path.cwd() / ".env"
    if not path.is_file():
        return None
    problem = "it is not UTF-8 text"
    try:
        # A cookie may well hold `${`, so nothing is filled in.
        return variables(dotenv_values(path, interpolate=False, encoding="utf-8-sig"), DOTENV)
    except OSError as error:
        problem = error.strerror or "an error of the file system"
    except UnicodeError:
        pass
    raise ConfigurationError(f"The file {path} cannot be read: {problem}.")


def fetch_file(path: Path) -> Source | None:
    """A file that holds a copied request; None when it holds nothing, or comments only, like the one that is shipped.

    Raises:
        ConfigurationError: It cannot be read, or not understood, or credentials may not be sent where its URL points.
    """
    text = text_of(path)
    if is_blank(text):
        return None
    problem = ""
    try:
        return pasted(text, f"file {path.name}")
    except ConfigurationError as error:
        problem = str(error)
    raise ConfigurationError(f"The file {path} gives no credentials. {problem}")


def pasted(text: str, name: str) -> Source:
    """The text of a copied request.

    Raises:
        ConfigurationError: It is not understood, or credentials may not be sent where its URL points.
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
    """A file that holds a Cookie header and nothing else; None when it is empty.

    Raises:
        ConfigurationError: It cannot be read.
    """
    cookie = text_of(path).strip()
    return Source(f"file {path.name}", cookie=cookie) if cookie else None


def default_fetch_files() -> list[Path]:
    """Where a copied request is looked for: in the working folder, then inside the package."""
    return [Path.cwd() / FETCH_FILE_NAME, PACKAGE_FOLDER / FETCH_FILE_NAME]


def default_cookie_file() -> Path:
    """Where a cookie is looked for."""
    return Path.cwd() / COOKIE_FILE_NAME


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
    raise ConfigurationError(f"The file {path} cannot be read: {problem}.")
