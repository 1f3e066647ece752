#!/bin/sh
# Packs an app into a disk image, beside a link to the folder that it is to be dragged into.
#
#   make_dmg.sh "Feeling Manager.app" FILE.dmg VOLUME
set -eu

app=$1
image=$2
volume=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# ditto keeps links and signatures as they are.
ditto "$app" "$folder/$(basename "$app")"
ln -s /Applications "$folder/Applications"
# ULMO packs with LZMA, which every macOS since 10.15 reads.
hdiutil create -volname "$volume" -srcfolder "$folder" -fs HFS+ -format ULMO -ov "$image"
hdiutil verify "$image"
