"""The time that goes into files, and moments on which what is said depends."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """The time that goes into headers: SOURCE_DATE_EPOCH where it is set, for reproducible files."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def is_ahead(moment: datetime, of: datetime) -> bool:
    """Whether an aware time is after another one, which is now; if so it is noted, for then the answer will change."""
    if moment <= of:
        return False
    _Moments.first = min(_Moments.first or moment.timestamp(), moment.timestamp())
    return True


def true_until() -> float | None:
    """The first moment that was ahead when it was asked about, in seconds since 1970; None if there was none."""
    return _Moments.first


class _Moments:
    first: float | None = None
