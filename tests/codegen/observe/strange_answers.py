"""Answers of all sorts, which nobody has described."""

from __future__ import annotations

from codegen.documents import Json, JsonObject
from tests.codegen.observe.recording import Recording


def strange() -> Recording:
    """All sorts of answers that nobody has described."""
    recording = Recording()
    answers: list[Json] = [
        True,
        None,
        7,
        "text",
        [],
        {},
        [1, "a", None, {"k": "v"}, [True]],
        [[1, 2.5], [None, "NaN"]],
        {"a": {"b": {"c": [{"d": {"e": [{"f": 1.5}]}}]}}},
        {"description": "x", "class": "y", "default": 1, "from": [], "rawValue": None, "items": {}},
        {"raw": 1, "extra": [2]},
        {"fooBar": 1, "foo_bar": "x"},
        {"2026-01-01": {"high": 1.5}, "2026-01-02": {"high": None, "low": 2}},
    ]
    for letter, answer in zip("abcdefghijklm", answers, strict=True):
        recording.see("GET", f"/api/strange{letter}/thing", answer)
    for key in ("S54321", "H54321", "C5432"):
        recording.see("GET", f"/api/view/several/{key}", {"key": key, "v": 1})
    recording.see("GET", "/api/view/byid/12345/7d9f2b64-8c1e-4f0a-9b3d-5e6a7c8d9e0f", {"a": 1})
    recording.see("GET", "/api/view/two/S54321/S54322", {"a": 1})
    recording.see("GET", "/api/view/newsof/S54321?since=1&Some+Name=2", {"a": 1})
    recording.see("GET", "/api/export/csv/S54321", content={"size": 3, "mimeType": "text/csv", "text": "a,b"})
    recording.see("GET", "/api/export/pdf/S54321", content={"size": 3, "mimeType": "application/pdf", "text": "%PDF"})
    recording.see("PUT", "/api/edit/novelty", {"key": "S1", "ts": "x"}, sent={"key": "S1", "ts": "x"})
    recording.see("PATCH", "/api/edit/site", {"ok": 1}, sent=[{"key": "S1"}])
    recording.see("DELETE", "/api/edit/site/S54321", content={"size": 0})
    recording.see("POST", "/api/novelty", {"a": None}, sent={"b": []}, page=None)
    recording.see("PUT", "/api/edit/hardware/driver/H54321", "ok", sent={"driverId": 7})
    recording.see("POST", "/api/report/start", {"taskId": 3}, sent={"report": "F54321"})
    recording.see(
        "GET", "/api/edit/site/S54321?lastChanged=x&fields=a", {"key": "S54321", "installDate": "", "tagLine": {}}
    )
    weather: JsonObject = {
        "forecast": "none",
        "temperature": "warm",
        "temperatureUnit": "F",
        "date": "",
        "icon": {"uri": 1},
    }
    recording.see("GET", "/api/view/siteweather/S54321", {"key": "S54321", "lastChanged": "soon", **weather})
    recording.see("GET", "/api/view/siteweather/S54321", {"key": "S54321", **dict.fromkeys(weather)})
    return recording.see("GET", "/api/view/siteweather/S54321", ["Clear"])
