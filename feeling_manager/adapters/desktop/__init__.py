"""Where a desktop expects a player: media keys and controls, notifications."""

from __future__ import annotations

import sys

from feeling_manager.core.ports import MediaControls, Notifier

__all__ = ["media_controls_here", "notifier_here"]


def media_controls_here(has_window: bool) -> MediaControls:
    """The controls of this system. Thread: the GUI thread."""
    if sys.platform == "win32":
        from feeling_manager.adapters.desktop.windows_media import WindowsMediaControls

        return WindowsMediaControls()
    if sys.platform == "darwin":
        from feeling_manager.adapters.desktop.mac_media import MacMediaControls

        return MacMediaControls()
    from feeling_manager.adapters.desktop.mpris import MprisControls

    return MprisControls(has_window)


def notifier_here() -> Notifier | None:
    """What shows notifications here; None where only an icon in the tray can."""
    if sys.platform in ("win32", "darwin"):
        return None
    from feeling_manager.adapters.desktop.dbus_notifier import DBusNotifier

    return DBusNotifier()
