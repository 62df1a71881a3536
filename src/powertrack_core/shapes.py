"""What a writable document looks like: the part of the specification that a patch is checked and merged by."""

from __future__ import annotations

from collections.abc import Mapping
from re import Pattern
from typing import Literal, TypeAlias

from attrs import field, frozen

JsonType: TypeAlias = Literal["boolean", "integer", "number", "string", "null"]


@frozen(kw_only=True)
class Scalar:
    """A value without parts.

    Attributes:
        types: JSON types it may have. `number` takes whole numbers too.
        pattern: Regular expression that a string must match as a whole; None for any.
        minimum: Least number allowed.
        maximum: Greatest number allowed.
        unit: Unit of the quantity, such as `kW`.
        unit_in: Sibling field with the code of its unit.
        read_only: Whether a patch may not name it.
        volatile: Whether the server changes it by itself on a write.
        volatile_while: Sibling field, and its value while which the server sets this one by itself.
        secret: Whether it is a credential, never to be printed.
        secret_when: Sibling field and the pattern of its text that makes this value a credential.
        type_when: Sibling field with a code, and the JSON type that the value has for each code.
    """

    types: frozenset[JsonType]
    pattern: Pattern[str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    unit_in: str | None = None
    read_only: bool = False
    volatile: bool = False
    volatile_while: tuple[str, bool] | None = None
    secret: bool = False
    secret_when: tuple[str, Pattern[str]] | None = None
    type_when: tuple[str, Mapping[int, JsonType]] | None = field(default=None, hash=False)


@frozen(kw_only=True)
class Anything:
    """A value of which no shape was ever seen; a patch may set it to any JSON value."""

    read_only: bool = False
    volatile: bool = False


@frozen(kw_only=True)
class Alias:
    """A friendly name that a patch may use instead of a field.

    Attributes:
        path: Steps that lead to the value: names of fields, and `[key]` for the item of a list that has that key.
        unit_path: Fields that lead to the unit code belonging to the value; None if it has none.
        unit_code: Unit code that is set together with the value.
        scale: What a number is multiplied by to convert it to the unit of the field; None if it has that unit.
        inverse: Whether the field says the opposite: a flag is turned round.
        item: Field of the objects that the values of a list become; None if the value stays unchanged.
    """

    path: tuple[str, ...]
    unit_path: tuple[str, ...] | None = None
    unit_code: int | None = None
    scale: float | None = None
    inverse: bool = False
    item: str | None = None


@frozen(kw_only=True)
class ObjectShape:
    """An object with known fields.

    Attributes:
        name: Name of its schema in the specification.
        fields: Shape of each field by its JSON name.
        aliases: Friendly names that a patch may use.
        nullable: Whether it may be null.
        read_only: Whether a patch may not name it.
        volatile: Whether the server changes it by itself on a write.
    """

    name: str
    fields: Mapping[str, Shape] = field(repr=False)
    aliases: Mapping[str, Alias] = field(factory=dict, repr=False)
    nullable: bool = False
    read_only: bool = False
    volatile: bool = False


@frozen(kw_only=True)
class ListShape:
    """A list.

    Attributes:
        item: Shape of its items.
        merge_key: Field that identifies an item; None for a list that is replaced as a whole.
        nullable: Whether it may be null.
        read_only: Whether a patch may not name it.
        volatile: Whether the server changes it by itself on a write.
    """

    item: Shape
    merge_key: str | None = None
    nullable: bool = False
    read_only: bool = False
    volatile: bool = False


@frozen(kw_only=True)
class MapShape:
    """An object whose field names are data.

    Attributes:
        value: Shape of its values.
        nullable: Whether it may be null.
        read_only: Whether a patch may not name it.
        volatile: Whether the server changes it by itself on a write.
    """

    value: Shape
    nullable: bool = False
    read_only: bool = False
    volatile: bool = False


Shape: TypeAlias = Scalar | Anything | ObjectShape | ListShape | MapShape


@frozen(kw_only=True)
class Rows:
    """The rows of a table, each a part of a document of its own.

    Attributes:
        list: Name of the list that holds the rows; its merge key holds the keys of those documents.
        document: Name of the kind of those documents.
        fields: Fields of a row, and the fields of the document that have the same value.
    """

    list: str
    document: str
    fields: Mapping[str, str] = field(repr=False)


@frozen(kw_only=True)
class Document:
    """A document that is read with GET and written back whole with PUT.

    Attributes:
        name: Name of its schema in the specification.
        shape: What it looks like.
        identity: Field that names the target of a PUT.
        stamp: Field that holds the version stamp.
        rows: Its rows, if it is a table; otherwise None.
    """

    name: str
    shape: ObjectShape = field(repr=False)
    identity: str
    stamp: str
    rows: Rows | None = None
