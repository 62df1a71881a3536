"""Requests copied as fetch or as cURL, with the saved answer beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.documents import JsonObject
from codegen.observe.files import HOST, Traffic
from tests.codegen.observe.observing import observed, told

ADDRESS = "https://apps.alsoenergy.com/api/view/siteweather/S54321?lastChanged=1900-01-01T00%3A00%3A00.000Z&days=3"
PAGE = "https://apps.alsoenergy.com/powertrack/S54321/analysis/weather"
ANSWER: JsonObject = {"key": "S54321", "condition": "Clear", "novelty": 0.5}
NEW = [
    "field: SiteWeather.novelty",
    "query parameter: GET /api/view/siteweather/{siteKey}: days",
    "page: GET /api/view/siteweather/{siteKey}: /powertrack/{siteKey}/analysis/weather",
]

CHROME = f"""fetch("{ADDRESS}", {{
  "headers": {{
    "accept": "application/json",
    "ae_s": "secret",
    "ae_v": "086700",
    "cookie": "AESession=chunks-1; AESessionC1=abc",
    "Referer": "{PAGE}"
  }},
  "body": null,
  "method": "GET"
}});"""
FIREFOX = f"""await fetch("{ADDRESS}", {{
    "credentials": "include",
    "headers": {{
        "Accept": "application/json",
        "ae_v": "086700"
    }},
    "referrer": "{PAGE}",
    "method": "GET",
    "mode": "cors"
}});"""
CURL = f"""curl '{ADDRESS}' \\
  -H 'accept: application/json' \\
  -H 'ae_v: 086700' \\
  -b $'AESession=chunks-1; x=k\\'5\\u0021' \\
  -H 'Referer: {PAGE}' \\
  --compressed"""
CURL_FIREFOX = f"""curl '{ADDRESS}' --compressed -X GET -H 'ae_v: 086700' -e "{PAGE}" -A Mozilla"""


CUT = (
    "The text looks like a request copied as fetch, but its URL or its options are cut off or cannot be read. Copy it"
    " again, whole."
)

SITE_URL = "https://apps.alsoenergy.com/api/edit/site"
SITE_PAGE = "https://apps.alsoenergy.com/powertrack/S54321/administration/config"
SITE_BODY = '{"key":"S54321","name":"X","novelty":5}'
WRITES = {
    "-X PUT": "curl 'URL' -X PUT -H 'Referer: PAGE' --data-raw 'BODY'",
    "-XPUT": "curl 'URL' -XPUT -H 'Referer: PAGE' --data-raw 'BODY'",
    "--request": "curl --request PUT --url 'URL' -H 'Referer: PAGE' --data-raw 'BODY'",
    "lower case": "curl 'URL' -X put -H 'Referer: PAGE' --data-raw 'BODY'",
    "-HName": "curl 'URL' -XPUT '-HReferer: PAGE' -HAccept:\\ text/html --data 'BODY'",
    "-dDATA": "curl -sXPUT -e PAGE '-dBODY' URL",
    "cluster": "curl -sSLo out.json 'URL' -X PUT -e PAGE -d 'BODY'",
    "-w": "curl -w '%{http_code}' 'URL' -X PUT -e PAGE -d 'BODY'",
    "--json": "curl 'URL' -X PUT -e PAGE --json 'BODY'",
    "--json in parts": "curl 'URL' -X PUT -e PAGE --json 'HEAD' --json 'REST'",
    "options with values": "curl --retry 3 --connect-timeout 5 --cacert ca.pem URL -XPUT -e PAGE -d 'BODY'",
    "addresses as values": "curl --doh-url https://a.invalid -x http://b.invalid -XPUT URL -e PAGE -d 'BODY'",
    "switches": "curl -k -L -v --compressed --http2 -# 'URL' -XPUT -e PAGE -d 'BODY' ; echo done",
    "octal": 'curl \'URL\' -XPUT -e PAGE -d $\'HEAD\\054"name":"X\\041","novelty":5}\'',
    "hexadecimal": 'curl \'URL\' -XPUT -e PAGE -d $\'HEAD\\x2c"name":"X\\u0021","novelty":5}\'',
    "the word curl": 'curl \'URL\' -XPUT -e PAGE -d \'HEAD,"name":"use curl here","novelty":5}\'',
    "the word fetch": 'curl \'URL\' -XPUT -e PAGE -d \'HEAD,"name":"fetch( or curl -XGET","novelty":5}\'',
    "lines": "curl 'URL' \\\n  -X 'PUT' \\\n  -H 'Referer: PAGE' \\\n  --data-binary 'BODY'",
    "prompt": "user@host:~$ curl 'URL' -XPUT -e PAGE -d 'BODY'",
    "without curl": "'URL' -X PUT -e PAGE -d 'BODY'",
    "curl.exe": 'curl.exe "URL" -X PUT -e PAGE -d "BACKSLASHED"',
    "cmd": 'curl ^"URL^" ^\n  -X ^"PUT^" ^\n  -H ^"Referer: PAGE^" ^\n  --data-raw ^"CARETS^"',
    "Safari": """fetch("URL", {
    body: LITERAL,
    headers: {
        "Content-Type": "application/json",
        "Referer": "PAGE"
    },
    method: "PUT"
})""",
    "by hand": "await window.fetch(`URL`, {method: 'PUT', /* all */ body: LITERAL, referrer: 'PAGE',});",
    "PowerShell": """Invoke-WebRequest -UseBasicParsing -Uri "URL" `
-Method "PUT" `
-Headers @{
"Referer"="PAGE"
} `
-ContentType "application/json" `
-Body "BACKTICKS"
""",
    "words of PowerShell": "Invoke-RestMethod -Method PUT -Uri URL -Headers @{Referer='PAGE'} -Body 'BODY'",
    "bytes of PowerShell": """Invoke-WebRequest -Uri "URL" -Method "PUT" -Headers @{ "Referer"="PAGE" } `
-Body ([System.Text.Encoding]::UTF8.GetBytes("BACKTICKS"))""",
}
"""One write, spelled in many ways. Words in capitals are replaced."""


def spelled(text: str) -> str:
    """A text with the address, the page and the body in it."""
    forms = {
        "LITERAL": json.dumps(SITE_BODY),
        "BACKSLASHED": SITE_BODY.replace('"', '\\"'),
        "BACKTICKS": SITE_BODY.replace('"', '`"'),
        "CARETS": SITE_BODY.replace('"', '^\\^"'),
        "HEAD": SITE_BODY[:15],
        "REST": SITE_BODY[15:],
        "BODY": SITE_BODY,
        "URL": SITE_URL,
        "PAGE": SITE_PAGE,
    }
    for word, form in forms.items():
        text = text.replace(word, form)
    return text


