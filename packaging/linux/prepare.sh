#!/bin/sh
# Puts in place what Python packages cannot bring along: system libraries and uv.
#
#   prepare.sh run|test|package
#
# As root, or where sudo asks no password, missing Debian packages are installed; otherwise the
# exact command to type is printed and the script ends with 1. uv is put into .tools/.
set -eu

UV_VERSION=0.13.9
uv_needed() { ! .tools/bin/uv --version >/dev/null 2>&1; }

# libVLC and its base plugins; libvlc-bin lists them, else VLC loads them all, 34 MB of memory. What
# the Qt, OpenCV, MediaPipe and SoundFile wheels expect to find.
RUN_PACKAGES="
  ca-certificates python3 python3-venv
  libvlc5 libvlc-bin vlc-plugin-base
  libdbus-1-3 libegl1 libfontconfig1 libgl1 libgles2 libglib2.0-0 libxkbcommon0
  libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
  libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0
  libxcb-xinerama0 libxcb-xkb1
"
# The last four make a desktop of a screen that nobody sees.
TEST_PACKAGES="dbus git playerctl xvfb xauth openbox trayer x11-utils xdotool"

# What PyInstaller asks and takes along, and what makes and checks packages.
PACKAGE_PACKAGES="
  appstream binutils debootstrap desktop-file-utils dpkg-dev git libpulse0 squashfs-tools xauth
  xvfb xz-utils
"
# Debian's Python is linked with its library, which PyInstaller looks for as a file.
libpython() {
    python3 -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])' 2>/dev/null || true
}

packages() {
    case "$1" in
        test) echo "$RUN_PACKAGES $TEST_PACKAGES" ;;
        package) echo "$RUN_PACKAGES $PACKAGE_PACKAGES $(libpython)" ;;
        *) echo "$RUN_PACKAGES" ;;
    esac
}

missing() {
    for package in $(packages "$1"); do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
            "install ok installed") ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

install_packages() {
    command="apt-get update && apt-get install --yes --no-install-recommends $*"
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive sh -c "$command"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo DEBIAN_FRONTEND=noninteractive sh -c "$command"
    else
        echo "Some system packages are missing. Please type:" >&2
        echo "    sudo sh -c '$command'" >&2
        exit 1
    fi
}

install_uv() {
    python3 -m venv .tools
    .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
}

if [ "$(uname -s)" = Linux ]; then
    if command -v dpkg-query >/dev/null; then
        absent=$(missing "$1")
        [ -z "$absent" ] || install_packages $absent
    else
        echo "This is no Debian: please see that VLC is installed." >&2
    fi
fi
if uv_needed; then install_uv; fi
