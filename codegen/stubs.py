"""Type stubs of the package and of both clients: public names are imported late, and methods are made of flows.

Some editors can follow neither.

The sources are read, not imported: the pipeline imports nothing that is shipped.
"""

from __future__ import annotations

import ast
import builtins
import copy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import define, field

from codegen.documents import SpecError
from codegen.locations import HANDWRITTEN, ROOT

_PACKAGE: Final = "powertrack_sdk"
_MAKER: Final = "Method"
_NAMES: Final = "_HOMES"
_METHODS: Final = f"{_PACKAGE}.methods"
# Whether the methods of the client are awaited.
CLIENTS: Final = {"client": False, "async_client": True}


def stub_differences(folder: Path = HANDWRITTEN) -> list[str]:
    """Stubs that are missing or not as they would be written now.

    Args:
        folder: Folder of the package.
    """
    stale = [path for path, text in _stubs(folder) if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return [f"{folder.name}/{path.name} is stale or missing; run `make generate`" for path in stale]


def write_stubs(folder: Path = HANDWRITTEN) -> None:
    """Write the stubs beside their modules."""
    for path, text in _stubs(folder):
        path.write_text(text, encoding="utf-8")


def _stubs(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each stub with its text; none in a copy of the specification and the pipeline alone."""
    if folder.is_dir():
        yield folder / "__init__.pyi", package_stub(folder)
        yield from ((folder / f"{name}.pyi", stub(folder, name)) for name in CLIENTS)


def package_stub(folder: Path) -> str:
    """The stub of the package: its public names, which the package itself imports when they are first used.

    Args:
        folder: Folder of the package.

    Raises:
        SpecError: The package lists no names.
    """
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == _NAMES and node.value is not None:
            homes: dict[str, str] = ast.literal_eval(node.value)
            names = {home: text.split() for home, text in homes.items()}
            # `A as A` is how a stub passes a name on; some editors do not look at `__all__`.
            lines = [
                f"from {_PACKAGE}.{home} import {', '.join(f'{name} as {name}' for name in found)}"
                for home, found in names.items()
            ]
            every = sorted(name for home in names.values() for name in home)
            head = f'"""{ast.get_docstring(tree)}\n\nGenerated from `{_NAMES}`; do not edit.\n"""'
            return _laid_out(
                "\n".join([head, "", *lines, "", f"__all__ = {every!r}", "def __dir__() -> list[str]: ..."])
            )
    raise SpecError(f"{_PACKAGE} has no {_NAMES}")


def stub(folder: Path, name: str) -> str:
    """The stub of the module of a client.

    Args:
        folder: Folder of the package.
        name: Name of the module.

    Raises:
        SpecError: A method cannot be followed to its flow.
    """
    module = _Module.read(folder, f"{_PACKAGE}.{name}")
    imports: dict[str, str] = {}
    body: list[ast.stmt] = []
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef):
            body.append(_class(node, module, folder, imports, awaited=CLIENTS[name]))
        elif isinstance(node, ast.Assign):  # type variables
            body.append(node)
            _note(node, module, folder, imports)
    lines = [f"from {source} import {what}" if source else f"import {what}" for what, source in imports.items()]
    head = [f'"""{ast.get_docstring(module.tree)} Generated from its flows; do not edit."""', "", *lines, ""]
    return _laid_out("\n".join([*head, *map(ast.unparse, body)]) + "\n")


@define
class _Module:
    """A source file: what it defines, and the origin of its names."""

    name: str
    tree: ast.Module
    imported: dict[str, tuple[str, str]] = field(factory=dict)

    @classmethod
    def read(cls, folder: Path, name: str) -> _Module:
        path = folder.joinpath(*name.split(".")[1:])
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        found = cls(name, ast.parse(file.read_text(encoding="utf-8")))
        for node in ast.walk(found.tree):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    found.imported[alias.asname or alias.name] = (node.module, alias.name)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    found.imported[alias.asname or alias.name] = ("", alias.name)
        return found

    @property
    def type_variables(self) -> set[str]:
        """The names of its type variables; a stub defines those of its client."""
        lines = [line for line in self.tree.body if isinstance(line, ast.Assign)]
        return {ast.unparse(one.targets[0]) for one in lines if ast.unparse(one.value).startswith("TypeVar(")}

    def function(self, name: str) -> ast.FunctionDef | None:
        return next((node for node in self.tree.body if isinstance(node, ast.FunctionDef) and node.name == name), None)


def _class(
    node: ast.ClassDef, module: _Module, folder: Path, imports: dict[str, str], *, awaited: bool
) -> ast.ClassDef:
    """A client: its own public functions, and the methods that both clients have."""
    found = copy.copy(node)
    found.body = []
    for base in node.bases:
        _note(base, module, folder, imports)
    for item in node.body:
        if isinstance(item, ast.Expr):
            found.body.append(item)
        elif isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.body.append(_described(item, module, folder, imports))
    methods = _Module.read(folder, _METHODS)
    [listed] = [one for one in methods.tree.body if isinstance(one, ast.ClassDef)]
    for line in listed.body:
        if isinstance(line, ast.Assign):
            found.body.append(_method(line, methods, folder, imports, awaited=awaited))
    return found


def _method(
    item: ast.Assign, module: _Module, folder: Path, imports: dict[str, str], *, awaited: bool
) -> ast.FunctionDef | ast.AsyncFunctionDef:
    call = item.value
    flow = call.args[0] if isinstance(call, ast.Call) and ast.unparse(call.func) == _MAKER and call.args else None
    if not isinstance(flow, ast.Attribute) or not isinstance(flow.value, ast.Name):
        raise SpecError(f"{module.name}: {ast.unparse(item)} does not make a method of a flow")
    package, name = module.imported[flow.value.id]
    home = _Module.read(folder, f"{package}.{name}")
    function = home.function(flow.attr)
    if function is None:
        raise SpecError(f"{home.name} defines no flow {flow.attr}")
    described = copy.deepcopy(function)
    if isinstance(described.returns, ast.Subscript):
        described.returns = described.returns.slice  # of Flow[...]
    described = _described(described, home, folder, imports)
    described.args.args.insert(0, ast.arg("self"))
    described.name = ast.unparse(item.targets[0])
    if not awaited:
        return described
    task = ast.AsyncFunctionDef(**{name: getattr(described, name) for name in described._fields})
    return ast.copy_location(task, described)


def _described(
    function: ast.FunctionDef | ast.AsyncFunctionDef, module: _Module, folder: Path, imports: dict[str, str]
) -> ast.FunctionDef:
    """A function without what it does; its annotations are imported."""
    found = copy.deepcopy(function)
    text = ast.get_docstring(function)
    found.body = [ast.Expr(ast.Constant(text))] if text else []
    found.body.append(ast.Expr(ast.Constant(...)))
    arguments = found.args
    arguments.defaults = [_default(value) for value in arguments.defaults]
    arguments.kw_defaults = [value and _default(value) for value in arguments.kw_defaults]
    annotated = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    for annotation in [*(one.annotation for one in annotated if one), found.returns]:
        if annotation is not None:
            _note(annotation, module, folder, imports)
    return found  # type: ignore[return-value]  # an asynchronous one is printed as such


def _default(value: ast.expr) -> ast.expr:
    return value if isinstance(value, ast.Constant) else ast.Constant(...)


def _note(node: ast.AST, module: _Module, folder: Path, imports: dict[str, str]) -> None:
    """Import the names that an expression uses."""
    for one in ast.walk(node):
        if not isinstance(one, ast.Name) or one.id in module.type_variables or hasattr(builtins, one.id):
            continue
        source, name = _origin(folder, *module.imported.get(one.id, (module.name, one.id)))
        what = f"{name} as {one.id}" if name != one.id else name
        if imports.setdefault(what, source) != source:
            raise SpecError(f"{module.name}: {one.id} stands for two things in the methods of a client")


def _origin(folder: Path, source: str, name: str) -> tuple[str, str]:
    """The module that defines a name which another module of the package re-exports."""
    while source.startswith(_PACKAGE + "."):
        imported = _Module.read(folder, source).imported.get(name)
        if imported is None:
            break
        source, name = imported
    return source, name


def _laid_out(text: str) -> str:
    """A stub as ruff lays it out."""
    config = ["--no-cache", "--config", str(ROOT / "pyproject.toml"), "--stdin-filename", "stub.pyi", "-"]
    for step in (
        ["check", "--quiet", "--fix", "--exit-zero", "--select", "I,F401,UP", "--ignore", "PLC0414"],
        ["format", "--quiet"],
    ):
        command = [sys.executable, "-m", "ruff", *step, *config]
        done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise SpecError(f"ruff {step[0]} refused a stub:\n{done.stderr}")
        text = done.stdout
    return text
