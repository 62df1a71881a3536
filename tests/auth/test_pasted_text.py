"""Texts as the browsers' developer tools copy them, and what becomes of broken ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powertrack_sdk.auth import parse_pasted_text
from powertrack_sdk.errors import ConfigurationError

URL = "https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z"
COOKIE = 'AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user="k\'5!"; p=100%25'

CHROME_FETCH = r"""fetch("https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z", {
  "headers": {
    "accept": "application/json, text/plain, */*",
    "accept-language": "en-US,en;q=0.9",
    "ae_s": "abc.def==",
    "ae_v": "086665",
    "sec-ch-ua": "\"Chromium\";v=\"124\", \"Google Chrome\";v=\"124\", \"Not-A.Brand\";v=\"99\"",
    "sec-ch-ua-mobile": "?0",
    "cookie": "AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user=\"k'5!\"; p=100%25",
    "Referer": "https://apps.alsoenergy.com/powertrack/S10001/overview/dashboard"
  },
  "body": null,
  "method": "GET"
});"""

EDGE_FETCH = CHROME_FETCH.replace("Google Chrome", "Microsoft Edge")

FORMATTED_FETCH = r"""// the request
const answer = await fetch(
  "https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z",
  {
    headers: {
      accept: "application/json, text/plain, */*",
      ae_s: "abc.def==",
      ae_v: "086665", // a comment
      "sec-ch-ua": '"Chromium";v="124", "Google Chrome";v="124"',
      cookie: 'AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user="k\'5!"; p=100%25',
      Referer: "https://apps.alsoenergy.com/powertrack/S10001/overview/dashboard",
    },
    body: undefined,
    method: "GET",
  },
);"""

CHROME_BASH = r"""curl 'https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z' \
  -H 'accept: application/json, text/plain, */*' \
  -H 'ae_s: abc.def==' \
  -H 'ae_v: 086665' \
  -b $'AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user="k\'5\u0021"; p=100%25' \
  -H 'x-empty;' \
  -H 'sec-ch-ua: "Chromium";v="124", "Google Chrome";v="124", "Not-A.Brand";v="99"' \
  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0' \
  --compressed"""

FIREFOX_BASH = r"""curl 'https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z' --compressed -X GET -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0' -H 'Accept: application/json' -H 'ae_s: abc.def==' -H 'ae_v: 086665' -H $'Cookie: AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user="k\'5\x21"; p=100%25' -H 'Pragma: no-cache'"""  # noqa: E501

POSTMAN_BASH = r"""curl --location --request GET 'https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z' \
--header 'ae_s: abc.def==' \
--header 'ae_v: 086665' \
--header 'User-Agent: PostmanRuntime/7' \
--cookie "AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user=\"k'5!\"; p=100%25" \
--max-time 30 -sS -o /dev/null --data 'https://example.com/not-the-address'
"""  # noqa: E501

CHROME_CMD = r"""curl ^"https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z^" ^
  -H ^"accept: application/json, text/plain, */*^" ^
  -H ^"ae_s: abc.def==^" ^
  -H ^"ae_v: 086665^" ^
  -b ^"AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user=^\^"k'5^!^\^"; p=100^%^25^" ^
  -H ^"sec-ch-ua: ^\^"Chromium^\^";v=^\^"124^\^", ^\^"Google Chrome^\^";v=^\^"124^\^"^" ^
  -H ^"user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/124.0.0.0^" ^
  --data-raw ^"^{^\^"a^\^":1^

^}^" ^
  --compressed"""

OLD_CHROME_CMD = CHROME_CMD.replace(' ^"', ' "').replace('^" ^\n', '" ^\n')

FIREFOX_CMD = r"""curl ^"https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z^" ^
  --compressed ^
  -X POST ^
  -H ^"User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0^" ^
  -H ^"ae_s: abc.def==^" ^
  -H ^"ae_v: 086665^" ^
  -H ^"Cookie: AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user=""k'5^!""; p=100^%^25^" ^
  --data-raw ^"one"^

"two^"
"""

