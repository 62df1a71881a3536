"""PAN files: the text in which PVsyst keeps its description of a module.

It is made of objects, one in the other, of lines `Name=Value`:

    PVObject_=pvModule
      PVObject_Commercial=pvCommercial
        Manufacturer=Example Solar
        Model=ES-595
      End of PVObject pvCommercial
      Technol=mtSiMono
      Isc=13.770
    End of PVObject pvModule

| PAN file | PowerTrack | |
|---|---|---|
| Manufacturer, Model | manufacturer, model | of `pvCommercial`; what follows, of `pvModule` |
| Technol | cellType | 0 for mtSiMono; the numbers of other technologies were not seen |
| NCelS, NCelP | cellsSeries, cellsParallel | |
| CellArea | cellArea | cm2 |
| Isc, Imp | isc, impp | A |
| Voc, Vmp | voc, vmpp | V |
| muISC | muIsc | from mA/degC to % of Isc/degC |
| muPmpReq | muPMax | %/degC |
| RShunt, Rp_0, RSerie | rShunt, rShuntGinc, rSeries | ohm |
| Rp_Exp | rShuntExp | |

The names on the right are those of a description that was seen; which of PVsyst's figures they stand for is taken from
their values there. PowerTrack has no field for the rest of the file.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.files import local_path

if TYPE_CHECKING:
    from powertrack_api.inputs import PvSystModuleInput

_MODULE, _COMMERCIAL = "pvmodule", "pvcommercial"
_NAMES = {
    _COMMERCIAL: ("Manufacturer", "Model"),
    _MODULE: (
        *("Technol", "NCelS", "NCelP", "CellArea", "Isc", "Voc", "Imp", "Vmp"),
        *("muISC", "muPmpReq", "RShunt", "RSerie", "Rp_0", "Rp_Exp"),
    ),
}
_CELL_TYPES = {"mtsimono": 0}
_STANDARD = {"GRef": (1000.0, "W/m2"), "TRef": (25.0, "degC")}
_SPELLED = {(kind, name.casefold()): name for kind, names in _NAMES.items() for name in names} | {
    (_MODULE, name.casefold()): name for name in _STANDARD
}
_ENDS = re.compile(r"\r\n|\r|\n")
_OPEN = re.compile(r"PVObject_\w*\s*=\s*(\w+)", re.IGNORECASE)
_CLOSE = re.compile(r"End of PVObject\b.*", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


def read_pan_file(path: str | os.PathLike[str]) -> PvSystModuleInput:
    """Read a PAN file, PVsyst's description of a module.

    Args:
        path: The file.

    Returns:
        What `upload_pan_data` takes. `cellType` is not in it where PowerTrack's number for the technology of the cells
        is not known, which is any but monocrystalline silicon.

    Raises:
        ConfigurationError: It cannot be read.
        ValidationError: It is no PAN file, or lacks something, or has something in it that cannot be.
    """
    file = local_path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read ({error.strerror})") from error
    return parse_pan(_decoded(content), str(file))


def parse_pan(text: str, name: str = "the text") -> PvSystModuleInput:
    """Read the text of a PAN file. Lines that mean nothing here are passed over.

    Args:
        text: The text.
        name: What errors are to call it.

    Returns:
        See `read_pan_file`.

    Raises:
        ValidationError: It is no PAN file, or lacks something, or has something in it that cannot be.
    """
    found = _Pan(name, _entries(text, name))
    lacking = [wanted for names in _NAMES.values() for wanted in names if wanted not in found.entries]
    if lacking:
        raise ValidationError(f"{name} lacks {', '.join(lacking)}", tuple(f"{each} is not there" for each in lacking))
    found.check_conditions()
    isc = found.number("Isc")
    if isc <= 0:
        raise found.refusal("Isc", "has to be above 0")
    module: PvSystModuleInput = {
        "key": "",
        "manufacturer": found.text("Manufacturer"),
        "model": found.text("Model"),
        "cellsSeries": found.count("NCelS"),
        "cellsParallel": found.count("NCelP"),
        "cellArea": found.number("CellArea"),
        "isc": isc,
        "voc": found.number("Voc"),
        "impp": found.number("Imp"),
        "vmpp": found.number("Vmp"),
        "muIsc": 100 * found.number("muISC") / (1000 * isc),
        "muPMax": found.number("muPmpReq"),
        "rShunt": found.number("RShunt"),
        "rSeries": found.number("RSerie"),
        "rShuntGinc": found.number("Rp_0"),
        "rShuntExp": found.number("Rp_Exp"),
    }
    cell_type = _CELL_TYPES.get(found.text("Technol").casefold())
    if cell_type is not None:
        module["cellType"] = cell_type
    return module


@frozen
class _Entry:
    """A line.

    Attributes:
        line: Its number.
        value: What stands behind the name.
    """

    line: int
    value: str


@frozen
class _Pan:
    """The lines of a file that mean something here, by their names."""

    name: str
    entries: dict[str, _Entry]

    def text(self, name: str) -> str:
        return self.entries[name].value

    def number(self, name: str) -> float:
        entry = self.entries[name]
        number = float(entry.value) if _NUMBER.fullmatch(entry.value) else math.inf
        if not math.isfinite(number):
            raise self.refusal(name, "is no number with a decimal point")
        return number

    def count(self, name: str) -> int:
        number = self.number(name)
        if number < 1 or not number.is_integer():
            raise self.refusal(name, "is no whole number above 0")
        return int(number)

    def check_conditions(self) -> None:
        """Refuse figures of other than standard conditions: PowerTrack has no field for the conditions."""
        for name, (standard, unit) in _STANDARD.items():
            if name in self.entries and self.number(name) != standard:
                raise self.refusal(
                    name, f"has to be {standard:g} {unit}: PowerTrack takes standard conditions for granted"
                )

    def refusal(self, name: str, problem: str) -> ValidationError:
        entry = self.entries[name]
        return ValidationError(f"{self.name}, line {entry.line}: {name}={entry.value} {problem}")


def _entries(text: str, name: str) -> dict[str, _Entry]:
    """The lines that mean something here, by their names.

    Raises:
        ValidationError: It is no PAN file, or gives something twice.
    """
    found: dict[str, _Entry] = {}
    for number, kind, line in _lines(text, name):
        key, _, value = line.partition("=")
        known = _SPELLED.get((kind, key.strip().casefold()))
        if known is None:
            continue
        if known in found:
            raise ValidationError(f"{name}, line {number}: {known} stood in line {found[known].line} already")
        found[known] = _Entry(number, value.strip())
    return found


def _lines(text: str, name: str) -> Iterator[tuple[int, str, str]]:
    """Number, kind of object, and content of each line with a value within the first object."""
    kinds: list[str] = []
    for number, line in enumerate(map(str.strip, _ENDS.split(text)), 1):
        opened = _OPEN.fullmatch(line)
        if opened:
            kinds.append(opened[1].casefold())
            if kinds[0] != _MODULE:
                raise ValidationError(f"{name} is no PAN file: it describes a {opened[1]}, not a pvModule")
        elif kinds and _CLOSE.fullmatch(line):
            kinds.pop()
            if not kinds:
                return
        elif kinds and "=" in line:
            yield number, kinds[-1], line
    if kinds:
        raise ValidationError(f"{name} is cut off: the end of its {kinds[-1]} is not there")
    raise ValidationError(f"{name} is no PAN file: it has no line PVObject_=pvModule")


def _decoded(content: bytes) -> str:
    """The text of a file in UTF-8 or the code page of Windows; Latin-1 takes the few bytes that mean nothing there."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
