"""libVLC and the few of its plugins that decode and play a local song."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDER: Final = "vlc"
"""Where plugins lie in the bundle. libVLC itself looks in `vlc/plugins` beside its core."""

PLUGINS: Final = (
    "access/filesystem",
    # Containers.
    *("demux/ogg", "demux/mp4", "demux/mkv", "demux/wav", "demux/flacsys", "demux/es"),
    *("demux/aiff", "demux/mpc"),
    # Codecs, and what cuts a stream into their frames.
    *("codec/opus", "codec/vorbis", "codec/flac", "codec/faad", "codec/mpg123", "codec/araw"),
    *("codec/adpcm", "codec/g711", "codec/lpcm"),
    *("packetizer/packetizer_flac", "packetizer/packetizer_mpegaudio"),
    *("packetizer/packetizer_mpeg4audio", "packetizer/packetizer_copy"),
    # Other sample formats, rates and numbers of channels.
    *("audio_filter/audio_format", "audio_filter/trivial_channel_mixer"),
    *("audio_filter/simple_channel_mixer", "audio_filter/speex_resampler"),
    *("audio_filter/ugly_resampler", "audio_filter/scaletempo"),
    *("audio_mixer/float_mixer", "audio_mixer/integer_mixer"),
    # A tag must not be taken for sound.
    *("meta_engine/taglib", "stream_filter/skiptags", "stream_filter/cache_read"),
    # What decodes a song as fast as it can, to measure how loud it is.
    *("stream_out/stream_out_transcode", "stream_out/stream_out_smem"),
    # Into the program's own hands, for a WAV file or a machine without a sound card.
    "audio_output/amem",
    # libVLC does not start without an interface and a logger.
    *("control/dummy", "logger/console_logger"),
)
"""Enough for Opus, Vorbis, MP3, AAC, FLAC, PCM in Ogg, MP4, Matroska, WAV, AIFF.

Measured: FFmpeg's decoders (WMA, APE, ALAC) would bring 104 libraries of 148 MB along.
"""

PLATFORM_PLUGINS: Final = {
    "linux": ("audio_output/pulse", "audio_output/alsa"),
    "win32": ("audio_output/mmdevice", "audio_output/wasapi", "audio_output/directsound"),
    "darwin": ("audio_output/auhal",),
}

SUFFIXES: Final = {"linux": ".so", "win32": ".dll", "darwin": ".dylib"}

LIBRARIES: Final = {
    "linux": ("libvlc.so.5", "libvlccore.so.9"),
    "win32": ("libvlc.dll", "libvlccore.dll"),
    "darwin": ("libvlc.dylib", "libvlccore.dylib"),
}

OPTIONAL: Final = frozenset(
    {"audio_output/wasapi", "codec/mpg123", "demux/mpc", "audio_mixer/integer_mixer"}
)
"""Plugins that some builds of VLC do not have."""


class VlcMissing(Exception):
    """VLC is not installed on the machine that builds, or lacks a plugin."""


def collect(platform: str, library_folder: Path, plugin_folder: Path) -> list[tuple[str, str]]:
    """(file, folder in the bundle) of libVLC and its plugins. Raises: VlcMissing."""
    libraries = [library_folder / name for name in LIBRARIES[platform]]
    for path in libraries:
        if not path.is_file():
            raise VlcMissing(f"there is no {path}")
    found = [(str(path), library_home(platform)) for path in libraries]
    for path in _plugin_files(platform, plugin_folder):
        found.append((str(path), f"{FOLDER}/plugins/{path.parent.name}"))
    return found


def library_home(platform: str) -> str:
    """Where libVLC lies in the bundle: beside what links it, on Windows beside its plugins.

    There its C library has read the environment before we can name a folder of plugins in it.
    """
    return FOLDER if platform == "win32" else "."


def installed_places(platform: str) -> tuple[Path, Path]:
    """(folder of the libraries, folder of the plugins) of the VLC of this machine."""
    if platform == "win32":
        programs = Path(os.environ.get("PROGRAMFILES", r"C:\Program Files"))
        home = Path(os.environ.get("VLC_HOME") or programs / "VideoLAN" / "VLC")
        return home, home / "plugins"
    if platform == "darwin":
        app = Path(os.environ.get("VLC_HOME") or "/Applications/VLC.app")
        inside = app / "Contents" / "MacOS"
        return inside / "lib", inside / "plugins"
    library = _linux_library_folder()
    return library, library / "vlc" / "plugins"


def _linux_library_folder() -> Path:
    """Where the distribution keeps libVLC."""
    folders = [*sorted(Path("/usr/lib").glob("*-linux-gnu")), Path("/usr/lib64"), Path("/usr/lib")]
    for folder in folders:
        if (folder / LIBRARIES["linux"][0]).exists():
            return folder
    raise VlcMissing("libVLC is not installed; see packaging/linux/prepare.sh")


def _plugin_files(platform: str, folder: Path) -> Iterator[Path]:
    """The allowed plugins, in subfolders as on Linux and Windows, or all in one as on macOS."""
    for plugin in (*PLUGINS, *PLATFORM_PLUGINS[platform]):
        kind, _, name = plugin.partition("/")
        file_name = f"lib{name}_plugin{SUFFIXES[platform]}"
        for path in (folder / kind / file_name, folder / file_name):
            if path.is_file():
                yield path
                break
        else:
            if plugin not in OPTIONAL:
                raise VlcMissing(f"VLC has no plugin {plugin} in {folder}")
