"""What a version of yt-dlp says about itself: it is the date of its release."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

OUTDATED_AFTER_DAYS: Final = 90
"""yt-dlp itself warns at this age (`warn_when_outdated`)."""


def released_on(version: str) -> date | None:
    """The day of a release, as 2026.08.19 or 2026.8.19; None when the version is no date."""
    match = re.match(r"(\d{4})\.(\d{1,2})\.(\d{1,2})(?!\d)", version)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
