from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powertrack_sdk.auth import session_expiry, who

EXP = 1_900_000_000
NO_EXPIRIES: list[object] = [None, True, "1900000000", [], 1e300, -1e300, 10**400, float("nan"), float("inf")]
WHEN = datetime(2030, 3, 17, 17, 46, 40, tzinfo=UTC)


def session(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


def token(payload: object) -> str:
    body = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")
    return f"e30.{body}.sig"


WHOLE = session({"access_token": token({"exp": EXP, "name": "Sam Tester~~~???>>>"})})


@pytest.mark.parametrize("chunk", [1000, 97, 3])
def test_expiry_is_read_however_many_chunks(session_cookie: Callable[..., str], chunk: int) -> None:
    assert session_expiry(session_cookie(chunk=chunk, exp=EXP)) == WHEN


@pytest.mark.parametrize(
    "value",
    [
        WHOLE,
        WHOLE.rstrip("="),
        WHOLE.replace("+", "-").replace("/", "_"),
        WHOLE.replace("+", "-").replace("/", "_").rstrip("="),
        quote(WHOLE, safe=""),
        f'"{WHOLE}"',
    ],
    ids=["base64", "no padding", "url-safe", "url-safe, no padding", "percent-encoded", "in quotes"],
)
def test_expiry_is_read_however_it_is_encoded(value: str) -> None:
    assert session_expiry(f"x=1; AESession={value}") == WHEN
    assert session_expiry(f"AESession=chunks-2; AESessionC1={value[:50]}; AESessionC2={value[50:]}") == WHEN


def test_chunks_are_joined_by_their_number() -> None:
    parts = [WHOLE[start : start + 10] for start in range(0, len(WHOLE), 10)]
    assert len(parts) > 10
    crumbs = [f"AESessionC{number}={part}" for number, part in enumerate(parts, 1)]
    assert session_expiry("; ".join([*reversed(crumbs), f"AESession=chunks-{len(parts)}"])) == WHEN


def test_a_fraction_of_a_second_is_kept() -> None:
    assert session_expiry(f"AESession={session({'access_token': token({'exp': EXP + 0.5})})}") == WHEN.replace(
        microsecond=500_000
    )


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "AESession",
        "AESession=",
        "AESession=chunks-0",
        "AESession=chunks-2; AESessionC1=e30",
        "AESession=chunks-99999999999; AESessionC1=e30",
        "AESession=chunks-x",
        "AESession=%%%",
        "AESession=%ff%fe",
        "AESession=A",
        f"AESession={session([])}",
        f"AESession={session({})}",
        f"AESession={session({'access_token': None})}",
        f"AESession={session({'access_token': 'a.b'})}",
        f"AESession={session({'access_token': 'a.!.c'})}",
        f"AESession={session({'access_token': token([])})}",
        f"AESession={session({'access_token': token({})})}",
        *(f"AESession={session({'access_token': token({'exp': exp})})}" for exp in NO_EXPIRIES),
        f"AESession={base64.b64encode(b'[' * 200_000).decode()}",
        f"AESession={base64.b64encode(b'{' + bytes([0xFF]) * 5).decode()}",
    ],
)
def test_what_cannot_be_read_is_none(cookie: str) -> None:
    assert session_expiry(cookie) is None
    assert who(cookie) is None


@settings(deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text().map(lambda text: f"AESession={text}"),
        st.lists(st.text()).map(
            lambda parts: "; ".join(
                [f"AESession=chunks-{len(parts)}", *(f"AESessionC{n}={part}" for n, part in enumerate(parts, 1))]
            )
        ),
        st.binary().map(lambda data: f"AESession={base64.b64encode(data).decode()}"),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["access_token", "exp", "name"]), inner),
        ).flatmap(
            lambda value: st.sampled_from(
                [
                    f"AESession={session(value)}",
                    f"AESession={session({'access_token': value})}",
                    f"AESession={session({'access_token': token(value)})}",
                    f"AESession={session({'access_token': token({'exp': value, 'name': value})})}",
                ]
            )
        ),
    )
)
def test_nothing_in_a_cookie_is_an_error(cookie: str) -> None:
    expiry = session_expiry(cookie)
    assert expiry is None or expiry.tzinfo is not None
    name = who(cookie)
    assert name is None or name.isprintable()


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=253_402_300_799))
def test_every_moment_comes_back(exp: int) -> None:
    expiry = session_expiry(f"AESession={session({'access_token': token({'exp': exp})})}")
    assert expiry is not None
    assert expiry.timestamp() == exp


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "Sam Tester", "email": "sam@example.com", "sub": "U1"}, "Sam Tester"),
        ({"email": "sam@example.com", "preferred_username": "sam", "sub": "U1"}, "sam@example.com"),
        ({"preferred_username": "sam", "sub": "U1"}, "sam"),
        ({"sub": "U1"}, "U1"),
        ({"name": "", "sub": " U1 "}, "U1"),
        ({"name": "\x1b[2Jgone", "sub": "U1"}, "U1"),
        ({"name": 5}, None),
    ],
)
def test_who_reads_the_best_name(
    session_cookie: Callable[..., str], claims: dict[str, object], name: str | None
) -> None:
    assert who(session_cookie(**claims)) == name
