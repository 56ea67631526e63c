"""The time that goes into files, and moments on which what is said depends."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from pipeline.errors import PipelineError


def now() -> datetime:
    """The time that goes into headers: SOURCE_DATE_EPOCH where it is set, for reproducible files.

    Raises PipelineError where it says no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        fault = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time: whole seconds since 1970, up to the year 9999"
        raise PipelineError(fault, hint="correct it in the environment, or unset it") from None


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
