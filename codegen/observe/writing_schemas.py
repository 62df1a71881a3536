"""Writes findings about schemas: fields, types, nulls, codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from codegen.documents import JsonObject, SpecError, as_object, child, schemas_of
from codegen.observe.news import News
from codegen.observe.shape_nodes import NodeMaker
from codegen.observe.spec_folder import SpecFolder, Step, bare
from codegen.observe.widening import ByHandError, Owner, Widener
from codegen.spec_model import naming
from codegen.spec_model.aliases import aliases_of
from codegen.spec_model.writes import reachable, writable_documents
from powertrack_sdk.traffic.expected import UNNAMED, Place
from powertrack_sdk.traffic.findings import Kind
from powertrack_sdk.traffic.forms import is_form

WIDENING = frozenset({Kind.TYPE, Kind.FORM, Kind.VALUE, Kind.NULL, Kind.LIMIT})


class SchemaWriter:
    """Writes findings about schemas.

    Args:
        folder: The files.
        bundle: The specification as it was.
    """

    def __init__(self, folder: SpecFolder, bundle: JsonObject) -> None:
        self._folder = folder
        schemas = schemas_of(bundle)
        self._schemas = {name: as_object(bare(schema), name) for name, schema in schemas.items()}
        self.maker = NodeMaker(self._schemas)
        self._widener = Widener(self.maker)
        self._written = set(reachable([document.name for document in writable_documents(bundle)], schemas))

    def write(self, news: News) -> None:
        """Write one thing.

        Raises:
            ByHandError: A person has to decide how.
        """
        place = news.place
        if place.owner not in self._schemas:
            raise ByHandError("the object has no schema of its own")
        if news.kind is Kind.ENUMERATION:
            self._add_code(news)
        elif news.kind is Kind.FIELD:
            self._add_field(news)
        else:
            for other in [place, *self._twins(place)]:
                self._widen(other, news)
        self.flush(self._folder.home(place.owner), place.owner)

    def flush(self, file: Path, after: str | None) -> None:
        """Write the schemas that were made since.

        Args:
            file: The file that they go to.
            after: The schema that they go after; at the end if it is None.
        """
        made = list(self.maker.made.items())
        for name, _ in made:
            self._folder.settle(name, file)
        for name, schema in made:
            self._folder.add_schema(name, schema, file, after)
            self._schemas[name] = schema
            after = name
        self.maker.made.clear()

    def widened(self, node: JsonObject, news: News, owner: Owner) -> JsonObject:
        """Return a schema with bare references that allows what was seen too."""
        return self._widener.widened(node, news, owner)

    def _add_code(self, news: News) -> None:
        name, code = news.place.owner, news.detail.removeprefix("code ")
        if not code.removeprefix("-").isdigit():
            raise ByHandError("look up the number in the traffic; it may be no code at all")
        file = self._folder.home(name)
        if self._folder.has(file, (name, UNNAMED)):
            self._folder.append(file, (name, UNNAMED), int(code))
        else:
            self._folder.set(file, (name,), UNNAMED, [int(code)], after=["anyOf"])

    def _add_field(self, news: News) -> None:
        owner, name = news.place.owner, news.place.field
        if is_form(name):
            raise ByHandError("names of things; give the schema additionalProperties if it is a map")
        known = child(self._schemas[owner], "properties")
        taken = {naming.member(field, as_object(node, field)) for field, node in known.items()}
        if naming.member(name) in taken:
            raise ByHandError("another field is called the same in Python")
        if any(alias.name == name for alias in aliases_of(self._schemas[owner])):
            raise ByHandError("a friendly name is the same")
        node = self.maker.field(news.shape, owner, name, written=owner in self._written)
        known[name] = node
        file = self._folder.home(owner)
        self.flush(file, owner)
        self._folder.set(file, (owner, "properties"), name, node)

    def _widen(self, place: Place, news: News) -> None:
        file = self._folder.home(place.owner)
        where: list[Step] = [place.owner, *(["properties", place.field] if place.field else []), *place.steps]
        try:
            node = as_object(bare(self._folder.value(file, where)), str(place))
        except SpecError as error:
            raise ByHandError("the schema there was changed by another finding") from error
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
        """Places of the same field in the rows of a table, or in the document that they are part of."""
        for name, schema in self._schemas.items():
            rules = child(schema, "x-powertrack-row-of")
            for field, other in child(rules, "fields").items():
                if (name, field) == (place.owner, place.field):
                    yield Place(str(rules["document"]), str(other), place.steps)
                elif (rules["document"], other) == (place.owner, place.field):
                    yield Place(name, field, place.steps)
