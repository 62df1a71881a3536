"""Changes a YAML text where it has to change, and leaves every other character as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from codegen.documents import Json, JsonObject, SpecError, as_object
from codegen.observe import yaml_text
from codegen.yaml_files import compose, construct

Step = str | int


class YamlText:
    """A YAML file that is being edited.

    Args:
        path: The file, which is not written to.
        text: What it says.

    Attributes:
        text: What it says now.
    """

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self.text = text
        self._parsed: tuple[str, Node | None] | None = None

    def value(self, where: Sequence[Step]) -> Json:
        """What stands at a place.

        Raises:
            SpecError: Nothing does.
        """
        return construct(self._node(where))

    def has(self, where: Sequence[Step]) -> bool:
        """Whether something stands at a place."""
        try:
            self._node(where)
        except SpecError:
            return False
        return True

    def set(
        self, where: Sequence[Step], key: str, value: Json, *, after: Sequence[str] = (), in_a_line: bool = False
    ) -> None:
        """Put a value under a name of a mapping: in the place of what stands there, or else as a new entry.

        Args:
            where: The mapping.
            key: The name.
            value: The value.
            after: Names after which a new entry goes, the last that is there; otherwise it goes to the end.
            in_a_line: Whether a new entry takes one line, however long.
        """
        mapping = self._mapping(where)
        pairs = {str(name.value): (name, found) for name, found in mapping.value}
        if key in pairs:
            self._put_pair(mapping, *pairs[key], {key: value})
        else:
            present = [name for name in after if name in pairs]
            self._insert(mapping, key, value, pairs[present[-1]] if present else None, in_a_line=in_a_line)

    def remove(self, where: Sequence[Step], key: str) -> None:
        """Take an entry out of a mapping."""
        mapping = self._mapping(where)
        number = next(place for place, (name, _) in enumerate(mapping.value) if name.value == key)
        name, found = mapping.value[number]
        if mapping.flow_style:
            start, end = name.start_mark.index, self._end(found)
            if number + 1 < len(mapping.value):
                end = mapping.value[number + 1][0].start_mark.index
            elif number:
                start = self._end(mapping.value[number - 1][1])
            self._splice(start, end, "")
        else:
            start = self.text.rindex("\n", 0, name.start_mark.index) + 1
            self._splice(start, self._line_end(self._end(found)), "")

    def change(self, where: Sequence[Step], new: Mapping[str, Json]) -> None:
        """Make a mapping another one, entry by entry."""
        old = as_object(self.value(where), "mapping")
        gone, added = [key for key in old if key not in new], [key for key in new if key not in old]
        for key in old:
            if key in new and new[key] != old[key]:
                self.set(where, key, new[key])
        if gone and added:
            pairs = {str(name.value): (name, found) for name, found in self._mapping(where).value}
            self._put_pair(self._mapping(where), *pairs[gone[0]], {key: new[key] for key in added})
            gone = gone[1:]
        else:
            for key in added:
                self.set(where, key, new[key])
        for key in gone:
            self.remove(where, key)
        self._unfold(where)

    def append(self, where: Sequence[Step], value: Json) -> None:
        """Add an item to a list."""
        found = self._node(where)
        if not isinstance(found, SequenceNode):
            raise SpecError(f"{self._path}: {'/'.join(map(str, where))} is no list")
        if found.flow_style:
            comma = ", " if found.value else ""
            end = self._end(found.value[-1]) if found.value else found.start_mark.index + 1
            self._splice(end, end, f"{comma}{yaml_text.flow(value)}")
            self._unfold(where)
        else:
            place = self._line_end(self._end(found))
            self._splice(place, place, yaml_text.item(value, found.start_mark.column) + "\n")

    def add(self, key: str, value: Json) -> None:
        """Write an entry of the outermost level at the end."""
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"
        self.text += yaml_text.entry(key, value, 0) + "\n"

    def insert_after(self, key: str, new: str, value: Json) -> None:
        """Put an entry at the outermost level behind another one."""
        mapping = self._mapping(())
        pair = next((name, found) for name, found in mapping.value if name.value == key)
        self._insert(mapping, new, value, pair)

    def _put_pair(self, mapping: MappingNode, name: Node, found: Node, new: JsonObject) -> None:
        """Write entries in the place of one."""
        start, end, column = name.start_mark.index, self._end(found), name.start_mark.column
        if mapping.flow_style:
            told = ", ".join(f"{yaml_text.name(key, inner=True)}: {yaml_text.flow(part)}" for key, part in new.items())
        else:
            told = "\n".join(yaml_text.entry(key, part, column) for key, part in new.items())[column:]
        self._splice(start, end, told)

    def _insert(
        self,
        mapping: MappingNode,
        key: str,
        value: Json,
        pair: tuple[Node, Node] | None,
        *,
        in_a_line: bool = False,
    ) -> None:
        if mapping.flow_style:
            end = self._end((pair or mapping.value[-1])[1]) if mapping.value else mapping.start_mark.index + 1
            comma = ", " if mapping.value else ""
            self._splice(end, end, f"{comma}{yaml_text.name(key, inner=True)}: {yaml_text.flow(value)}")
            return
        place = self._line_end(self._end(pair[1] if pair else mapping))
        column = mapping.start_mark.column
        line = f"{' ' * column}{yaml_text.name(key)}: {yaml_text.flow(value)}"
        self._splice(place, place, (line if in_a_line else yaml_text.entry(key, value, column)) + "\n")

    def _line_end(self, place: int) -> int:
        """Where the line of a place ends, its line end included, which is added where the file lacks it."""
        end = self.text.find("\n", place)
        if end < 0:
            self.text += "\n"
            return len(self.text)
        return end + 1

    def _splice(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]

    def _mapping(self, where: Sequence[Step]) -> MappingNode:
        found = self._node(where)
        if not isinstance(found, MappingNode):
            raise SpecError(f"{self._path}: {'/'.join(map(str, where))} is no mapping")
        return found

    def _node(self, where: Sequence[Step]) -> Node:
        found = self._parse()
        for step in where:
            if isinstance(found, MappingNode):
                found = next((value for name, value in found.value if name.value == step), None)
            elif isinstance(found, SequenceNode) and isinstance(step, int) and step < len(found.value):
                found = found.value[step]
            else:
                found = None
        if found is None:
            raise SpecError(f"{self._path}: there is no {'/'.join(map(str, where))}")
        return found

    def _end(self, node: Node) -> int:
        """Where a node ends, without what follows it: blank lines, comments, the indent of the next one."""
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            written = self.text[node.start_mark.index : node.end_mark.index]
            return node.start_mark.index + len(written.rstrip())
        if isinstance(node, MappingNode) and not node.flow_style and node.value:
            return self._end(node.value[-1][1])
        if isinstance(node, SequenceNode) and not node.flow_style and node.value:
            return self._end(node.value[-1])
        return int(node.end_mark.index)

    def _unfold(self, where: Sequence[Step]) -> None:
        """Write a mapping below its name where it has become too long for its line."""
        found = self._node(where)
        line = self.text[self.text.rfind("\n", 0, found.start_mark.index) + 1 : self.text.find("\n", self._end(found))]
        parent = self._node(where[:-1]) if where else None
        if "\n" in line or len(line) <= yaml_text.WIDTH or not isinstance(parent, MappingNode) or parent.flow_style:
            return
        name = next(name for name, value in parent.value if value is found)
        self._put_pair(parent, name, found, {str(where[-1]): self.value(where)})

    def _parse(self) -> Node | None:
        if self._parsed is None or self._parsed[0] != self.text:
            self._parsed = (self.text, compose(self.text, self._path))
        return self._parsed[1]
