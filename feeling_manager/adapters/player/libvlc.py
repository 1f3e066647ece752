"""Finds libVLC and starts it with only what playing a local song needs."""

from __future__ import annotations

import os
from typing import Any

from feeling_manager.core.errors import PlayerError

_OPTIONS = (
    "--quiet",
    "--intf=dummy",
    "--no-lua",
    "--no-video",
    "--vout=dummy",
    "--no-spu",
    "--no-osd",
    "--no-sub-autodetect-file",
    "--no-video-title-show",
    "--no-media-library",
    "--no-metadata-network-access",
    "--no-auto-preparse",
    "--no-playlist-autostart",
    "--no-one-instance",
    "--no-snapshot-preview",
    # What the sound server remembers of another day must not override our volume.
    "--no-volume-save",
)


def load_vlc() -> Any:
    """Import python-vlc, which loads libVLC; honours its two path variables.

    Measured: 0.08 s.
    Raises: PlayerError (`vlc_missing`).
    """
    try:
        import vlc
    # It calls sys.exit for a wrong path variable, and dies of NameError or AttributeError when it
    # finds a library that is not libVLC 3.
    except (ImportError, OSError, SystemExit, NameError, AttributeError) as error:
        raise PlayerError(f"libVLC could not be loaded: {error}", "vlc_missing") from error
    return vlc


def new_instance(vlc: Any) -> Any:
    """Start libVLC.

    Measured: 0.06 s, 0.13 s when its plugins are not in the disk cache.
    Raises: PlayerError (`vlc_missing`).
    """
    try:
        instance = vlc.Instance(list(_OPTIONS))
    except (NameError, OSError, AttributeError) as error:
        raise PlayerError(f"libVLC could not be started: {error}", "vlc_missing") from error
    if instance is None:
        plugins = os.environ.get("VLC_PLUGIN_PATH", "the default place")
        raise PlayerError(f"libVLC did not start; its plugins: {plugins}", "vlc_missing")
    return instance
