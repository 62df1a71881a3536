"""Requests copied as cURL: the options of `curl` commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from powertrack_sdk.auth.pasted_request import PastedRequest, header_map

# Options that take a value, from `curl --help all`; every other one is a switch.
_LETTERS_WITH_VALUE: Final = frozenset("AbcCdDeEFHKmoPQrtTuUwxXyYz")
_LONG_WITH_VALUE: Final = """
    abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
    continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode
    delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header egd-file engine etag-compare
    etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port
    ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface
    ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options
    mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir
    parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert
    proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
    proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey
    quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid
    service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr
    telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii
    trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority write-out
"""
_NAMES_WITH_VALUE: Final = frozenset(_LONG_WITH_VALUE.split())
_LONG_NAMES: Final = {
    "H": "header",
    "b": "cookie",
    "A": "user-agent",
    "e": "referer",
    "X": "request",
    "d": "data",
    "F": "form",
    "T": "upload-file",
    "G": "get",
    "I": "head",
    ":": "next",
}
_URL = re.compile(r"https?://", re.IGNORECASE)
_CURL = re.compile(r"curl(?:\.exe)?", re.IGNORECASE)


def read_curl(commands: list[list[str]]) -> list[PastedRequest]:
    """The requests of all commands that are curl with a URL, in their order."""
    requests: list[PastedRequest] = []
    for words in commands:
        if _CURL.fullmatch(words[0]):
            options: list[tuple[str, str]] = []
            for option, value in [*_options(words[1:]), ("next", "")]:
                if option == "next":  # `--next` begins another request
                    requests += _requests(options)
                    options = []
                else:
                    options.append((option, value))
    return requests


def _requests(options: list[tuple[str, str]]) -> Iterator[PastedRequest]:
    """One request for each URL. A body that is read from a file stands as `@` with the name of the file."""
    last = dict(options)
    body = _body(options)
    method = "GET" if body is None else "POST"
    if "upload-file" in last:
        body, method = f"@{last['upload-file']}", "PUT"
    queries = [value for option, value in options if option == "url-query"]
    if "get" in last or "head" in last:
        queries += [] if body is None else [body]
        body, method = None, "HEAD" if "head" in last else "GET"
    headers = header_map(_headers(options))
    for option, value in options:
        if option in ("", "url") and _URL.match(value):
            # Browsers escape the brackets that curl would expand.
            url, *fragment = re.sub(r"\\([\[\]{}])", r"\1", value).split("#", 1)
            url = "&".join([url + ("?" if queries and "?" not in url else ""), *queries]).replace("?&", "?")
            yield PastedRequest("#".join([url, *fragment]), headers, last.get("request") or method, body)


def _headers(options: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for option, value in options:
        if option == "header" and ":" in value:
            name, _, content = value.partition(":")
            yield name, content
        elif option in ("user-agent", "referer") or (option == "cookie" and "=" in value):
            yield option, value
        elif option == "json":
            yield "content-type", "application/json"
        elif option in ("form", "form-string"):
            yield "content-type", "multipart/form-data"


def _body(options: Iterable[tuple[str, str]]) -> str | None:
    """The body that all options make together; None if there is none."""
    body: str | None = None
    for option, value in options:
        if option == "json":
            body = (body or "") + value
        elif option.startswith(("data", "form")):
            part = _urlencoded(value) if option == "data-urlencode" else value
            body = part if body is None else f"{body}&{part}"
    return body


def _urlencoded(value: str) -> str:
    name, equals, content = value.partition("=")
    if not equals:
        return quote(value, safe="")
    return f"{name}={quote(content, safe='')}" if name else quote(content, safe="")


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    """The options by their long name if it matters, switches with an empty value; the rest under an empty name."""
    rest = iter(words)
    for word in rest:
        if word.startswith("--"):
            yield word[2:], next(rest, "") if word[2:] in _NAMES_WITH_VALUE else ""
        elif not word.startswith("-"):
            yield "", word
        else:
            for place, letter in enumerate(word[1:], start=2):
                taken = letter in _LETTERS_WITH_VALUE
                yield _LONG_NAMES.get(letter, letter), (word[place:] or next(rest, "")) if taken else ""
                if taken:
                    break
