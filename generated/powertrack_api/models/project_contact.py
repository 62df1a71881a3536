"""A person to turn to about a project."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ProjectContact(Model):
    """A person to turn to about a project."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "fullName",
            "username",
            "companyName",
            "email",
            "phoneNumber",
        }
    )

    key: str | None = None
    """Key of the user; empty where the contact is no user of PowerTrack."""
    full_name: str | None = None
    """Name of the person; it may begin with a blank."""
    username: str | None = None
    """Name that the person signs in with."""
    company_name: str | None = None
    """Company of the person; empty where none is set."""
    email: str | None = None
    """E-mail address."""
    phone_number: str | None = None
    """Telephone number."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            full_name=text(get("fullName")),
            username=text(get("username")),
            company_name=text(get("companyName")),
            email=text(get("email")),
            phone_number=text(get("phoneNumber")),
            raw=data,
        )
