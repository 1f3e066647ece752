"""What the frozen program runs."""

from __future__ import annotations

import sys

from feeling_manager.__main__ import main

sys.exit(main())