def save(folder: Path, text: str, answer: str | None = json.dumps(ANSWER), name: str = "weather.txt") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    if answer is not None:
        file.with_suffix(".json").write_text(answer, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text", [CHROME, FIREFOX, CURL, CURL_FIREFOX], ids=["fetch", "firefox", "curl", "curl-firefox"]
)
def test_a_copied_request_is_traffic(specification: JsonObject, tmp_path: Path, text: str) -> None:
    observation, traffic = observed(specification, save(tmp_path, text))

    assert told(observation) == NEW
    assert observation.record.client_versions == {"086700": 1}
    assert traffic.complaints == []


def test_in_a_folder_the_answers_are_not_taken_for_traffic(specification: JsonObject, tmp_path: Path) -> None:
    save(tmp_path, CHROME)
    save(tmp_path, CURL, name="again.sh")
    observation, traffic = observed(specification, tmp_path)

    assert told(observation) == NEW
    assert (traffic.files, traffic.complaints) == (2, [])


def test_answers_that_are_listed_with_their_requests_are_none_either(specification: JsonObject, tmp_path: Path) -> None:
    save(tmp_path, CHROME)
    observation, traffic = observed(specification, *sorted(tmp_path.iterdir()))

    assert told(observation) == NEW
    assert (traffic.files, traffic.complaints) == (1, [])


