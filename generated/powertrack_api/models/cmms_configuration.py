"""How PowerTrack signs in to the computerized maintenance management system of a customer. Only an empty one was
seen.
"""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class CmmsConfiguration(Model):
    """How PowerTrack signs in to the computerized maintenance management system of a customer. Only an empty one was
    seen.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "cmmsProvider",
            "appId",
            "customerId",
            "username",
            "certificate",
            "certificatePassword",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "username",
            "certificate",
            "certificate_password",
        }
    )

    cmms_provider: int | None = None
    """Code of the system; only 1 was seen."""
    app_id: str | None = None
    """Identifier of PowerTrack in that system; only the empty string was seen."""
    customer_id: int | None = None
    """Number of the customer in that system; only 0 was seen."""
    username: str | None = None
    """Name to sign in with; only the empty string was seen."""
    certificate: str | None = None
    """Certificate to sign in with; only the empty string was seen. A credential."""
    certificate_password: str | None = None
    """Password of the certificate; only the empty string was seen. A credential."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            cmms_provider=integer(get("cmmsProvider")),
            app_id=text(get("appId")),
            customer_id=integer(get("customerId")),
            username=text(get("username")),
            certificate=text(get("certificate")),
            certificate_password=text(get("certificatePassword")),
            raw=data,
        )
