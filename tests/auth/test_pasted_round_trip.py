"""What a browser writes is read back equal, whatever the headers and the body hold.

The `as_...` functions write as the developer tools do: the same escapes in the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from powertrack_sdk.auth import parse_pasted_text

Headers = dict[str, str]
Render = Callable[[str, Headers, str], str]

URL = "https://apps.alsoenergy.com/api/node?keys=[S1,{S2}]&a=%41b"

names = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True).filter(lambda name: name != "cookie")
# The soft hyphen is invisible, so it is removed as a mark of the text's way here.
latin = st.characters(max_codepoint=255, exclude_categories=["Cc", "Cf"])
printable = st.characters(min_codepoint=32, max_codepoint=126)
# Characters that one of the formats treats in a way of its own.
awkward = st.sampled_from([*"\"'`^%$\\!&|;,=()[]{}<>@# \t\n~", "%A", "^^", '""', "\\\\", "$(", "fetch(", "curl "])


def values(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pieces = st.lists(alphabet | awkward.filter(lambda piece: piece not in "\t\n"), min_size=1, max_size=30)
    return pieces.map("".join).map(str.strip).filter(bool)


def requests(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[Headers]:
    return st.builds(
        lambda headers, cookie: {**headers, "cookie": cookie},
        st.dictionaries(names, values(alphabet), max_size=4),
        values(alphabet),
    )


def bodies(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(alphabet | awkward, max_size=30).map("".join)


def as_fetch_node(url: str, headers: Headers, body: str) -> str:
    options = {"headers": headers, "body": body or None, "method": "POST"}
    return f"fetch({json.dumps(url, ensure_ascii=False)}, {json.dumps(options, indent=2, ensure_ascii=False)});"


def as_fetch_formatted(url: str, headers: Headers, body: str) -> str:
    """The same after a JavaScript formatter: names without quotes, trailing commas, single quotes."""

    def quoted(text: str) -> str:
        return "'" + json.dumps(text)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"

    lines = [
        f"    {name if re.fullmatch('[a-z_]+', name) else quoted(name)}: {quoted(value)},"
        for name, value in headers.items()
    ]
    return "\n".join(
        [f"await fetch({quoted(url)}, {{", "  headers: {", *lines, "  },", f"  body: {quoted(body)},", "});"]
    )


def posix_chrome(text: str) -> str:
    if not re.search(r"[\0-\x1f\x7f-\x9f!]|'", text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return "$'" + re.sub(r"[\0-\x1f\x7f-\x9f!]", lambda match: f"\\u{ord(match[0]):04x}", escaped) + "'"


def posix_firefox(text: str) -> str:
    if not re.search(r"[^\x20-\x7e]|'", text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    escaped = escaped.replace("!", "\\x21")
    return "$'" + re.sub(r"[^\x20-\x7e]", lambda match: f"\\x{ord(match[0]):02x}", escaped) + "'"


def cmd_chrome(text: str, quote: str = '^"') -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]", lambda match: f"^{match[0]}", escaped)
    escaped = re.sub(r"%(?=[a-zA-Z0-9_])", "%^", escaped)
    return quote + re.sub(r"\r?\n|\r", "^\n\n", escaped) + quote


def cmd_chrome_before(text: str) -> str:
    return cmd_chrome(text, '^"' if "\n" in text else '"')


def cmd_firefox(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '""')
    escaped = re.sub(r"[`$]", lambda match: f"\\{match[0]}", escaped)
    escaped = re.sub(r"[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`\"$\\]", lambda match: f"^{match[0]}", escaped)
    escaped = re.sub(r"%(?=[a-zA-Z0-9_])", "%^", escaped)
    return '^"' + escaped.replace("\n", '"^\r\n\r\n"') + '^"'


def curl(quote: Callable[[str], str], joint: str, cookie_option: bool) -> Render:
    def render(url: str, headers: Headers, body: str) -> str:
        words = ["curl " + re.sub(r"[\[{}\]]", lambda match: f"\\{match[0]}", quote(url))]
        for name, value in headers.items():
            as_option = cookie_option and name == "cookie" and "=" in value
            words.append(f"-b {quote(value)}" if as_option else f"-H {quote(f'{name}: {value}')}")
        words += [f"--data-raw {quote(body)}"] if body else []
        return joint.join([*words, "--compressed"])

    return render


def power_string(text: str) -> str:
    escaped = re.sub(r'[`$"]', lambda match: f"`{match[0]}", text)
    return '"' + re.sub(r"[^\x20-\x7e]", lambda match: f"$([char]{ord(match[0])})", escaped) + '"'


def as_power_shell(url: str, headers: Headers, body: str) -> str:
    table = "\n  ".join(
        f"{power_string(name)}={power_string(value)}" for name, value in headers.items() if name != "cookie"
    )
    name, _, value = headers["cookie"].partition("=")
    lines = [
        "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession",
        '$session.UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"',
        f"$session.Cookies.Add((New-Object System.Net.Cookie({power_string(name)}, {power_string(value)}, "
        '"/", "apps.alsoenergy.com")))',
        f"Invoke-WebRequest -UseBasicParsing -Uri {power_string(url)} `",
        '-Method "POST" `',
        "-WebSession $session `",
        f"-Headers @{{\n{table}\n}} `",
        f"-Body ([System.Text.Encoding]::UTF8.GetBytes({power_string(body)}))",
    ]
    return "\n".join(lines)


def assert_comes_back(render: Render, headers: Headers, body: str) -> None:
    text = render(URL, headers, body)
    for variant in (text, f"\ufeff{text}", f"{text} ;\n"):
        pasted = parse_pasted_text(variant)
        assert pasted.url == URL
        assert pasted.headers == headers


@settings(deadline=None)
@given(st.sampled_from([as_fetch_node, as_fetch_formatted]), requests(latin), bodies(st.characters(codec="utf-8")))
def test_fetch(render: Render, headers: Headers, body: str) -> None:
    assert_comes_back(render, headers, body)


bash_renders = st.builds(
    curl, st.sampled_from([posix_chrome, posix_firefox]), st.sampled_from([" \\\n  ", " "]), st.booleans()
)


@settings(deadline=None, max_examples=200)
@given(bash_renders, requests(latin), bodies(latin))
def test_curl_bash(render: Render, headers: Headers, body: str) -> None:
    assert_comes_back(render, headers, body)


cmd_renders = st.builds(
    curl,
    st.sampled_from([cmd_chrome, cmd_chrome_before, cmd_firefox]),
    st.sampled_from([" ^\n  ", " ^\r\n  ", " "]),
    st.booleans(),
)


@settings(deadline=None, max_examples=300)
@given(cmd_renders, requests(printable), bodies(printable))
def test_curl_cmd(render: Render, headers: Headers, body: str) -> None:
    assert_comes_back(render, headers, body)


@settings(deadline=None)
@given(headers=requests(latin), body=bodies(latin))
def test_power_shell(headers: Headers, body: str) -> None:
    cookie = headers["cookie"] if "=" in headers["cookie"] else f"{headers['cookie']}="
    plain = {name: value for name, value in headers.items() if name != "user-agent"} | {"cookie": cookie}
    pasted = parse_pasted_text(as_power_shell(URL, plain, body))
    assert pasted.url == URL
    assert pasted.headers == {**plain, "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"}
