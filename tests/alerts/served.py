"""A served simulator of which a test can answer single requests itself, and a service with documents as captured."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

from attrs import define, field

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request, json_answer, problem, read_json

Before: TypeAlias = Callable[[Request], Answer | None]


@define
class Served:
    """A simulator, and what stands before it.

    Attributes:
        sim: The simulator.
        url: Where it is served.
        before: Called with each request; an answer that it returns stands for the simulator's.
        refused: What was answered in place of the simulator.
    """

    sim: Simulator
    url: str = ""
    before: Before | None = None
    refused: list[Request] = field(factory=list)

    def handle(self, request: Request) -> Answer:
        """Answer a request."""
        answer = self.before(request) if self.before is not None else None
        if answer is None:
            return self.sim.handle(request)
        self.refused.append(request)
        return answer

    def conflicts(self, times: int = 1, *, acted: bool = False) -> None:
        """Answer the next writes with 409.

        Args:
            times: How many.
            acted: Whether they are acted on all the same.
        """
        left = times

        def before(request: Request) -> Answer | None:
            nonlocal left
            if request.method == "GET" or left == 0:
                return None
            left -= 1
            if acted:
                self.sim.handle(request)
            return problem(409, "Conflict")

        self.before = before


@define
class Captured:
    """A service that holds the triggers of one device or site exactly as they were captured.

    Attributes:
        owner: Key of the device or site.
        whole: The answer to a GET for it.
        log: What arrived: method, path, Referer page and body.
    """

    owner: str
    whole: JsonObject
    log: list[tuple[str, str, str, JsonValue]] = field(factory=list)
    _saves: int = 0

    def handle(self, request: Request) -> Answer:
        """Answer a request."""
        body = read_json(request.body) if request.body else None
        page = "/" + request.headers.get("referer", "").partition("://")[2].partition("/")[2]
        self.log.append((request.method, request.path, page, body))
        last = request.path.rpartition("/")[2]
        if request.method == "GET" and last == self.owner:
            return json_answer(self.whole)
        if request.method == "PUT" and isinstance(body, dict):
            return self._saved(body)
        found = next((one for one in self.triggers if str(one.get("key")).lower() == last.lower()), None)
        if found is None:
            return problem(404, "There is no such trigger.")
        if request.method == "DELETE":
            self.whole = {**self.whole, "triggers": [one for one in self.triggers if one is not found]}
            return Answer(status=200)
        return json_answer(found)

    @property
    def triggers(self) -> list[JsonObject]:
        """The triggers that are set."""
        return objects(self.whole.get("triggers"))

    def content(self) -> str:
        """The triggers as text, without their version stamps."""
        return json.dumps(
            [{name: value for name, value in one.items() if name != "lastChanged"} for one in self.triggers]
        )

    def puts(self) -> list[JsonValue]:
        """The bodies that were put."""
        return [body for method, _, _, body in self.log if method == "PUT"]

    def _saved(self, body: JsonObject) -> Answer:
        self._saves += 1
        if "lastChanged" in body:
            body = {**body, "lastChanged": f"2026-08-01T00:00:{self._saves:02d}Z"}
        rows: list[JsonValue] = [body if one.get("key") == body.get("key") else one for one in self.triggers]
        self.whole = {**self.whole, "triggers": rows}
        return json_answer(body)
