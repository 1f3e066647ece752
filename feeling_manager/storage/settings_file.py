"""Reads and writes the settings as a JSON file that people can edit."""

from __future__ import annotations

import logging
from pathlib import Path

from feeling_manager.core.settings import SETTING_KEYS, SettingError, Settings
from feeling_manager.storage.json_file import read_object, write_object

logger = logging.getLogger(__name__)


class SettingsFile:
    """The settings file; what cannot be read falls back to the default, with a word in the log."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """Read the file; a missing or broken one gives the defaults."""
        settings = Settings()
        for key, value in read_object(self._path).items():
            if key not in SETTING_KEYS:
                continue
            try:
                settings = settings.with_value(key, value)
            except SettingError as error:
                logger.info("ignored a setting in %s: %s", self._path, error)
        return settings

    def save(self, settings: Settings) -> None:
        """Write the file. Raises: DataError (`folder_readonly`)."""
        write_object(self._path, settings.as_dict())
