"""A module as the API and a PAN file describe it, and PAN files of any other."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject, JsonValue

MODULE: JsonObject = {
    "key": "",
    "manufacturer": "Qcells",
    "model": "Q.PEAK DUO XL-G11.3 BFG 595W",
    "cellType": 0,
    "cellsSeries": 78,
    "cellsParallel": 2,
    "cellArea": 162,
    "isc": 13.77,
    "voc": 53.63,
    "impp": 13.17,
    "vmpp": 45.18,
    "muIsc": 0.03957879448075526,
    "rShunt": 800,
    "rSeries": 0.157,
    "rShuntGinc": 3000,
    "rShuntExp": 5.5,
    "muPMax": -0.34,
}
"""The one description that was seen; `muIsc` is 5.45 mA/degC."""

LINES = {
    "Technol": "mtSiMono",
    "NCelS": "78",
    "NCelP": "2",
    "Isc": "13.770",
    "Voc": "53.63",
    "Imp": "13.170",
    "Vmp": "45.18",
    "muISC": "5.45",
    "muPmpReq": "-0.340",
    "RShunt": "800",
    "Rp_0": "3000",
    "Rp_Exp": "5.50",
    "RSerie": "0.157",
    "CellArea": "162.0",
}
"""What a PAN file tells of the same module."""

_AROUND = """\
PVObject_=pvModule
  Version=7.2
  Flags=$00500243

  PVObject_Commercial=pvCommercial
    Comment=Example
    Flags=$0041
    Manufacturer={manufacturer}
    Model={model}
    DataSource=Manufacturer 2022
    YearBeg=2021
    Width=1.134
    Remarks, Count=2
      Str_1=Isc=99 is not meant
      Str_2
    End of Remarks
  End of PVObject pvCommercial

  NDiode=3
  SubModuleLayout=slTwinHalfCells
{lines}
  PNom=595.0
  muVocSpec=-140.0
  Gamma=1.020
  PVObject_IAM=pvIAM
    Flags=$00
    IAMMode=UserProfile
    IAMProfile=TCubicProfile
      NPtsMax=9
      Point_1=0.0,1.00000
      Isc=1.0
    End of TCubicProfile
  End of PVObject pvIAM
End of PVObject pvModule
"""


def pan_text(
    lines: dict[str, str] | None = None,
    *,
    manufacturer: str = "Qcells",
    model: str = "Q.PEAK DUO XL-G11.3 BFG 595W",
    **changes: str | None,
) -> str:
    """The text of a PAN file.

    Args:
        lines: Lines of the module itself, by default those of the module that was seen.
        manufacturer: Maker of the module.
        model: The maker's name for the module.
        changes: What other lines say; a line that is None is left out.
    """
    told = {"GRef": "1000", "TRef": "25.0", **(LINES if lines is None else lines), **changes}
    inner = "\n".join(f"  {name}={value}" for name, value in told.items() if value is not None)
    return _AROUND.format(manufacturer=manufacturer, model=model, lines=inner)


def without(*names: str, **changes: JsonValue) -> JsonObject:
    """The module that was seen, without some fields, others changed."""
    return {name: value for name, value in MODULE.items() if name not in names} | changes
