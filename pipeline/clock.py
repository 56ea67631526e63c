"""The time that goes into files."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """The time that goes into headers: SOURCE_DATE_EPOCH where it is set, for reproducible files."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
