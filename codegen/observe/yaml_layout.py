"""YAML that is changed by ruamel.yaml: how new parts are laid out, and how untouched lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarfloat import ScalarFloat
from ruamel.yaml.scalarstring import SingleQuotedScalarString

from codegen.documents import Json

WIDTH = 120
_PLAIN = re.compile(r"[A-Za-z./]")
_NEVER_WRAPPED = 1_000_000
_IN_LINES = frozenset({"examples", "properties", "responses", "content", "requestBody", "parameters"})


class _Representer(RoundTripRepresenter):
    def represent_none(self, _: object) -> ScalarNode:
        """Write null as a word, as the specification does."""
        return self.represent_scalar("tag:yaml.org,2002:null", "null")

    def represent_exact_float(self, number: ScalarFloat) -> ScalarNode:
        """Write all digits of a float, of which ruamel.yaml may lose the last."""
        return self.represent_float(float(number))


_Representer.add_representer(type(None), _Representer.represent_none)
_Representer.add_representer(ScalarFloat, _Representer.represent_exact_float)


def load(text: str) -> CommentedMap:
    """Read a YAML text so that it can be changed and written again."""
    return _yaml().load(text) or CommentedMap()


def dump(document: CommentedMap) -> str:
    """Write a document as ruamel.yaml lays it out."""
    if not document:
        return ""
    stream = StringIO()
    _yaml().dump(document, stream)
    return stream.getvalue()


def plain(node: object) -> Json:
    """Return a part of a document without what ruamel.yaml keeps of its layout."""
    if isinstance(node, dict):
        return {str(key): plain(part) for key, part in node.items()}
    if isinstance(node, list):
        return [plain(part) for part in node]
    if node is None or isinstance(node, bool):
        return node
    for kind in (int, float):
        if isinstance(node, kind):
            return kind(node)
    return str(node)


def laid_out(key: str, value: Json, column: int) -> object:
    """Lay out a new part: in one line if it is short, otherwise with its parts below each other.

    Args:
        key: Name of the part; empty for an item of a list.
        value: The value.
        column: Column that it begins in.
    """
    if not isinstance(value, dict | list):
        return _scalar(value)
    line = _in_a_line(value)
    start = column + (len(key) + 2 if key else 0)
    if not value or (start + len(_flow(line)) <= WIDTH and not _wants_lines(key, value)):
        return line
    if isinstance(value, list):
        return CommentedSeq([laid_out("", item, column + 4) for item in value])
    return CommentedMap({name: laid_out(name, part, column + 2) for name, part in value.items()})


def unfold(mapping: CommentedMap, key: str, column: int) -> None:
    """Put the parts of a mapping below each other if they no longer fit in one line."""
    part = mapping[key]
    if isinstance(part, CommentedMap) and part.fa.flow_style() and not mapping.fa.flow_style():
        mapping[key] = laid_out(key, plain(part), column)


def merged(text: str, changed: str) -> str:
    """Return a text with the changes of its document, and every other line as it was.

    ruamel.yaml wraps some lines anew. The changes are those between the document written before and after them.

    Args:
        text: The text.
        changed: The changed document, as ruamel.yaml lays it out.
    """
    lines, same, new = text.splitlines(True), dump(load(text)).splitlines(True), changed.splitlines(True)
    blocks = SequenceMatcher(None, same, lines, autojunk=False).get_opcodes()
    parts: list[tuple[int, int, list[str]]] = []
    for tag, start, end, first, last in SequenceMatcher(None, same, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        begin, stop = start, end
        for kind, low, high, _, _ in blocks:  # lines that ruamel.yaml wraps anew are replaced together
            if kind != "equal" and low < max(end, start + 1) and high > start:
                begin, stop = min(begin, low), max(stop, high)
        content = new[first - (start - begin) : last + (stop - end)]
        parts.append((*_range(blocks, begin, stop, len(lines)), content))
    for begin, stop, content in reversed(parts):
        if begin == stop:
            begin = stop = _before_comments(lines, begin)
        if begin and content and not lines[begin - 1].endswith("\n"):
            lines[begin - 1] += "\n"
        lines[begin:stop] = content
    return "".join(lines)


def _range(blocks: Sequence[tuple[str, int, int, int, int]], begin: int, stop: int, length: int) -> tuple[int, int]:
    """Where lines of the text that ruamel.yaml wrote stand in the original."""
    first = next((b + begin - low for _, low, high, b, _ in blocks if low <= begin < high), length)
    if begin == stop:
        return first, first
    last = next((c - (high - stop) for _, low, high, _, c in blocks if low < stop <= high), length)
    return first, last


def _before_comments(lines: list[str], place: int) -> int:
    """Where new lines go: before comments and blank lines, which belong to what follows."""
    while place and (not lines[place - 1].strip() or lines[place - 1].lstrip().startswith("#")):
        place -= 1
    return place


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.preserve_quotes = True
    yaml.width = _NEVER_WRAPPED
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _in_a_line(value: Json) -> object:
    if isinstance(value, dict):
        mapping = CommentedMap({name: _in_a_line(part) for name, part in value.items()})
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq([_in_a_line(part) for part in value])
        sequence.fa.set_flow_style()
        return sequence
    return _scalar(value)


def _scalar(value: Json) -> object:
    """A plain value. ruamel.yaml leaves out quotes that other readers of YAML need at the beginning of a text."""
    if isinstance(value, str) and value and value.isprintable() and not _PLAIN.match(value):
        return SingleQuotedScalarString(value)
    return value


def _flow(line: object) -> str:
    return dump(CommentedMap({"x": line}))[len("x: ") : -1]


def _wants_lines(key: str, value: Json) -> bool:
    """Whether a part is always written in several lines."""
    if isinstance(value, list):
        return key == "parameters" or any(isinstance(part, dict) and len(part) > 1 for part in value)
    if not isinstance(value, dict):
        return False
    if not key:
        return len(value) > 1
    if "/" in key or key in _IN_LINES:
        return True
    return any(isinstance(part, dict) and (len(part) > 1 or _wants_lines(name, part)) for name, part in value.items())
