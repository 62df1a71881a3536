"""Writes findings into the specification, as far as the rules allow."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TypeAlias

from attrs import define, field

from codegen.bundle import bundle as read_bundle
from codegen.documents import Json, JsonObject, SpecError, schemas_of
from codegen.evidence import Coverage
from codegen.lint import lint
from codegen.lint.examples import BodyChecker
from codegen.lint.fields import referred
from codegen.locations import EXAMPLES, OBSERVED
from codegen.observe.evidence_files import evidence_of, free_name, save
from codegen.observe.new_operations import NewOperation, NewOperations
from codegen.observe.news import News
from codegen.observe.observation import Observation
from codegen.observe.samples import Sample
from codegen.observe.sanitise import Sanitiser, Vocabulary
from codegen.observe.spec_folder import SpecFolder
from codegen.observe.unknown import UnknownOperation, unknown_operations
from codegen.observe.widening import ByHandError
from codegen.observe.writing_operations import LOOKS_LIKE_DATA, OperationWriter
from codegen.observe.writing_schemas import WIDENING, SchemaWriter
from powertrack_sdk.traffic.expected import Place
from powertrack_sdk.traffic.findings import Kind
from powertrack_sdk.traffic.forms import is_form
from powertrack_sdk.traffic.operations import Specification

_SHOWN = 5
_OF_SCHEMAS = WIDENING | {Kind.FIELD, Kind.ENUMERATION}
_Mark: TypeAlias = tuple[Kind, Place, str]


@define
class Result:
    """Result of writing.

    Attributes:
        files: Files that were written, below the folder of the specification.
        by_hand: What a person has to write, each with the reason.
        review: What a person should read again.
    """

    files: list[str] = field(factory=list)
    by_hand: list[str] = field(factory=list)
    review: list[str] = field(factory=list)


def write(spec: Path, observation: Observation) -> Result:
    """Write the findings of an observation.

    Args:
        spec: Folder of the specification.
        observation: The observation.

    Raises:
        SpecError: The specification would break its rules; it is left unchanged.
    """
    left: dict[_Mark, str] = {}
    news = observation.news
    while True:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder).resolve() / spec.name
            shutil.copytree(spec, copy)
            writing = _Writing(copy, observation, news, left)
            result = writing.run()
            if not writing.findings:
                for file in result.files:
                    (spec / file).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(copy / file, spec / file)
                return result
        broken = _broken_by(news, writing.findings[0])
        if not broken.keys() - left.keys():
            shown = "\n".join(writing.findings[:_SHOWN])
            raise SpecError(f"nothing was written, because the specification would break its rules:\n{shown}")
        left |= broken


def _broken_by(news: list[News], finding: str) -> dict[_Mark, str]:
    """What breaks a rule: the findings about the schema or the operation that the message of lint names."""
    named = set(re.findall(r"\w+", finding.partition(":")[0]))
    return {
        one.mark: f"it would break a rule: {finding}"
        for one in news
        if one.place.owner in named
        or (one.place.field and one.place.field in finding and any(title in finding for title in one.operations))
    }


class _Writing:
    """One attempt to write findings into a copy of the specification.

    Args:
        spec: The copy.
        observation: The observation.
        news: Its findings.
        left: Findings that an earlier attempt left to a person, with the reason.

    Attributes:
        findings: What lint finds wrong with the result.
    """

    def __init__(self, spec: Path, observation: Observation, news: list[News], left: dict[_Mark, str]) -> None:
        self.findings: list[str] = []
        self._left = left
        self._spec = spec
        self._news = news
        self._observation = observation
        self._unknown = unknown_operations(observation)
        self._folder = SpecFolder(spec)
        self._schemas = SchemaWriter(self._folder, observation.bundle)
        self._operations = OperationWriter(self._folder, observation.specification, self._schemas)
        self._new_operations = NewOperations(self._folder, observation.specification, self._schemas)
        self._result = Result()
        self._titles: set[str] = set()
        self._written: list[tuple[UnknownOperation, NewOperation, list[str]]] = []
        self._taken: set[str] = set()

    def run(self) -> Result:
        for news in sorted(self._news, key=lambda news: news.mark):
            if news.kind not in (Kind.OPERATION, Kind.KEY):
                self._write(news)
        for unknown in self._unknown:
            self._write_operation(unknown)
        self._save()
        self._keep_evidence(read_bundle(self._spec))
        self._save()
        self._drop_unused_schemas()
        bundle = read_bundle(self._spec)
        self.findings = lint(bundle) or Coverage(bundle, self._spec / OBSERVED).findings
        self._result.files.sort()
        return self._result

    def _write(self, news: News) -> None:
        try:
            if reason := self._left.get(news.mark):
                raise ByHandError(reason)
            if news.kind is Kind.IDENTITY:
                raise ByHandError("a person has to decide whether it is an identity at all")
            if news.kind in _OF_SCHEMAS and not news.place.side:
                self._schemas.write(news)
            else:
                self._operations.write(news)
        except ByHandError as reason:
            self._result.by_hand.append(f"{news.kind.words} {news.subject}: {reason}")
            return
        self._titles.update(news.operations)
        if news.kind is Kind.EVIDENCE:
            self._result.review.append(f"{news.place.owner}: the description was written before this was seen")

    def _write_operation(self, unknown: UnknownOperation) -> None:
        names = self._names(unknown.method, unknown.path, unknown.samples)
        try:
            written = self._new_operations.write(unknown, [f"{OBSERVED}/{name}" for name in names])
        except ByHandError as reason:
            self._result.by_hand.append(f"operation {unknown.method} {unknown.path}: {reason}")
            return
        self._written.append((unknown, written, names))
        odd = [name for name in unknown.queries if is_form(name)]
        title = f"{unknown.method} {unknown.path}"
        self._result.by_hand += [f"query parameter {title}: {name}: {LOOKS_LIKE_DATA}" for name in odd]
        for side, wanted in (("request", written.request), ("response", written.response)):
            if wanted:
                save(None, self._spec / EXAMPLES / written.example(side))  # so that the bundle can be read meanwhile

    def _keep_evidence(self, bundle: JsonObject) -> None:
        """Keep samples as evidence, and those of new operations as examples too."""
        vocabulary = Vocabulary.of(self._observation.bundle, self._spec)
        specification, checker = Specification(bundle), BodyChecker(bundle)
        codes = (one.detail.removeprefix("code ") for one in self._news if one.kind is Kind.ENUMERATION)
        vocabulary.numbers |= {int(code) for code in codes if code.isdigit()}
        sanitiser = Sanitiser(vocabulary, self._new_names())

        def kept(samples: list[Sample], names: list[str], seen: int) -> list[JsonObject]:
            shown = []
            for name, sample in zip(names, samples, strict=True):
                described = specification.find(sample.exchange.method, sample.exchange.url)
                if described is None:
                    raise SpecError(f"{name}: the operation was written and is not found again")
                shown.append(evidence_of(sample, described, checker, sanitiser, seen))
                self._keep(shown[-1], f"{OBSERVED}/{name}")
            return shown

        for unknown, written, names in self._written:
            shown = kept(unknown.samples, names, unknown.seen)
            for side in ("request", "response"):
                bodies = [one[f"{side}_body"] for one in shown if one[f"{side}_body"] is not None]
                if bodies:
                    self._keep(bodies[0], f"{EXAMPLES}/{written.example(side)}")
        for title in sorted(self._titles):
            context = self._observation.contexts[title]
            method, _, path = title.partition(" ")
            names = self._names(method, path, context.samples)
            kept(context.samples, names, context.seen)
            for name in names:
                self._operations.add_source(title, f"{OBSERVED}/{name}")

    def _names(self, method: str, path: str, samples: list[Sample]) -> list[str]:
        return [free_name(method, path, self._spec / OBSERVED, self._taken) for _ in samples]

    def _keep(self, value: Json, name: str) -> None:
        save(value, self._spec / name)
        if name not in self._result.files:
            self._result.files.append(name)

    def _new_names(self) -> set[str]:
        """Names of new fields and query parameters."""
        names = {one.place.field for one in self._news if one.kind is Kind.FIELD}
        names |= {name for context in self._observation.contexts.values() for name in context.queries}
        shapes = [one.shape for one in self._news]
        for unknown in self._unknown:
            shapes += [unknown.request, unknown.response]
        return names.union(*(shape.names() for shape in shapes))

    def _save(self) -> None:
        changed = [file.relative_to(self._spec).as_posix() for file in self._folder.save()]
        self._result.files += [name for name in changed if name not in self._result.files]

    def _drop_unused_schemas(self) -> None:
        """Remove schemas that nothing refers to any more."""
        while unused := self._unused():
            for name in unused:
                self._folder.remove(self._folder.home(name), (), name)
            self._save()

    def _unused(self) -> list[str]:
        bundle = read_bundle(self._spec)
        used = referred(bundle)
        return [name for name in schemas_of(bundle) if f"#/components/schemas/{name}" not in used]
