"""Writes what is new of schemas: fields, types, nulls, codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from codegen.documents import Json, JsonObject, SpecError, as_object, child, schemas_of
from codegen.observe.comparison import UNNAMED
from codegen.observe.news import Kind, News, Place
from codegen.observe.shape_nodes import NodeMaker
from codegen.observe.spec_folder import SpecFolder
from codegen.observe.widening import ByHandError, Owner, Widener
from codegen.observe.yaml_edit import Step
from codegen.spec_model import naming
from codegen.spec_model.aliases import aliases_of
from codegen.spec_model.writes import reachable, writable_documents

WIDENING = frozenset({Kind.TYPE, Kind.FORM, Kind.VALUE, Kind.NULL, Kind.LIMIT})


class SchemaWriter:
    """Writes news of schemas.

    Args:
        folder: The files.
        bundle: The specification as it was.
    """

    def __init__(self, folder: SpecFolder, bundle: JsonObject) -> None:
        self._folder = folder
        schemas = schemas_of(bundle)
        self._schemas = {name: as_object(_bare(schema), name) for name, schema in schemas.items()}
        self.maker = NodeMaker(self._schemas)
        self._widener = Widener(self.maker)
        self._written = set(reachable([document.name for document in writable_documents(bundle)], schemas))

    def write(self, news: News) -> None:
        """Write one thing.

        Raises:
            ByHandError: A person has to decide how.
        """
        place = news.place
        if news.kind is Kind.ENUMERATION:
            self._add_code(news)
        elif news.kind is Kind.FIELD:
            self._add_field(news)
        elif news.kind in WIDENING and not place.side:
            for other in [place, *self._twins(place)]:
                self._widen(other, news)
        else:
            raise ByHandError(f"a {news.kind.words} has no rule")
        self.flush(self._folder.home(place.owner), place.owner)

    def is_written(self, schema: str) -> bool:
        """Whether a schema is part of a document that is written back whole."""
        return schema in self._written

    def flush(self, file: Path, after: str | None) -> None:
        """Write the schemas that were made meanwhile.

        Args:
            file: The file that they go to.
            after: The schema behind which they go; at the end where there is none.
        """
        made = list(self.maker.made.items())
        for name, _ in made:
            self._folder.settle(name, file)
        for name, schema in made:
            self._folder.add_schema(name, schema, after)
            self._schemas[name] = schema
            after = name
        self.maker.made.clear()

    def widened(self, node: JsonObject, news: News, owner: Owner) -> JsonObject:
        """A schema, with bare references, that allows what was seen too."""
        return self._widener.widened(node, news, owner)

    def _add_code(self, news: News) -> None:
        name, code = news.place.owner, int(news.detail)
        text = self._folder.text(self._folder.home(name))
        if text.has((name, UNNAMED)):
            text.append((name, UNNAMED), code)
        else:
            text.set((name,), UNNAMED, [code], after=["anyOf"])

    def _add_field(self, news: News) -> None:
        owner, name = news.place.owner, news.detail
        known = child(self._schemas[owner], "properties")
        taken = {naming.member(field, as_object(told, field)) for field, told in known.items()}
        if naming.member(name) in taken:
            raise ByHandError("another field is called the same in Python")
        if any(alias.name == name for alias in aliases_of(self._schemas[owner])):
            raise ByHandError("a friendly name is the same")
        node = self.maker.field(news.shape, owner, name, written=owner in self._written)
        known[name] = node
        self._folder.text(self._folder.home(owner)).set(
            (owner, "properties"), name, self._ready(node, self._folder.home(owner), owner)
        )

    def _ready(self, node: JsonObject, file: Path, owner: str) -> JsonObject:
        """A schema with references as a file has them; what it refers to is written first."""
        self.flush(file, owner)
        return as_object(self._folder.at_home(node, file), owner)

    def _widen(self, place: Place, news: News) -> None:
        file = self._folder.home(place.owner)
        where: list[Step] = [place.owner, *(["properties", place.field] if place.field else []), *place.steps]
        text = self._folder.text(file)
        try:
            node = as_object(self._folder.bare(text.value(where)), place.words)
        except SpecError as error:
            raise ByHandError("what is there was changed meanwhile") from error
        owner = Owner(
            name=place.owner,
            field=place.field,
            written=place.owner in self._written,
            outermost=not place.steps,
            nullable=place.steps[-1:] != ("items",),
        )
        new = self._widener.widened(node, news, owner)
        self.flush(file, place.owner)
        self._folder.change(file, where, new)

    def _twins(self, place: Place) -> Iterator[Place]:
        """Where the same field stands once more, as part of a row of a table or of the whole document."""
        for name, schema in self._schemas.items():
            rules = child(schema, "x-powertrack-row-of")
            for field, other in child(rules, "fields").items():
                if (name, field) == (place.owner, place.field):
                    yield Place(str(rules["document"]), str(other), place.steps)
                elif (rules["document"], other) == (place.owner, place.field):
                    yield Place(name, field, place.steps)


def _bare(node: Json) -> Json:
    """A part of a bundle with bare references."""
    if isinstance(node, list):
        return [_bare(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {key: str(part).rpartition("/")[2] if key == "$ref" else _bare(part) for key, part in node.items()}
