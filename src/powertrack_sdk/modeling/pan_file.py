"""PAN files: descriptions of PV modules by PVsyst.

A PAN file has nested objects with lines `Name=Value`:

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
| Manufacturer, Model | manufacturer, model | of `pvCommercial`; the following, of `pvModule` |
| Technol | cellType | 0 for mtSiMono; other numbers are not known |
| NCelS, NCelP | cellsSeries, cellsParallel | |
| CellArea | cellArea | cm2 |
| Isc, Imp | isc, impp | A |
| Voc, Vmp | voc, vmpp | V |
| muISC | muIsc | from mA/degC to % of Isc/degC |
| muPmpReq | muPMax | %/degC |
| RShunt, Rp_0, RSerie | rShunt, rShuntGinc, rSeries | ohm |
| Rp_Exp | rShuntExp | |

The names on the right are from a captured description; their meaning follows from its values. PowerTrack has no field
for the rest of a file.
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
    """Read a PAN file, the description of a PV module by PVsyst.

    Args:
        path: The file.

    Returns:
        The module for `upload_pan_data`. It has no `cellType` unless the cells are monocrystalline silicon, because
        PowerTrack's numbers for other technologies are not known.

    Raises:
        ConfigurationError: The file cannot be read.
        ValidationError: It is not a PAN file, or a value is missing or invalid.
    """
    file = local_path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read ({error.strerror})") from error
    return parse_pan(_decoded(content), str(file))


def parse_pan(text: str, name: str = "the text") -> PvSystModuleInput:
    """Read the text of a PAN file; see `read_pan_file`. Errors call it `name`."""
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
class _Pan:
    """The used entries of a PAN file: line number and value by name."""

    name: str
    entries: dict[str, tuple[int, str]]

    def text(self, name: str) -> str:
        return self.entries[name][1]

    def number(self, name: str) -> float:
        text = self.text(name)
        number = float(text) if _NUMBER.fullmatch(text) else math.inf
        if not math.isfinite(number):
            raise self.refusal(name, "is not a number with a decimal point")
        return number

    def count(self, name: str) -> int:
        number = self.number(name)
        if number < 1 or not number.is_integer():
            raise self.refusal(name, "is not a whole number above 0")
        return int(number)

    def check_conditions(self) -> None:
        """Refuse values at other than standard conditions, for which PowerTrack has no field."""
        for name, (standard, unit) in _STANDARD.items():
            if name in self.entries and self.number(name) != standard:
                raise self.refusal(
                    name, f"has to be {standard:g} {unit}: PowerTrack takes standard conditions for granted"
                )

    def refusal(self, name: str, problem: str) -> ValidationError:
        line, text = self.entries[name]
        return ValidationError(f"{self.name}, line {line}: {name}={text} {problem}")


def _entries(text: str, name: str) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for number, kind, line in _lines(text, name):
        key, _, value = line.partition("=")
        known = _SPELLED.get((kind, key.strip().casefold()))
        if known is None:
            continue
        if known in found:
            raise ValidationError(f"{name}, line {number}: {known} stood in line {found[known][0]} already")
        found[known] = number, value.strip()
    return found


def _lines(text: str, name: str) -> Iterator[tuple[int, str, str]]:
    """Give number, kind of object and content of each line with a value in the first object."""
    kinds: list[str] = []
    for number, line in enumerate(map(str.strip, _ENDS.split(text)), 1):
        opened = _OPEN.fullmatch(line)
        if opened:
            kinds.append(opened[1].casefold())
            if kinds[0] != _MODULE:
                raise ValidationError(f"{name} is not a PAN file: it describes a {opened[1]}, not a pvModule")
        elif kinds and _CLOSE.fullmatch(line):
            kinds.pop()
            if not kinds:
                return
        elif kinds and "=" in line:
            yield number, kinds[-1], line
    if kinds:
        raise ValidationError(f"{name} is cut off: the end of its {kinds[-1]} is not there")
    raise ValidationError(f"{name} is not a PAN file: it has no line PVObject_=pvModule")


def _decoded(content: bytes) -> str:
    """Decode UTF-8 or the Windows code page; Latin-1 accepts the few bytes that neither has."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
