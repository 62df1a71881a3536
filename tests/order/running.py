"""Runs snippets against a simulator that is served on this machine, found by what the environment says of it."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import field, frozen

import powertrack_sdk
from powertrack_sdk import PowerTrackClient, PowerTrackError, SiteList
from powertrack_sdk.simulator import Simulator
from tests.generated.specification import READING_POSTS
from tests.order.order_text import Snippet
from tests.wire import Sent, wire


@frozen
class Ran:
    """A statement that was run.

    Attributes:
        code: The statement.
        requests: What arrived at the simulator meanwhile.
        error: What it raised; None where it came to its end.
        success: What it gave that name; None where it gave it nothing.
    """

    code: ast.stmt = field(repr=False)
    requests: list[Sent]
    error: PowerTrackError | None
    success: object

    @property
    def calls(self) -> list[str]:
        """The methods of `client` that it calls, in their order."""
        return methods_called(self.code)

    @property
    def writes(self) -> list[Sent]:
        """What arrived that may write."""
        return [one for one in self.requests if not _only_reads(one)]


@frozen
class World:
    """Where a snippet runs.

    Attributes:
        sim: The simulator.
        names: What the snippet knows, and what it defined.
    """

    sim: Simulator
    names: dict[str, object] = field(factory=dict, repr=False)

    def run(self, snippet: Snippet) -> tuple[list[Ran], list[str]]:
        """Run the statements of a snippet one by one, each also where one before it was refused.

        Names that the snippet uses and never defines are those of the package, and `client`, a client.

        Returns:
            What each statement did, and the lines that were printed.
        """
        module = ast.parse(snippet.code)
        for name in undefined(module):
            self.names[name] = PowerTrackClient() if name == "client" else getattr(powertrack_sdk, name)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            ran = [self._run(statement) for statement in module.body]
        return ran, printed.getvalue().splitlines()

    def _run(self, statement: ast.stmt) -> Ran:
        before = len(self.sim.requests)
        self.names.pop("success", None)
        error = None
        try:
            exec(compile(ast.Module([statement], []), "<snippet>", "exec"), self.names)
        except PowerTrackError as raised:
            error = raised
        return Ran(statement, wire(self.sim)[before:], error, self.names.get("success"))


@contextlib.contextmanager
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world in an empty working folder, with credentials in the environment and a list of the sites in a file."""
    sim = Simulator(sites=3)
    with sim.serve() as server:
        credentials = sim.auth_manager().credentials
        monkeypatch.setenv("COOKIE", credentials.cookie)
        monkeypatch.setenv("AE_S", credentials.ae_s or "")
        monkeypatch.setenv("BASE_URL", server.url)
        SiteList.from_json([*sim.site_keys]).to_json_file(Path("portfolio", "SiteList.json"))
        world = World(sim)
        try:
            yield world
        finally:
            for value in world.names.values():
                if isinstance(value, PowerTrackClient):
                    value.close()


def methods_called(code: ast.AST) -> list[str]:
    """The methods of `client` that are called, in their order."""
    calls = [node for node in ast.walk(code) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [
        node.func.attr
        for node in sorted(calls, key=lambda node: (node.lineno, node.col_offset))
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "client"
    ]


def undefined(module: ast.Module) -> list[str]:
    """The names that are used and neither defined there nor by Python."""
    used: set[str] = set()
    defined = set(dir(builtins))
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else defined).add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            defined.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            defined.add(node.name)
    return sorted(used - defined)


def _only_reads(request: Sent) -> bool:
    return request.method == "GET" or (request.method == "POST" and request.path in READING_POSTS)
