"""Texts in pictures: fonts with their characters, and text widths. Needs the extra `plot`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FONT = "DejaVu Sans"  # comes with Matplotlib
_BOXES = "Last Resort"  # a font that has only boxes
_NO_GLYPH = "\N{WHITE SQUARE}"
_POINTS = 72  # of an inch


@frozen
class Lettering:
    """Fonts for the texts of a figure.

    Attributes:
        families: Fonts in the order of preference.
        missing: Characters that no installed font has.
    """

    _figure: Figure = field(repr=False)
    families: tuple[str, ...]
    missing: frozenset[str]

    @classmethod
    def of(cls, figure: Figure, texts: Iterable[str]) -> Lettering:
        """Find installed fonts with the characters of the texts."""
        from matplotlib.font_manager import fontManager

        letters = set().union(*texts)
        missing = letters - _letters(_path_of_font())
        families = [_FONT]
        for entry in fontManager.ttflist if missing else ():
            upright = (entry.style, entry.weight) == ("normal", 400) and not entry.name.startswith(_BOXES)
            covered = missing & _letters(entry.fname) if upright else set()
            if covered:
                families.append(entry.name)
                missing -= covered
        return cls(figure, tuple(families), frozenset(missing))

    @property
    def heading_weight(self) -> str:
        """Weight of headings: bold, unless a font is needed that may not be bold."""
        return "bold" if self.families == (_FONT,) else "normal"

    def fit(self, text: str, room: float, size: float, weight: str = "normal") -> str:
        """Fit a text into a width, both in points. A long text loses its middle, because names differ at their ends."""
        text = "".join(_NO_GLYPH if letter in self.missing else letter for letter in text)
        if self.width(text, size, weight) <= room:
            return text
        fits, too_long = 0, len(text)
        while too_long - fits > 1:
            kept = (fits + too_long) // 2
            if self.width(_without_middle(text, kept), size, weight) <= room:
                fits = kept
            else:
                too_long = kept
        return _without_middle(text, fits)

    def width(self, text: str, size: float, weight: str = "normal") -> float:
        """Return the width of a text in points."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.font_manager import FontProperties

        font = FontProperties(family=list(self.families), size=size, weight=weight)
        renderer = FigureCanvasAgg(self._figure).get_renderer()
        pixels: float = renderer.get_text_width_height_descent(text, font, ismath=False)[0]
        return pixels * _POINTS / self._figure.dpi


def _without_middle(text: str, kept: int) -> str:
    return f"{text[: kept - kept // 2]}…{text[len(text) - kept // 2 :]}"


@cache
def _path_of_font() -> str:
    from matplotlib.font_manager import findfont

    return str(findfont(_FONT))


@cache
def _letters(font: str) -> frozenset[str]:
    """Return the characters of a font file; none if it cannot be read."""
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(map(chr, FT2Font(font).get_charmap()))
    except (OSError, RuntimeError):
        return frozenset()
