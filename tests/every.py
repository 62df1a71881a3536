"""One test for many values, each of which is checked faster than pytest starts a test."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable

import pytest

Test = Callable[..., None]


def every(
    names: str | tuple[str, ...], values: Iterable[object], ids: Callable[..., str] = str
) -> Callable[[Test], Test]:
    """Check all values in one test, which reports each value that fails.

    It is called as `pytest.mark.parametrize`. All values share the fixtures of the one test, so what is checked must
    not change them.

    Args:
        names: The argument of the test that takes the value, or the arguments, for values that are tuples.
        values: The values. There must be some.
        ids: Names a value in the report.
    """
    some = list(values)
    assert some, names

    def decorate(test: Test) -> Test:
        signature = inspect.signature(test)
        taken = {names} if isinstance(names, str) else {*names}
        left = [parameter for name, parameter in signature.parameters.items() if name not in taken]

        @functools.wraps(test)
        def check(**fixtures: object) -> None:
            failures: list[BaseException] = []
            for value in some:
                given = {names: value} if isinstance(names, str) else dict(zip(names, _parts(value), strict=True))
                try:
                    test(**fixtures, **given)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"with {ids(value)}")
                    failures.append(error)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(some)} fail", failures)

        check.__dict__["__signature__"] = signature.replace(parameters=left)
        return check

    return decorate


def _parts(value: object) -> tuple[object, ...]:
    assert isinstance(value, tuple)
    return value
