"""`make bench`: all figures in one table. Exits with 1 where a target is not met."""

from __future__ import annotations

import sys

from bench import decoding, generation, latency, loopback, observing, starting, writing
from bench.figures import Figure, table

_PARTS = {
    "decoding": decoding.figures,
    "loopback": loopback.figures,
    "latency": latency.figures,
    "observing": observing.figures,
    "starting": starting.figures,
    "writing": writing.figures,
    "generation": generation.figures,
}


def main() -> int:
    """Measure what is named, or everything."""
    wanted = sys.argv[1:] or list(_PARTS)
    unknown = [name for name in wanted if name not in _PARTS]
    if unknown:
        print(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(_PARTS)}", file=sys.stderr)
        return 2
    found: list[Figure] = []
    for name in wanted:
        print(f"measuring: {name}", file=sys.stderr)
        found += _PARTS[name]()
    print(table(found))
    return 0 if all(figure.met for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
