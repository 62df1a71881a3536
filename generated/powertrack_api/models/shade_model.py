"""How shade is modeled. No capture holds a shade model that is in use."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.inter_row_shade_model import InterRowShadeModel
from powertrack_core.decoding import JsonObject, JsonValue, integer, number, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ShadeModel(Model):
    """How shade is modeled. No capture holds a shade model that is in use."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "hasInterRowShadeModel",
            "albedoWeight",
            "diffuseWeight",
            "regions",
            "interRowShadeModel",
        }
    )

    has_inter_row_shade_model: int | None = None
    """Whether rows shade each other in the model; a number though it reads like a flag. Only 0 was seen."""
    albedo_weight: float | None = None
    """Weight of light from the ground; only 0 was seen."""
    diffuse_weight: float | None = None
    """Weight of diffuse light; only 0 was seen."""
    regions: list[JsonValue] = Factory(list)
    """Shaded parts of the sky; only an empty list was seen."""
    inter_row_shade_model: InterRowShadeModel | None = None
    """Rows that shade each other."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            has_inter_row_shade_model=integer(get("hasInterRowShadeModel")),
            albedo_weight=number(get("albedoWeight")),
            diffuse_weight=number(get("diffuseWeight")),
            regions=values(get("regions")),
            inter_row_shade_model=InterRowShadeModel.maybe(get("interRowShadeModel")),
            raw=data,
        )
