"""Prints what scripts read: UTF-8, one JSON object or one a line."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line and flush, so that a reader of the pipe sees it now."""
    line = json.dumps(value, ensure_ascii=False) + "\n"
    # Bytes, because the console's own encoding may know neither Hangul nor emoji.
    sys.stdout.buffer.write(line.encode())
    sys.stdout.buffer.flush()


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their column names."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    sys.stdout.flush()


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows for people, in columns as wide as they need."""
    cells = [[str(column) for column in columns], *([str(c) for c in row] for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(columns))]
    for row in cells:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
        sys.stdout.buffer.write(f"{line}\n".encode())
    sys.stdout.buffer.flush()
