"""HAR files as browsers save them."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from attrs import define, field

from codegen.documents import Json, JsonObject

HOST = "https://apps.alsoenergy.com"
DASHBOARD = "/powertrack/S54321/overview/dashboard"


@define
class Recording:
    """Requests with their answers, as developer tools record them."""

    entries: list[Json] = field(factory=list)

    def see(
        self,
        method: str,
        path: str,
        answer: Json = None,
        *,
        sent: Json = None,
        page: str | None = DASHBOARD,
        status: int = 200,
        host: str = HOST,
        content: JsonObject | None = None,
        headers: dict[str, str] | None = None,
    ) -> Recording:
        """Record an exchange.

        Args:
            method: HTTP method.
            path: Path and query.
            answer: JSON value of the answer.
            sent: JSON value of the body; None for no body.
            page: Path of the page that sends it.
            status: HTTP status.
            host: Where it is sent to.
            content: What the file has of the answer instead.
            headers: Further headers of the request.
        """
        told = {":authority": host.partition("//")[2], "ae_v": "086700", **(headers or {})}
        if page is not None:
            told["Referer"] = host + page
        request: JsonObject = {"method": method, "url": host + path, "headers": _listed(told)}
        if sent is not None:
            request["postData"] = {"mimeType": "application/json", "text": json.dumps(sent)}
        text = json.dumps(answer)
        shown: JsonObject = {"size": len(text), "mimeType": "application/json; charset=utf-8", "text": text}
        response: JsonObject = {"status": status, "headers": [], "content": shown if content is None else content}
        self.entries.append({"startedDateTime": "2026-06-22T12:00:00Z", "request": request, "response": response})
        return self

    def save(self, file: Path) -> Path:
        """Write it to a file."""
        log: JsonObject = {"version": "1.2", "creator": {"name": "WebInspector"}, "pages": [], "entries": self.entries}
        file.write_text(json.dumps({"log": log}), encoding="utf-8")
        return file


def in_base64(data: bytes, media_type: str = "application/json") -> JsonObject:
    """What a file has of an answer that it keeps in base64."""
    return {
        "size": len(data),
        "mimeType": media_type,
        "encoding": "base64",
        "text": base64.b64encode(data).decode("ascii"),
    }


def _listed(headers: dict[str, str]) -> list[Json]:
    return [{"name": name, "value": value} for name, value in headers.items()]
