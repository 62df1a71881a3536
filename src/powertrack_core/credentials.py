"""Names of fields that may hold credentials."""

from __future__ import annotations

import re

# Parts of a name, however it goes on.
_PARTS = (
    r"passw|pass.?(?:phrase|code)|pwd|secret|token|credential|cookie|authoriz|community|signature|connection.?string"
)
# What a key is for; other keys, such as those of sites, are no secret.
_KEYS = (
    r"(?:access|api|auth|authentication|decryption|encryption|host|license|master|pre.?shared|private|security|session"
    r"|shared|signing|ssh|wep|wifi|wpa\d?)[._-]?key"
)
# Short words, only where they are a word of the name: `wifiPsk`, `pin_code`, `PIN`, and not `mapping`.
_WORDS = ("apikey", "bearer", "hmac", "jwt", "mfa", "otp", "pin", "psk", "puk", "pw", "salt", "totp")

TELLING_NAME = re.compile(
    f"(?i:{_PARTS}|{_KEYS})|(?:(?<![a-zA-Z])(?:{'|'.join(_WORDS)})|{'|'.join(word.capitalize() for word in _WORDS)}"
    f"|(?<![A-Z])(?:{'|'.join(word.upper() for word in _WORDS)}))(?![a-z])|(?:(?<![a-zA-Z])pass|Pass|PASS)$"
)
"""Found in the name of a field that may hold a credential."""
