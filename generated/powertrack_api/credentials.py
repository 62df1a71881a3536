"""Names that tell of credentials.

The pipeline goes by this module, and it is copied into the generated package, so that both know the same names.
"""

from __future__ import annotations

import re

TELLING_NAME = re.compile(r"passw|pwd|secret|token|credential|api.?key|private.?key|community", re.IGNORECASE)
"""Found in the name of a field that may hold a credential."""
