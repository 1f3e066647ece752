"""The style sheet: what Qt's own widgets look like in a theme."""

from __future__ import annotations

from pathlib import Path

from feeling_manager.ui.theme import RADIUS, Colours


def style_sheet(c: Colours, icons_dir: Path, base_px: int) -> str:
    """Qt's style sheet for the whole program.

    Args:
        c: the theme's colours.
        icons_dir: where `style/` holds the marks that a style sheet can only take as files.
        base_px: size of plain text; every other size follows it.
    """
    return (
        _surfaces(c)
        + _menus(c, icons_dir / "style")
        + _texts(c, base_px)
        + _buttons(c, icons_dir / "style")
        + _fields(c, icons_dir / "style")
        + _tables(c)
        + _bars(c)
    )


def _surfaces(c: Colours) -> str:
    return f"""
* {{ outline: 0; }}
QWidget {{ color: {c.text}; }}
QMainWindow, QDialog, QWidget#page, QScrollArea, QWidget#scrolled {{
  background: {c.window}; border: 0; }}
QFrame#sideBar {{ background: {c.side_bar}; border: 0; border-right: 1px solid {c.line}; }}
QWidget#onCard {{ background: {c.card}; }}
QFrame#card QScrollArea {{ background: {c.card}; }}
QFrame#card {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
QFrame#line {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame#strip {{ background: {c.warning}; border: 0; border-radius: 10px; }}
QFrame#strip QLabel {{ color: {c.on_warning}; }}
QFrame#strip QToolButton:hover {{ background: {c.line}; }}
QFrame#undo {{ background: {c.accent_soft}; border: 0; border-radius: 10px; }}
QFrame#sheet {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
QWidget#mini {{ background: {c.card}; border: 1px solid {c.line}; }}
QFrame#note {{ background: {c.field}; border: 0; border-radius: 10px; }}
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
"""


def _menus(c: Colours, marks: Path) -> str:
    mark = (marks / f"mark-{c.name}.svg").as_posix()
    return f"""
QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: 6px; }}
QMenu::item {{ padding: 7px 28px 7px 12px; border-radius: 7px; }}
QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::indicator {{ width: 14px; height: 14px; left: 8px; }}
QMenu::indicator:checked {{ image: url("{mark}"); }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 6px 4px; }}
"""


def _texts(c: Colours, base_px: int) -> str:
    def size(share: float) -> str:
        return f"{round(base_px * share)}px"

    return f"""
QLabel#title {{ font-size: {size(1.65)}; font-weight: 600; }}
QLabel#brand {{ font-size: {size(1.1)}; font-weight: 600; }}
QLabel#heading {{ font-size: {size(1.07)}; font-weight: 600; }}
QLabel#reading {{ font-size: {size(1.3)}; font-weight: 600; }}
QLabel#song {{ font-size: {size(1.4)}; font-weight: 600; }}
QLabel#number {{ font-size: {size(1.65)}; font-weight: 600; }}
QLabel#muted {{ color: {c.muted}; }}
QLabel#small {{ color: {c.muted}; font-size: {size(0.88)}; }}
QPushButton#genre {{ font-size: {size(0.88)}; }}
"""


def _buttons(c: Colours, marks: Path) -> str:
    arrow = (marks / f"chevron-down-{c.name}.svg").as_posix()
    return f"""
QPushButton {{ background: {c.field}; border: 1px solid {c.line}; border-radius: 9px;
  padding: 7px 13px; }}
QPushButton:hover {{ border-color: {c.accent}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 6px 12px; }}
QPushButton::menu-indicator {{ image: url("{arrow}"); width: 14px; height: 14px;
  subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }}
QPushButton[hasMenu="true"] {{ padding-right: 26px; }}
QPushButton:disabled {{ color: {c.disabled}; border-color: {c.field}; }}
QPushButton:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton:checked:focus {{ border-color: {c.text}; }}
QPushButton#primary {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
  font-weight: 600; }}
QPushButton#primary:focus {{ border-color: {c.text}; }}
QPushButton#danger {{ background: {c.danger}; color: {c.on_danger}; border-color: {c.danger};
  font-weight: 600; }}
QPushButton#danger:focus {{ border-color: {c.text}; }}
QPushButton#plain {{ background: transparent; border: 2px solid transparent; padding: 5px 8px;
  color: {c.accent}; }}
QPushButton#plain:hover {{ background: {c.field}; }}
QPushButton#plain:focus {{ border-color: {c.accent}; }}
QPushButton#plain:disabled {{ color: {c.disabled}; }}
QPushButton#mood {{ padding: 7px 6px; text-align: left; }}
QPushButton#mood:focus {{ padding: 6px 5px; }}
QPushButton#mood:checked {{ background: {c.accent_soft}; color: {c.text};
  border: 2px solid {c.accent}; padding: 6px 5px; }}
QFrame#segments {{ background: {c.field}; border: 1px solid {c.line}; border-radius: 10px; }}
QFrame#segments QPushButton {{ background: transparent; border: 2px solid transparent;
  border-radius: 8px; padding: 4px 12px; }}
QFrame#segments QPushButton:hover {{ color: {c.accent}; }}
QFrame#segments QPushButton:focus {{ border-color: {c.accent}; }}
QFrame#segments QPushButton:checked {{ background: {c.accent}; color: {c.on_accent};
  font-weight: 600; }}
QFrame#segments QPushButton:checked:focus {{ border-color: {c.text}; }}
QPushButton#nav {{ background: transparent; border: 2px solid transparent; border-radius: 10px;
  padding: 9px 10px; text-align: left; }}
QPushButton#nav:hover {{ background: {c.field}; }}
QPushButton#nav:checked {{ background: {c.accent_soft}; color: {c.accent}; font-weight: 600; }}
QPushButton#nav:focus {{ border-color: {c.accent}; }}
QPushButton#section {{ background: transparent; border: 2px solid transparent; padding: 4px 8px;
  color: {c.muted}; }}
QPushButton#section:hover {{ background: {c.field}; color: {c.text}; }}
QPushButton#section:checked {{ background: {c.accent_soft}; color: {c.accent}; font-weight: 600; }}
QPushButton#section:focus {{ border-color: {c.accent}; }}
QPushButton#genre {{ background: transparent; border: 2px solid transparent; padding: 2px 4px;
  color: {c.muted}; }}
QPushButton#genre:hover {{ background: {c.field}; color: {c.text}; }}
QPushButton#genre:focus {{ border-color: {c.accent}; }}
QPushButton#chip {{ padding: 4px 11px; border-radius: 11px; }}
QPushButton#chip:focus {{ padding: 3px 10px; }}
QPushButton#chip:checked {{ background: {c.accent_soft}; color: {c.accent};
  border: 1px solid {c.accent}; }}
QPushButton#chip:checked:focus {{ border: 2px solid {c.text}; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 10px;
  padding: 6px; }}
QToolButton:hover {{ background: {c.field}; }}
QToolButton:focus {{ border-color: {c.accent}; }}
QToolButton:checked {{ background: {c.accent_soft}; }}
QToolButton#emotion {{ padding: 3px; border-radius: 8px; }}
QToolButton#compact {{ padding: 3px; border-radius: 8px; }}
QToolButton#play {{ background: {c.accent}; border-radius: 26px; padding: 0; min-width: 48px;
  max-width: 48px; min-height: 48px; max-height: 48px; }}
QToolButton#play:hover {{ background: {c.accent_hover}; }}
QToolButton#play:focus {{ border-color: {c.text}; }}
"""


