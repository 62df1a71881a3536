"""Operations that are not in the specification, gathered by method and path."""

from __future__ import annotations

from attrs import define, field

from codegen.observe.observation import Context, Observation
from codegen.observe.samples import Sample
from codegen.spec_model.operations import KEY_KINDS
from powertrack_sdk.traffic.forms import is_form
from powertrack_sdk.traffic.operations import skeleton_of
from powertrack_sdk.traffic.shapes import Shape

_MOST_SAMPLES = 4
_SEVERAL = "key"
_ANY = "value"


@define(kw_only=True)
class UnknownOperation:
    """An operation that is not in the specification.

    Attributes:
        method: HTTP method in capitals.
        segments: The parts of the path; None for a part that is left open.
        kinds: Forms of what was seen in the parts that are left open.
        contexts: What was seen of it, for each combination of forms.
        request: Shape of its bodies.
        response: Shape of its answers.
    """

    method: str
    segments: list[str | None]
    kinds: list[set[str]]
    contexts: list[Context] = field(factory=list)
    request: Shape = field(factory=Shape)
    response: Shape = field(factory=Shape)

    @property
    def placeholders(self) -> list[str]:
        """Names of what the path leaves open, each once."""
        found: list[str] = []
        for kinds in self.kinds:
            several = _SEVERAL if kinds <= KEY_KINDS.keys() else _ANY
            name = next(iter(kinds)) if len(kinds) == 1 else several
            same = sum(other.rstrip("0123456789") == name for other in found)
            found.append(f"{name}{same + 1}" if same else name)
        return found

    @property
    def path(self) -> str:
        """Path template."""
        names = iter(self.placeholders)
        return "/".join(f"{{{next(names)}}}" if segment is None else segment for segment in self.segments)

    @property
    def words(self) -> list[str]:
        """The words of the path, without `api`."""
        return [segment for segment in self.segments if segment and segment != "api"]

    @property
    def queries(self) -> list[str]:
        """Names of query parameters, or their forms if they look like data."""
        return sorted({name for context in self.contexts for name in context.queries})

    @property
    def seen(self) -> int:
        """How often it was seen."""
        return sum(context.seen for context in self.contexts)

    @property
    def samples(self) -> list[Sample]:
        """A few exchanges."""
        return [sample for context in self.contexts for sample in context.samples][:_MOST_SAMPLES]


def unknown_operations(observation: Observation) -> list[UnknownOperation]:
    """Return the operations of an observation that are not in the specification."""
    found: dict[tuple[str, str], UnknownOperation] = {}
    for title, context in sorted(observation.contexts.items()):
        if observation.specification.find_title(title) is not None:
            continue
        method, _, path = title.partition(" ")
        segments = [None if is_form(part) else part for part in path.split("/")]
        forms = [part[1:-1] for part in path.split("/") if is_form(part)]
        unknown = found.setdefault(
            (method, skeleton_of(path)),
            UnknownOperation(method=method, segments=segments, kinds=[set() for _ in forms]),
        )
        for kinds, form in zip(unknown.kinds, forms, strict=True):
            kinds.add(form)
        received = observation.record.operations[title]
        unknown.contexts.append(context)
        unknown.request.merge(received.sent)
        unknown.response.merge(received.answer)
    return list(found.values())
