"""Points python-vlc to the libVLC that came along; without it the system's is found."""


def _point_to_bundled_vlc():  # type: ignore[no-untyped-def]
    import os
    import sys

    names = {"win32": "vlc/libvlc.dll", "darwin": "vlc/libvlc.dylib"}
    library = os.path.join(sys._MEIPASS, names.get(sys.platform, "libvlc.so.5"))
    plugins = os.path.join(sys._MEIPASS, "vlc", "plugins")
    if "PYTHON_VLC_LIB_PATH" not in os.environ and os.path.isfile(library):
        os.environ["PYTHON_VLC_LIB_PATH"] = library
        os.environ["PYTHON_VLC_MODULE_PATH"] = plugins
        os.environ["VLC_PLUGIN_PATH"] = plugins


_point_to_bundled_vlc()
