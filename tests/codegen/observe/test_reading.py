"""HAR files of every flavour, broken ones, those of other sites, and large ones."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tracemalloc
import zlib
from functools import partial
from pathlib import Path

import brotli
import pytest

from codegen.documents import Json, JsonObject
from codegen.locations import ROOT
from codegen.observe.long_strings import ShortenedStream
from tests.codegen.observe.observing import observed, told
from tests.codegen.observe.recording import Recording, in_base64

WEATHER: JsonObject = {"key": "S54321", "condition": "Clear", "novelty": 0.5}
PATH = "/api/view/siteweather/S54321"
NEW = ["field: SiteWeather.novelty"]
BODY = json.dumps(WEATHER).encode()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ({"size": 60, "mimeType": "application/json", "text": BODY.decode()}, ""),
        ({"size": 60, "mimeType": "", "text": "\ufeff" + BODY.decode()}, ""),
        (in_base64(BODY), ""),
        (in_base64(BODY), "br"),
        (in_base64(gzip.compress(BODY)), "gzip"),
        (in_base64(gzip.compress(BODY)), ""),
        (in_base64(zlib.compress(BODY)), "deflate"),
        (in_base64(brotli.compress(BODY)), "br"),
    ],
    ids=["text", "byte-order-mark", "base64", "decoded", "gzip", "gzip-untold", "deflate", "brotli"],
)
def test_a_body_is_read_however_it_was_kept(
    specification: JsonObject, tmp_path: Path, content: JsonObject, encoding: str
) -> None:
    recording = Recording().see("GET", PATH, content=content)
    entry = recording.entries[0]
    assert isinstance(entry, dict)
    entry["response"] = {
        "status": 200,
        "content": content,
        "headers": [{"name": "Content-Encoding", "value": encoding}],
    }

    assert told(observed(specification, recording.save(tmp_path / "traffic.har"))[0]) == NEW


@pytest.mark.parametrize(
    "content",
    [
        {"size": 60, "mimeType": "application/json"},
        {"size": 0, "mimeType": "x-unknown"},
        {},
        {"size": 3, "mimeType": "image/png", "encoding": "base64", "text": "////"},
        {"size": 3, "mimeType": "application/json", "encoding": "base64", "text": "no base64!"},
        {"size": 9, "mimeType": "application/json", "text": '{"key": "S5'},
        {"size": 9, "mimeType": "application/json", "text": '{"key": NaN}'},
        {"size": 9, "mimeType": "application/json", "text": "[" * 100_000},
        {"size": 9, "mimeType": "application/json", "text": "[" * 90 + "]" * 90},
        {"size": 9, "mimeType": "application/json", "text": "9" * 5_000},
        {"size": 9, "mimeType": "application/json", "text": '{"key": "S54321", "novelty": 1e400}'},
        {"size": 9, "mimeType": "text/html", "text": "<html>Log in</html>"},
        in_base64(gzip.compress(BODY)[:-20]),
        in_base64(gzip.compress(b" " * 40_000_000)),
    ],
    ids=[
        "unrecorded",
        "empty",
        "nothing",
        "picture",
        "broken-base64",
        "truncated",
        "no-json",
        "bottomless",
        "deep",
        "endless-number",
        "endless-fraction",
        "page",
        "broken-gzip",
        "bomb",
    ],
)
def test_a_body_that_cannot_be_compared_is_passed_over(
    specification: JsonObject, tmp_path: Path, content: JsonObject
) -> None:
    recording = Recording().see("GET", PATH, content=content).see("GET", "/api/other/thing", content=content)
    observation, traffic = observed(specification, recording.save(tmp_path / "traffic.har"))

    assert [line for line in told(observation) if "SiteWeather" in line] == []
    assert traffic.complaints == []


def test_requests_are_found_by_what_http_2_has_instead_of_a_first_line(
    specification: JsonObject, tmp_path: Path
) -> None:
    recording = Recording().see("GET", PATH, WEATHER, headers={":path": PATH, ":scheme": "https"})
    entry = recording.entries[0]
    assert isinstance(entry, dict)
    assert isinstance(entry["request"], dict)
    del entry["request"]["url"]

    assert told(observed(specification, recording.save(tmp_path / "traffic.har"))[0]) == NEW


@pytest.mark.parametrize(
    "posted",
    [
        {"mimeType": "application/json", "text": '{"latitude": 40.5, "longitude": -75.5, "datum": "WGS84"}'},
        {"mimeType": "application/json;charset=UTF-8", "params": [], "text": '{"datum": null}'},
    ],
)
def test_what_was_sent_is_compared_too(specification: JsonObject, tmp_path: Path, posted: JsonObject) -> None:
    path = "/api/edit/site/getCalculatedElevation"
    recording = Recording().see("POST", path, 12.5, page="/powertrack/S5/administration/config")
    entry = recording.entries[0]
    assert isinstance(entry, dict)
    assert isinstance(entry["request"], dict)
    entry["request"]["postData"] = posted

    assert told(observed(specification, recording.save(tmp_path / "traffic.har"))[0]) == ["field: Coordinates.datum"]


def test_a_form_is_no_json_and_is_passed_over(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording().see("POST", "/api/edit/site/getCalculatedElevation", 12.5, page=None)
    entry = recording.entries[0]
    assert isinstance(entry, dict)
    assert isinstance(entry["request"], dict)
    form: JsonObject = {
        "mimeType": "application/x-www-form-urlencoded",
        "params": [{"name": "datum", "value": "WGS84"}],
    }
    entry["request"]["postData"] = form
    observation, _ = observed(specification, recording.save(tmp_path / "traffic.har"))

    assert told(observation) == []
    assert observation.notes["bodies that are not JSON, not compared"] == 1


def test_only_powertrack_counts(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording()
    for host in ("https://example.com", "https://apps.alsoenergy.com.example.com", "https://example.com@evil.example"):
        recording.see("GET", PATH, WEATHER, host=host)
    recording.see("GET", "/static/S54321/app.js", WEATHER)
    recording.see("OPTIONS", PATH, WEATHER).see("HEAD", PATH, WEATHER)
    recording.entries += ["no entry", {"request": None}, {"request": {"method": "GET", "url": "http://[broken"}}, None]
    recording.see("GET", PATH, WEATHER, host="data:text/plain,", status=200)
    recording.see("GET", PATH, WEATHER, status=0)
    observation, traffic = observed(specification, recording.save(tmp_path / "traffic.har"))

    assert told(observation) == []
    assert traffic.kept == 0
    assert traffic.skipped == {
        "another host": 4,
        "not below /api/": 1,
        "another method": 2,
        "no request": 4,
        "no answer": 1,
    }


@pytest.mark.parametrize(
    "host", ["https://apps.alsoenergy.com:443", "https://APPS.AlsoEnergy.com", "http://127.0.0.1:8080"]
)
def test_hosts_can_be_added(specification: JsonObject, tmp_path: Path, host: str) -> None:
    file = Recording().see("GET", PATH, WEATHER, host=host).save(tmp_path / "traffic.har")

    assert told(observed(specification, file, hosts=("127.0.0.1:8080",))[0]) == NEW
    assert told(observed(specification, file, hosts=("http://127.0.0.1:8080/",))[0]) == NEW


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is cut off before its first entry"),
        (b"\x00\x01\x02\xff", "is not well-formed JSON before its first entry"),
        (b"<html></html>", "is not well-formed JSON before its first entry"),
        (b'{"log": {}}', "has no entries; a HAR file has them in log.entries"),
        (b'{"log": {"entries": []}}', "has no entries; a HAR file has them in log.entries"),
        (b'["log"]', "has no entries; a HAR file has them in log.entries"),
        ('{"log": {"entries": []}}'.encode("utf-16"), "is not well-formed JSON before its first entry"),
    ],
    ids=["empty", "binary", "page", "no-log", "no-entries", "list", "utf-16"],
)
def test_a_file_that_is_no_har_file_is_told(
    specification: JsonObject, tmp_path: Path, content: bytes, complaint: str
) -> None:
    file = tmp_path / "broken.har"
    file.write_bytes(content)
    observation, traffic = observed(specification, file)

    assert told(observation) == []
    assert traffic.complaints == [f"{file}: {complaint}"]


def test_of_a_truncated_file_what_is_there_counts(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording().see("GET", PATH, WEATHER).see("GET", PATH, WEATHER).see("GET", PATH, {**WEATHER, "rain": 1})
    file = recording.save(tmp_path / "traffic.har")
    file.write_bytes(file.read_bytes()[:-150])
    observation, traffic = observed(specification, file)

    assert told(observation) == NEW
    assert traffic.complaints == [f"{file}: is cut off after entry 2; everything before was read"]


def test_every_cut_is_read_without_a_fuss(specification: JsonObject, tmp_path: Path) -> None:
    whole = Recording().see("GET", PATH, WEATHER).save(tmp_path / "traffic.har").read_bytes()
    file = tmp_path / "cut.har"
    for end in range(0, len(whole), 37):
        file.write_bytes(whole[:end])
        _, traffic = observed(specification, file)
        assert len(traffic.complaints) == 1, end


@pytest.mark.parametrize("name", ["nowhere.har", "nowhere.json", "empty"])
def test_what_is_not_there_is_told(specification: JsonObject, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    _, traffic = observed(specification, tmp_path / name)

    assert len(traffic.complaints) == 1
    assert str(tmp_path / name) in traffic.complaints[0]


def test_a_string_that_is_too_long_is_never_held(tmp_path: Path) -> None:
    text = json.dumps({"a": "x" * 5000, "b": 'q"\\' * 5, "c": "é" * 40, "d": "y" * 99})
    file = tmp_path / "long.json"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    for size in (1, 2, 3, 7, 64, 1000, 100_000):
        with file.open("rb") as stream:
            read = b"".join(iter(partial(ShortenedStream(stream, longest=300).read, size), b""))
        assert json.loads(read) == {"a": "\x00", "b": 'q"\\' * 5, "c": "é" * 40, "d": "y" * 99}, size


def write_large(file: Path, size: int) -> int:
    """Write a recording of that size, with films of other sites in it; how many entries of ours it has."""
    film = in_base64(os.urandom(600_000), "video/mp2t")
    theirs = json.dumps(Recording().see("GET", "/film.ts", content=film, host="https://films.example").entries[0])
    forecast: list[Json] = [{"high": 1.5}] * 500
    ours = json.dumps(Recording().see("GET", PATH, {**WEATHER, "forecast": forecast}).entries[0])
    endless = '{"request": {"method": "GET", "url": "https://films.example"}, "response": {"content": {"text": "'
    count = 0
    with file.open("w", encoding="ascii") as stream:
        stream.write('{"log": {"version": "1.2", "entries": [')
        while stream.tell() < size * 3 // 4:
            stream.write(f"{theirs},{ours},")
            count += 1
        stream.write(endless)  # one answer as large as a quarter of the file
        for _ in range(size // 4 // len(film_text := str(film["text"])) + 1):
            stream.write(film_text)
        stream.write('"}}}]}}')
    return count


def test_20_megabytes_are_read_in_the_memory_of_a_few_entries(specification: JsonObject, tmp_path: Path) -> None:
    file = tmp_path / "large.har"
    count = write_large(file, 20_000_000)
    tracemalloc.start()
    try:
        observation, traffic = observed(specification, file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert told(observation) == NEW
    assert traffic.kept == count
    assert peak < 16_000_000


OBSERVE_LARGE = """
import re, sys
from pathlib import Path
from codegen.observe.files import HOST, Traffic
traffic = Traffic([Path(sys.argv[1])], [HOST])
kept = sum(1 for _ in traffic.exchanges())
print(kept, len(traffic.complaints), re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells how much a process ever held")
def test_200_megabytes_are_read_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.har"
    count = write_large(file, 200_000_000)
    done = subprocess.run(
        [sys.executable, "-c", OBSERVE_LARGE, str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kept, complaints, kilobytes = map(int, done.stdout.split())
    file.unlink()

    assert (kept, complaints) == (count, 0)
    assert kilobytes < 150_000
