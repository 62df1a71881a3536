"""Writes what is new into the specification, as far as the rules allow."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TypeAlias

from attrs import define, field

from codegen.bundle import bundle as read_bundle
from codegen.documents import Json, SpecError, schemas_of
from codegen.evidence import Coverage
from codegen.lint import lint
from codegen.lint.examples import BodyChecker
from codegen.lint.fields import referred
from codegen.locations import EXAMPLES, OBSERVED
from codegen.observe.described import Index
from codegen.observe.evidence_files import evidence_of, free_name, sanitised, save
from codegen.observe.new_operations import NewOperations, Written
from codegen.observe.news import Kind, News, Place
from codegen.observe.observation import Observation
from codegen.observe.sanitise import Sanitiser
from codegen.observe.shapes import Shape
from codegen.observe.spec_folder import SpecFolder
from codegen.observe.unknown import UnknownOperation
from codegen.observe.vocabulary import Vocabulary
from codegen.observe.widening import ByHandError
from codegen.observe.writing_operations import OperationWriter
from codegen.observe.writing_schemas import WIDENING, SchemaWriter

_SHOWN = 5
_Mark: TypeAlias = tuple[Kind, Place, str]


@define
class Result:
    """What came of writing.

    Attributes:
        files: Files that were written, below the folder of the specification.
        by_hand: What has to be written by a person, each with the reason.
        look_over: What a person should read once more.
    """

    files: list[str] = field(factory=list)
    by_hand: list[str] = field(factory=list)
    look_over: list[str] = field(factory=list)


def write(spec: Path, observation: Observation) -> Result:
    """Write what is new.

    Args:
        spec: Folder of the specification.
        observation: What was observed.

    Raises:
        SpecError: The specification would break its rules; it is left as it was.
    """
    left: dict[_Mark, str] = {}
    while True:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder).resolve() / spec.name
            shutil.copytree(spec, copy)
            writing = _Writing(copy, observation, left)
            result = writing.run()
            if not writing.findings:
                for file in result.files:
                    (spec / file).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(copy / file, spec / file)
                return result
        broken = _broken_by(observation.news, writing.findings[0])
        if not broken.keys() - left.keys():
            shown = "\n".join(writing.findings[:_SHOWN])
            raise SpecError(f"nothing was written, because the specification would break its rules:\n{shown}")
        left |= broken


def _broken_by(news: list[News], finding: str) -> dict[_Mark, str]:
    """What breaks a rule, as far as what lint says of it tells: whose schema or whose operation it names."""
    named = set(re.findall(r"\w+", finding.partition(":")[0]))
    return {
        (one.kind, one.place, one.detail): f"it would break a rule: {finding}"
        for one in news
        if one.place.owner in named
        or (one.place.field and one.place.field in finding and any(title in finding for title in one.operations))
    }


class _Writing:
    def __init__(self, spec: Path, observation: Observation, left: dict[_Mark, str]) -> None:
        self.findings: list[str] = []
        self._left = left
        self._spec = spec
        self._observation = observation
        self._folder = SpecFolder(spec)
        self._schemas = SchemaWriter(self._folder, observation.bundle)
        self._operations = OperationWriter(self._folder, observation.index, self._schemas)
        self._new_operations = NewOperations(self._folder, observation.index, self._schemas)
        self._vocabulary = Vocabulary.of(observation.bundle, spec)
        self._result = Result()
        self._titles: set[str] = set()
        self._written: dict[tuple[str, str], Written] = {}
        self._names: dict[tuple[str, str], list[str]] = {}
        self._taken: set[str] = set()

    def run(self) -> Result:
        for news in sorted(self._observation.news, key=lambda news: (news.kind, news.place, news.detail)):
            if news.kind not in (Kind.OPERATION, Kind.KEY):
                self._write(news)
        for where, unknown in sorted(self._observation.unknown.items()):
            self._write_operation(where, unknown)
        self._save()
        index = Index(read_bundle(self._spec))
        self._show(index)
        self._save()
        self._drop_what_nothing_refers_to()
        bundle = read_bundle(self._spec)
        self.findings = lint(bundle) or Coverage(bundle, self._spec / OBSERVED).findings
        self._result.files.sort()
        return self._result

    def _write(self, news: News) -> None:
        of_schema = not news.place.side and (news.kind in WIDENING or news.kind in (Kind.FIELD, Kind.ENUMERATION))
        try:
            if reason := self._left.get((news.kind, news.place, news.detail)):
                raise ByHandError(reason)
            if news.kind is Kind.IDENTITY:
                raise ByHandError("whether it is an identity at all is for a person to decide")
            if of_schema:
                self._schemas.write(news)
            else:
                self._operations.write(news)
        except ByHandError as reason:
            self._result.by_hand.append(f"{news.kind.words} {news.subject}: {reason}")
            return
        self._titles.update(news.operations)
        if news.kind is Kind.EVIDENCE:
            self._result.look_over.append(f"{news.place.owner}: the description was written before this was seen")

    def _write_operation(self, where: tuple[str, str], unknown: UnknownOperation) -> None:
        samples = self._observation.samples.kept[f"{where[0]} {where[1]}"]
        names = [free_name(unknown.method, unknown.path, self._spec / OBSERVED, self._taken) for _ in samples]
        try:
            written = self._new_operations.write(unknown, [f"{OBSERVED}/{name}" for name in names])
        except ByHandError as reason:
            self._result.by_hand.append(f"operation {unknown.method} {unknown.path}: {reason}")
            return
        self._written[where], self._names[where] = written, names
        for side, wanted in (("request", written.request), ("response", written.response)):
            if wanted:
                save(None, self._spec / EXAMPLES / written.example(side))  # until what is shown is known

    def _show(self, index: Index) -> None:
        """Keep what was seen as evidence, and of new operations as examples too."""
        sanitiser = Sanitiser(self._vocabulary, self._new_names())
        self._vocabulary.numbers |= {
            int(news.detail) for news in self._observation.news if news.kind is Kind.ENUMERATION
        }
        checker = BodyChecker(index.bundle)
        for where, written in self._written.items():
            unknown = self._observation.unknown[where]
            shown = self._evidence(
                f"{where[0]} {where[1]}", index, checker, sanitiser, self._names[where], unknown.seen
            )
            for side in ("request", "response"):
                bodies = [bodies[side] for bodies in shown if bodies[side] is not None]
                if bodies:
                    self._keep(bodies[0], f"{EXAMPLES}/{written.example(side)}")
        for title in sorted(self._titles):
            samples = self._observation.samples.kept.get(title, [])
            method, _, path = title.partition(" ")
            names = [free_name(method, path, self._spec / OBSERVED, self._taken) for _ in samples]
            self._evidence(title, index, checker, sanitiser, names, self._observation.seen[title])
            for name in names:
                self._operations.add_source(title, f"{OBSERVED}/{name}")

    def _evidence(
        self, title: str, index: Index, checker: BodyChecker, sanitiser: Sanitiser, names: list[str], seen: int
    ) -> list[dict[str, Json]]:
        """Write evidence; the bodies in it."""
        shown: list[dict[str, Json]] = []
        for name, sample in zip(names, self._observation.samples.kept.get(title, []), strict=True):
            found, _ = index.find(sample.exchange)
            if found is None:
                raise SpecError(f"{title}: was written and is not found again")
            request = sanitised(sample.exchange.request, found.request, checker, sanitiser)
            response = sanitised(sample.exchange.response, found.response, checker, sanitiser)
            path = found.title.partition(" ")[2]
            self._keep(evidence_of(sample, path, request, response, sanitiser, seen), f"{OBSERVED}/{name}")
            shown.append({"request": request, "response": response})
        return shown

    def _keep(self, value: Json, name: str) -> None:
        save(value, self._spec / name)
        if name not in self._result.files:
            self._result.files.append(name)

    def _new_names(self) -> set[str]:
        """Names of fields that are new."""
        news = self._observation.news
        names = {one.detail for one in news if one.kind is Kind.FIELD}
        shapes: list[Shape] = [one.shape for one in news]
        for unknown in self._observation.unknown.values():
            shapes += [unknown.request, unknown.response]
            names |= unknown.queries.keys()
        return names.union(*(shape.names() for shape in shapes))

    def _save(self) -> None:
        changed = [file.relative_to(self._spec).as_posix() for file in self._folder.save()]
        self._result.files += [name for name in changed if name not in self._result.files]

    def _drop_what_nothing_refers_to(self) -> None:
        """Take out schemas that only stood where something else stands now."""
        while unused := self._unused():
            for name in unused:
                self._folder.text(self._folder.home(name)).remove((), name)
            self._save()

    def _unused(self) -> list[str]:
        bundle = read_bundle(self._spec)
        used = referred(bundle)
        return [name for name in schemas_of(bundle) if f"#/components/schemas/{name}" not in used]
