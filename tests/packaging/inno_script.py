"""Reads Inno Setup's scripts as far as the tests need it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

Parameters = dict[str, str]


@dataclass
class InnoScript:
    """What a script says: directives of the preprocessor, and sections."""

    defined: dict[str, str] = field(default_factory=dict)
    asked_for: set[str] = field(default_factory=set)
    setup: dict[str, str] = field(default_factory=dict)
    entries: dict[str, list[Parameters]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    code: str = ""


def read(path: Path) -> InnoScript:
    """Read a script. Raises: ValueError for a line that no section can have."""
    script = InnoScript()
    text = path.read_text(encoding="utf-8-sig")
    script.asked_for = set(re.findall(r"\{#(\w+)\}", text))
    section = ""
    for line in text.splitlines():
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = header[1]
            script.entries.setdefault(section, [])
        elif section == "Code":
            script.code += line + "\n"
        elif line.lstrip().startswith("#"):
            if defined := re.match(r"#define (\w+) (.+)", line):
                script.defined[defined[1]] = defined[2]
        elif line and not line.startswith(";"):
            _read_line(script, section, line)
    return script


def _read_line(script: InnoScript, section: str, line: str) -> None:
    if section in ("Setup", "CustomMessages"):
        key, equals, value = line.partition("=")
        target = script.setup if section == "Setup" else script.messages
        if not equals or key in target:
            raise ValueError(f"[{section}] {line}")
        target[key] = value
        return
    # Semicolons part the parameters, but not within quotes.
    parts = re.findall(r'(\w+): ("(?:[^"]|"")*"|[^;"]+)(?:; |$)', line)
    if not section or "; ".join(f"{key}: {value}" for key, value in parts) != line:
        raise ValueError(f"[{section}] {line}")
    script.entries[section].append({key: value.strip('"') for key, value in parts})
