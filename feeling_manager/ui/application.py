"""Font, theme and language of the whole program."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from feeling_manager.core.settings import Language, Settings, Theme
from feeling_manager.ui.style import style_sheet
from feeling_manager.ui.theme import Look, palette

logger = logging.getLogger(__name__)

FONT_FAMILY: Final = "Pretendard"
FONT_FILES: Final = ("Pretendard-Regular.otf", "Pretendard-SemiBold.otf")
BASE_SIZE_PX: Final = 14
PX_PER_PT: Final = 96 / 72


class Application(QApplication):
    """Knows that the end was asked for before the windows are closed, which may answer otherwise.

    Signals:
        quit_asked(): by the program, a signal, or the desktop.
    """

    quit_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell of the end."""
        if event.type() == QEvent.Type.Quit:
            self.quit_asked.emit()
        return super().event(event)


class Appearance(QObject):
    """Applies theme and language, and follows the system where a setting says so."""

    def __init__(self, app: QApplication, settings: Settings, assets: Path) -> None:
        super().__init__(app)
        self._app = app
        self._assets = assets
        self._theme = settings.theme
        self._translators: list[QTranslator] = []
        self._base_px = BASE_SIZE_PX
        self._load_font()
        app.setStyle("Fusion")
        self.look = Look(assets / "icons", self._wants_dark(), self)
        self._paint()
        self.set_language(settings.language)
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme at once."""
        self._theme = theme
        self._repaint()

    def set_language(self, language: Language) -> None:
        """Use another language at once; every widget gets a LanguageChange event."""
        locale = _locale(language)
        QLocale.setDefault(locale)
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        if locale.language() == QLocale.Language.Korean:
            qt_dir = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install("qtbase_ko", qt_dir)
            self._install("feeling_manager_ko", str(self._assets / "i18n"))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._translators.append(translator)
        else:
            logger.warning("no translation %s in %s", name, folder)

    def _wants_dark(self) -> bool:
        if self._theme is Theme.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._theme is Theme.DARK

    def _on_system_scheme(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._repaint()

    def _repaint(self) -> None:
        if self.look.is_dark != self._wants_dark():
            self.look.set_dark(self._wants_dark())
            self._paint()

    def _paint(self) -> None:
        colours = self.look.colours
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours, self._assets / "icons", self._base_px))

    def _load_font(self) -> None:
        for name in FONT_FILES:
            if QFontDatabase.addApplicationFont(str(self._assets / "fonts" / name)) < 0:
                logger.warning("the font %s could not be loaded", name)
        font = QFont(FONT_FAMILY)
        # The system's text size, taken over into our font.
        system_pt = self._app.font().pointSizeF()
        if system_pt > 0:
            self._base_px = max(BASE_SIZE_PX, round(system_pt * PX_PER_PT))
        font.setPixelSize(self._base_px)
        self._app.setFont(font)


def _locale(language: Language) -> QLocale:
    if language is Language.KOREAN:
        return QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
    if language is Language.ENGLISH:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return QLocale.system()