def _fields(c: Colours, marks: Path) -> str:
    theme = c.name
    arrow = (marks / f"chevron-down-{theme}.svg").as_posix()
    check = (marks / f"check-{theme}.svg").as_posix()
    return f"""
QLineEdit, QComboBox, QAbstractSpinBox {{ background: {c.field}; border: 1px solid {c.line};
  border-radius: 9px; padding: 7px 10px; min-height: 20px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {{ border-color: {c.muted}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {c.accent};
  padding: 6px 9px; }}
QComboBox QLineEdit {{ padding: 0; }}
QAbstractSpinBox {{ padding: 5px 2px; }}
QAbstractSpinBox:focus {{ padding: 4px 1px; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: 0; min-height: 0;
  background: transparent; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 0; }}
QComboBox QAbstractItemView {{ background: {c.card}; border: 1px solid {c.line}; padding: 4px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 6px; }}
QTableView QLineEdit, QTableView QComboBox {{ border: 2px solid {c.accent}; border-radius: 6px;
  padding: 2px 8px; }}
QPlainTextEdit {{ background: {c.field}; border: 1px solid {c.line}; border-radius: 9px;
  padding: 6px 8px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QPlainTextEdit:focus {{ border: 2px solid {c.accent}; padding: 5px 7px; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{ width: 18px; height: 18px; border: 1px solid {c.muted};
  border-radius: 5px; background: {c.field}; }}
QCheckBox::indicator:hover {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
  image: url("{check}"); }}
QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; width: 16px; height: 16px; }}
QCheckBox::indicator:checked:focus {{ border-color: {c.text}; }}
"""


def _tables(c: Colours) -> str:
    return f"""
QTableView {{ background: {c.card}; border: 0; gridline-color: transparent;
  selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
QTableView::item {{ padding: 0 10px; border: 0; border-bottom: 1px solid {c.line}; }}
QTableView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QHeaderView {{ background: {c.card}; border: 0; }}
QHeaderView::section {{ background: {c.card}; color: {c.muted}; border: 0;
  border-bottom: 1px solid {c.line}; padding: 0 13px; font-weight: 600; }}
QTableCornerButton::section {{ background: {c.card}; border: 0; }}
"""


def _bars(c: Colours) -> str:
    return f"""
QProgressBar {{ background: {c.line}; border: 0; border-radius: 3px; max-height: 6px;
  min-height: 6px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QSlider {{ min-height: 22px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.accent}; }}
QSlider::sub-page:horizontal:disabled {{ background: {c.line}; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
  background: {c.accent}; }}
QSlider::handle:horizontal:disabled {{ background: {c.disabled}; }}
QSlider::handle:horizontal:focus {{ width: 12px; height: 12px; border-radius: 8px;
  margin: -6px 0; border: 2px solid {c.text}; }}
QSlider#thin {{ min-height: 12px; max-height: 12px; }}
QSlider#thin::groove:horizontal {{ height: 3px; border-radius: 1px; }}
QSlider#thin::sub-page:horizontal {{ height: 3px; border-radius: 1px; }}
QSlider#thin::handle:horizontal {{ width: 0; height: 0; margin: 0; border: 0; }}
QSlider#thin::handle:horizontal:hover, QSlider#thin::handle:horizontal:focus {{ width: 10px;
  height: 10px; margin: -4px 0; border-radius: 5px; background: {c.accent}; }}
QSlider#thin::handle:horizontal:focus {{ width: 8px; height: 8px; border: 1px solid {c.text}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {c.line}; border-radius: 3px; min-height: 30px;
  min-width: 30px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; border: 0; width: 0; height: 0; }}
"""