POWERSHELL = r"""$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/124.0.0.0"
$session.Cookies.Add((New-Object System.Net.Cookie("AESession", "chunks-2", "/", "apps.alsoenergy.com")))
$session.Cookies.Add((New-Object System.Net.Cookie("AESessionC1", "CfDJ8+a/b=", "/", "apps.alsoenergy.com")))
$session.Cookies.Add((New-Object System.Net.Cookie("AESessionC2", "x_y-z", "/", ".alsoenergy.com")))
$session.Cookies.Add((New-Object System.Net.Cookie("ai_user", "`"k'5!`"", "/", "apps.alsoenergy.com")))
$session.Cookies.Add((New-Object System.Net.Cookie("p", "100%25", "/", "")))
$session.Cookies.Add((New-Object System.Net.Cookie("other", "foreign", "/", "example.com")))
Invoke-WebRequest -UseBasicParsing -Uri "https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z" `
-WebSession $session `
-Headers @{
"authority"="apps.alsoenergy.com"
  "method"="GET"
  "ae_s"="abc.def=="
  "ae_v"="086665"
  "sec-ch-ua"="`"Chromium`";v=`"124`", `"Microsoft Edge`";v=`"124`""
}"""  # noqa: E501

OLD_POWERSHELL = r"""Invoke-WebRequest -Uri "https://apps.alsoenergy.com/api/view/site/S10001?lastChanged=1900-01-01T00:00:00.000Z" -Headers @{"ae_s"="abc.def=="; "ae_v"="086665"; "user-agent"="Mozilla/5.0"; "cookie"="AESession=chunks-2; AESessionC1=CfDJ8+a/b=; AESessionC2=x_y-z; ai_user=`"k'5!`"; p=100%25"}"""  # noqa: E501

