"""Reads and writes the settings as a JSON file that people can edit."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from feeling_manager.core.errors import DataError
from feeling_manager.core.settings import SETTING_KEYS, SettingError, Settings

logger = logging.getLogger(__name__)


class SettingsFile:
    """The settings file; what cannot be read falls back to the default, with a word in the log."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """Read the file; a missing or broken one gives the defaults."""
        settings = Settings()
        for key, value in self._read().items():
            try:
                settings = settings.with_value(key, value)
            except SettingError as error:
                logger.info("ignored a setting in %s: %s", self._path, error)
        return settings

    def save(self, settings: Settings) -> None:
        """Write the file in one step: a crash leaves the old or the new one, never half of one.

        Raises:
            DataError: `folder_readonly`.
        """
        text = json.dumps(settings.as_dict(), indent=2, ensure_ascii=False) + "\n"
        partial = self._path.with_suffix(".tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self._path)
        except OSError as error:
            raise DataError(str(error), "folder_readonly") from error

    def _read(self) -> dict[str, object]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            logger.info("could not read %s: %s", self._path, error)
            return {}
        if not isinstance(content, dict):
            return {}
        return {key: value for key, value in content.items() if key in SETTING_KEYS}
