"""Requests copied as fetch or as cURL, with the saved answer beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.documents import JsonObject
from codegen.observe.traffic import HOST, Traffic
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
    assert observation.versions == {"086700": 1}
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
        (CHROME + CHROME, "holds 2 requests; each needs a file of its own, with its answer beside it"),
        (CHROME[:200], "holds a call of fetch that is not as browsers copy it"),
        ("fetch(address, {method: 'GET'})", "holds a call of fetch that is not as browsers copy it"),
        (
            'curl ^"https://apps.alsoenergy.com/api/applinks^"',
            "was copied as cURL (cmd); copy it as cURL (bash) or as fetch",
        ),
        ("curl 'http://[broken'", "holds a request without an address"),
        ("Dear reader,", "is neither a HAR file, nor a copied request, nor evidence"),
        ('{"method": "GET"}', "is neither a HAR file, nor a copied request, nor evidence"),
    ],
)
def test_a_text_that_cannot_be_read_is_told(
    specification: JsonObject, tmp_path: Path, text: str, complaint: str
) -> None:
    file = save(tmp_path, text, None)
    observation, traffic = observed(specification, file)

    assert told(observation) == []
    assert traffic.complaints == [f"{file}: {complaint}"]


def test_requests_to_other_hosts_are_skipped(tmp_path: Path) -> None:
    traffic = Traffic([save(tmp_path, CHROME.replace("apps.alsoenergy.com", "example.com"))], [HOST])

    assert list(traffic.exchanges()) == []
    assert traffic.skipped == {"another host": 1}