ALL = {
    "Chrome, fetch (Node.js)": CHROME_FETCH,
    "Edge, fetch (Node.js)": EDGE_FETCH,
    "fetch after a formatter": FORMATTED_FETCH,
    "Chrome, cURL (bash)": CHROME_BASH,
    "Firefox, cURL (POSIX)": FIREFOX_BASH,
    "Postman, cURL": POSTMAN_BASH,
    "Chrome, cURL (cmd)": CHROME_CMD,
    "Chrome before 2023, cURL (cmd)": OLD_CHROME_CMD,
    "Firefox, cURL (Windows)": FIREFOX_CMD,
    "Edge, PowerShell": POWERSHELL,
    "Chrome before 2021, PowerShell": OLD_POWERSHELL,
}
WITH_USER_AGENT = [name for name in ALL if "fetch" not in name]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "variant",
    ["{}", "\ufeff{}", "\n\n  {}\n\n", "/* how to\n * fetch(this) */\n// and that\n{}"],
    ids=["as it is", "with a byte order mark", "amid blanks", "below a comment"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_format_is_recognised(name: str, variant: str, line_end: str) -> None:
    pasted = parse_pasted_text(variant.replace("{}", ALL[name]).replace("\n", line_end))
    assert pasted.url == URL
    assert pasted.headers["cookie"] == COOKIE
    assert pasted.headers["ae_s"] == "abc.def=="
    assert pasted.headers["ae_v"] == "086665"
    assert all(key == key.lower() for key in pasted.headers)


@pytest.mark.parametrize("name", WITH_USER_AGENT)
def test_user_agent_is_read_where_there_is_one(name: str) -> None:
    assert re.match(r"Mozilla/5\.0|PostmanRuntime", parse_pasted_text(ALL[name]).headers["user-agent"])


@pytest.mark.parametrize("decoration", ["await {}", "const r = await {}", "(await {}).json()", "{}", "window.{}"])
def test_fetch_may_stand_in_a_statement(decoration: str) -> None:
    call = CHROME_FETCH.removesuffix(";")
    assert parse_pasted_text(decoration.replace("{}", call)).headers["cookie"] == COOKIE


def call(cookie: str | None, **headers: str) -> str:
    entries = {**headers, **({} if cookie is None else {"cookie": cookie})}
    listed = ", ".join(f'"{name}": "{value}"' for name, value in entries.items())
    return f'fetch("https://h.example/{cookie}", {{"headers": {{{listed}}}, "method": "GET"}})'


@pytest.mark.parametrize(
    ("calls", "chosen"),
    [
        ([call("a=1"), call("b=2"), call(None)], "b=2"),
        ([call("a=1", ae_s="s"), call("b=2", ae_s="s"), call(None, ae_s="s")], "b=2"),
        ([call("a=1", ae_s="s"), call("b=2")], "a=1"),
        ([call("a=1"), 'fetch("https://h.example", {headers: broken('], "a=1"),
    ],
    ids=["the last with a cookie", "the last with both", "ae_s counts more", "broken ones are passed over"],
)
def test_of_several_calls_one_counts(calls: list[str], chosen: str) -> None:
    assert parse_pasted_text(" ;\n".join(calls)).headers["cookie"] == chosen


def test_of_several_commands_the_last_with_a_cookie_counts() -> None:
    bash = "curl 'https://h.example/1' -b 'a=1' ;\ncurl 'https://h.example/2' -b 'b=2' ;\ncurl 'https://h.example/3'"
    cmd = 'curl ^"https://h.example/1^" -b ^"a=1^" &\r\ncurl ^"https://h.example/2^" -b ^"b=2^"'
    power = "\n".join(
        "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n"
        f'$session.Cookies.Add((New-Object System.Net.Cookie("{name}", "{number}", "/", "h.example")))\n'
        f'Invoke-WebRequest -Uri "https://h.example/{number}" -WebSession $session;'
        for number, name in enumerate("ab", 1)
    )
    for text in (bash, cmd, power):
        pasted = parse_pasted_text(text)
        assert (pasted.url, pasted.headers) == ("https://h.example/2", {"cookie": "b=2"})


@pytest.mark.parametrize(
    ("quoted", "plain"),
    [
        (r"$'\x41\u0042\U00000043\104'", "ABCD"),
        (r"$'\\ \' \" \? \q'", "\\ ' \" ? \\q"),
        (r"$'a\tb\cIc'", "a\tb\tc"),
        (r'"\\ \" \$ \` \q"', '\\ " $ ` \\q'),
        ("a\\ b''\"c\"'d'", "a bcd"),
    ],
)
def test_bash_quotes_are_undone(quoted: str, plain: str) -> None:
    text = f"curl 'https://h.example/' -b 'a=1' -A {quoted}"
    assert parse_pasted_text(text).headers["user-agent"] == plain


@pytest.mark.parametrize(
    ("quoted", "plain"),
    [
        ('"`` `" `$ `t. $([char]233) `u{41} "" \'"', '` " $ \t. \u00e9 A " \''),
        ("'it''s `$'", "it's `$"),
    ],
)
def test_power_shell_quotes_are_undone(quoted: str, plain: str) -> None:
    text = f'Invoke-WebRequest "https://h.example/" -UserAgent {quoted} -Headers @{{cookie="a=1"}}'
    assert parse_pasted_text(text).headers == {"user-agent": plain, "cookie": "a=1"}


def test_java_script_escapes_are_undone() -> None:
    text = r"""fetch(`https://h.example/`, {headers: {cookie: 'a=\x41\u0042\u{43}\'\t\
."', n: 1,},})"""
    assert parse_pasted_text(text).headers == {"cookie": "a=ABC'\t.\""}


def test_several_cookie_headers_make_one() -> None:
    text = "curl 'https://h.example/' -H 'cookie: a=1' -H 'cookie: b=2' -bc=3"
    assert parse_pasted_text(text).headers["cookie"] == "a=1; b=2; c=3"


def test_a_cookie_jar_is_not_a_cookie() -> None:
    with pytest.raises(ConfigurationError, match="no cookie"):
        parse_pasted_text("curl 'https://h.example/' -b jar.txt")


PLAIN_FETCH = CHROME_FETCH.replace('"cookie"', '"x-other"')
FIREFOX_FETCH = """await fetch("https://apps.alsoenergy.com/api/view/site/S10001", {
    "credentials": "include",
    "headers": {
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0",
        "Accept": "application/json",
        "ae_s": "canary"
    },
    "method": "GET",
    "mode": "cors"
});"""


@pytest.mark.parametrize(
    "text", [PLAIN_FETCH, FIREFOX_FETCH, 'fetch("https://h.example/");', "fetch('https://h/', {})"]
)
def test_plain_fetch_has_no_cookie_and_the_message_says_what_to_choose(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r'Choose "Copy as fetch \(Node\.js\)".*Firefox.*"Copy as cURL"'):
        parse_pasted_text(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("curl 'https://h.example/' -H 'accept: */*'", "cURL (bash)"),
        ('curl ^"https://h.example/^" -H ^"accept: */*^"', "cURL (cmd)"),
        ('Invoke-WebRequest -Uri "https://h.example/"', "PowerShell"),
        (
            '$session.Cookies.Add((New-Object System.Net.Cookie("a", "1", "/", "example.com")))\n'
            'Invoke-WebRequest -Uri "https://h.example.org/"',
            "PowerShell",
        ),
    ],
)
def test_a_request_without_a_cookie_is_named_with_its_format(text: str, form: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"copied as {re.escape(form)}, but there is no cookie"):
        parse_pasted_text(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("curl 'https://h.example/' -b 'canary=1", "cURL (bash)"),
        ("curl 'https://h.example/' -b $'canary=1\\'", "cURL (bash)"),
        ('curl ^"https://h.example/^" -b ^"canary=1', "cURL (cmd)"),
        ('Invoke-WebRequest -Uri "https://h.example/" -Headers @{"cookie"="canary=1', "PowerShell"),
        ('fetch("https://h.example/", {"headers": {"cookie": "canary=1', "fetch"),
        ('fetch("https://h.example/", {"headers": {"cookie": "canary=1"', "fetch"),
        ('fetch("https://h.example/", {"headers": ["canary"]})', "fetch"),
        ("fetch(address, options)", "fetch"),
        ("fetch()", "fetch"),
        ("curl -b 'canary=1'", "cURL (bash)"),
        ('$session.UserAgent = "canary"', "PowerShell"),
    ],
)
def test_a_broken_text_is_named_with_its_format_and_not_repeated(text: str, form: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"copied as {re.escape(form)}, but") as caught:
        parse_pasted_text(text)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "cut",
    [
        "curl 'https://h.example/' -b 'a=1",
        'curl ^"https://h.example/^" -b ^"a=1',
        'Invoke-WebRequest -Uri "https://h.example/" -Headers @{"cookie"="a=1',
    ],
)
def test_a_quote_that_is_not_closed_is_said_to_be_so(cut: str) -> None:
    with pytest.raises(ConfigurationError, match="in the middle of a quoted value"):
        parse_pasted_text(cut)