@pytest.mark.parametrize("answer", [None, "<html></html>", "", '{"key": '], ids=["none", "page", "empty", "broken"])
def test_without_an_answer_the_request_counts_alone(
    specification: JsonObject, tmp_path: Path, answer: str | None
) -> None:
    observation, traffic = observed(specification, save(tmp_path, CHROME, answer))

    assert told(observation) == NEW[1:]
    assert traffic.complaints == []


@pytest.mark.parametrize(
    "text",
    [
        'fetch("https://apps.alsoenergy.com/api/edit/site/getCalculatedElevation", {"method": "POST", "headers": {},'
        ' "body": "{\\"datum\\":\\"it\'s\\"}"})',
        "curl 'https://apps.alsoenergy.com/api/edit/site/getCalculatedElevation'"
        ' --data-raw $\'{"datum":"it\\\'s \\u00e9"}\'',
        'curl --url "https://apps.alsoenergy.com/api/edit/site/getCalculatedElevation" -d "{\\"datum\\": null}"',
    ],
)
def test_bodies_are_read(specification: JsonObject, tmp_path: Path, text: str) -> None:
    assert told(observed(specification, save(tmp_path, text, "12.5"))[0]) == ["field: Coordinates.datum"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (CHROME + CHROME, "holds 2 requests; each needs its own file, with its answer beside it"),
        (CHROME[:200], CUT),
        ("fetch(address, {method: 'GET'})", CUT),
        ("fetch('https://apps.alsoenergy.com/api/edit/site', {body: JSON.stringify(site), method: 'PUT'})", CUT),
        (
            "curl https://apps.alsoenergy.com/api/edit/site -XPUT -d @site.json",
            "sends a file as its body; paste the content of the file into the command",
        ),
        (
            "curl https://apps.alsoenergy.com/api/edit/site -T site.json",
            "sends a file as its body; paste the content of the file into the command",
        ),
        (
            "curl https://apps.alsoenergy.com/api/applinks --next https://apps.alsoenergy.com/api/reporting",
            "holds 2 requests; each needs its own file, with its answer beside it",
        ),
        (
            "curl https://apps.alsoenergy.com/api/applinks https://apps.alsoenergy.com/api/reporting",
            "holds 2 requests; each needs its own file, with its answer beside it",
        ),
        ("curl 'http://[broken'", "holds a request without a valid address"),
        ("Dear reader,", "is not a HAR file, a copied request or evidence"),
        ('{"method": "GET"}', "is not a HAR file, a copied request or evidence"),
    ],
)
def test_a_text_that_cannot_be_read_is_told(
    specification: JsonObject, tmp_path: Path, text: str, complaint: str
) -> None:
    file = save(tmp_path, text, None)
    observation, traffic = observed(specification, file)

    assert told(observation) == []
    assert traffic.complaints == [f"{file}: {complaint}"]


@pytest.mark.parametrize("text", WRITES.values(), ids=WRITES)
def test_every_spelling_of_a_write_is_read(specification: JsonObject, tmp_path: Path, text: str) -> None:
    observation, traffic = observed(specification, save(tmp_path, spelled(text), None))
    assert (told(observation), traffic.complaints) == (["field: SiteConfig.novelty"], [])


@pytest.mark.parametrize("text", [f"curl -G {ADDRESS} -d more=1", f"curl --get -d 'more=1' '{ADDRESS}'"])
def test_data_of_a_get_are_its_query(specification: JsonObject, tmp_path: Path, text: str) -> None:
    observation, _ = observed(specification, save(tmp_path, text.replace("&days=3", ""), None))
    assert told(observation) == ["query parameter: GET /api/view/siteweather/{siteKey}: more"]


def test_a_head_is_no_get(specification: JsonObject, tmp_path: Path) -> None:
    observation, traffic = observed(specification, save(tmp_path, f"curl -I {ADDRESS}", None))
    assert told(observation) == []
    assert traffic.skipped == {"another method": 1}


def test_requests_to_other_hosts_are_skipped(tmp_path: Path) -> None:
    traffic = Traffic([save(tmp_path, CHROME.replace("apps.alsoenergy.com", "example.com"))], [HOST])

    assert list(traffic.exchanges()) == []
    assert traffic.skipped == {"another host": 1}
