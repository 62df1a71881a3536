"""What breaks the rules for the names of codes, and for what names a document."""

from __future__ import annotations

from tests.codegen.breaks_of_schemas import CODES, SCHEMAS
from tests.codegen.changing import Break

NAMES = [
    Break(
        CODES,
        "      enum: [10, 12]\n",
        "      enum: [10, 11, 12]\n",
        "UnitCode: needs a name in x-enum-varnames for each code in enum",
    ),
    Break(
        CODES,
        "[KILOWATT, MEGAWATT]",
        "[KILOWATT, MEGAWATT, WATT]",
        "UnitCode: needs a name in x-enum-varnames for each code in enum",
    ),
    Break(
        CODES,
        "[KILOWATT, MEGAWATT]",
        "KILOWATT",
        "UnitCode: needs a name in x-enum-varnames for each code in enum",
    ),
    Break(CODES, "[KILOWATT, MEGAWATT]", "[KILOWATT, KILOWATT]", "UnitCode: has the name KILOWATT twice"),
    Break(
        CODES,
        "[KILOWATT, MEGAWATT]",
        "[KILOWATT, Mega-Watt]",
        "UnitCode: has the name 'Mega-Watt', which is no name of capitals, digits and underscores",
    ),
    Break(
        CODES,
        "[KILOWATT, MEGAWATT]",
        "[KILOWATT, '']",
        "UnitCode: has the name '', which is no name of capitals, digits and underscores",
    ),
    Break(
        CODES,
        "[KILOWATT, MEGAWATT]",
        "[KILOWATT, 12]",
        "UnitCode: has the name 12, which is no name of capitals, digits and underscores",
    ),
    Break(
        SCHEMAS,
        "  description: A note.\n",
        "  description: A note.\n  x-powertrack-identity: text\n",
        "Note: has an x-powertrack-identity, which is the field that names a document in its write",
    ),
]