@pytest.mark.parametrize("text", ["curl -b 'a=1'", 'Invoke-WebRequest -Headers @{"cookie"="a=1"}'])
def test_a_request_without_a_url_is_said_to_be_so(text: str) -> None:
    with pytest.raises(ConfigurationError, match="no URL"):
        parse_pasted_text(text)


def test_only_the_headers_of_a_power_shell_request_are_headers() -> None:
    text = """$session.Cookies.Add((New-Object System.Net.Cookie($name, $value)))
Invoke-WebRequest -Uri "https://h.example/" -Headers @{"cookie"="a=1"} -Body @{"cookie"="b=2"; "x"="y"}"""
    assert parse_pasted_text(text).headers == {"cookie": "a=1"}


@pytest.mark.parametrize("cut", ['fetch("https://h.example/", {"headers": {"cookie": "a=1"', "fetch(address)"])
def test_a_call_that_is_cut_off_is_said_to_be_so(cut: str) -> None:
    with pytest.raises(ConfigurationError, match="cut off or cannot be read"):
        parse_pasted_text(cut)


@pytest.mark.parametrize("text", ["", " \n", "// fetch(\n", "/* nothing */", "AESession=canary; a=b", "{}", "<html>"])
def test_anything_else_is_refused_with_the_way_to_get_one(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"Copy as fetch \(Node\.js\)") as caught:
        parse_pasted_text(text)
    assert "canary" not in str(caught.value)


starts = st.sampled_from(
    ["", "fetch(", 'fetch("https://h.example/", {', "curl '", 'curl ^"', "$session", "Invoke-WebRequest "]
)
marks = list("\"'`^\\$@(){}[],;:=&|#\n\r\t ")
words = ["\\u{fffffff}", "\\ud83d", "$([char]99999)", "`u{110000}", "-Uri ", "-H ", "cookie: a=1", "https://h", "*/"]
bits = st.sampled_from([*marks, *words])


@settings(deadline=None)
@given(starts, st.lists(bits | st.text(max_size=3), max_size=40).map("".join))
def test_any_text_is_either_read_or_refused(start: str, rest: str) -> None:
    try:
        pasted = parse_pasted_text(start + rest)
    except ConfigurationError:
        return
    assert pasted.headers["cookie"]
