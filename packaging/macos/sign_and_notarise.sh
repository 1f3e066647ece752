#!/bin/sh
# Signs an app or a disk image from the inside out, and has Apple notarise it.
#
#   sign_and_notarise.sh "Feeling Manager.app"|FILE.dmg
#
# The secrets come from the environment:
#   MACOS_SIGNING_IDENTITY  "Developer ID Application: NAME (TEAM)"
#   MACOS_CERTIFICATE       the certificate with its key, a .p12 file in base64; without it the
#                           identity is looked for in the keychains that are there
#   MACOS_CERTIFICATE_PASSWORD
#   NOTARY_KEY              a key of App Store Connect, a .p8 file in base64
#   NOTARY_KEY_ID, NOTARY_ISSUER
# Without an identity the signature is ad hoc: the app runs on this Mac, and elsewhere only after
# its user allows it. Without a notary key a signed app is not notarised. Both are said.
set -eu

target=$1
here=$(cd "$(dirname "$0")" && pwd)
identity=${MACOS_SIGNING_IDENTITY:--}
keychain=
private=$(mktemp -d)

clean_up() {
    [ -z "$keychain" ] || security delete-keychain "$keychain" || true
    rm -rf "$private"
}
trap clean_up EXIT

say() { echo "$(basename "$target"): $*"; }

open_keychain() {
    keychain=$private/signing.keychain-db
    secret=$(uuidgen)
    printf '%s' "$MACOS_CERTIFICATE" | base64 --decode >"$private/certificate.p12"
    security create-keychain -p "$secret" "$keychain"
    security set-keychain-settings -lut 3600 "$keychain"
    security unlock-keychain -p "$secret" "$keychain"
    security import "$private/certificate.p12" -k "$keychain" -f pkcs12 \
        -P "${MACOS_CERTIFICATE_PASSWORD:-}" -T /usr/bin/codesign
    security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keychain" >/dev/null
    # codesign looks for the chain of certificates in all that are listed.
    security list-keychains -d user | tr -d '"' | sed 's/^ *//' >"$private/keychains"
    set -- "$keychain"
    while IFS= read -r path; do set -- "$@" "$path"; done <"$private/keychains"
    security list-keychains -d user -s "$@"
}

sign() {
    file=$1
    shift
    if [ "$identity" = - ]; then
        codesign --force --sign - "$@" "$file"
    else
        codesign --force --timestamp --options runtime --sign "$identity" "$@" "$file"
    fi
}

is_mach_o() { file --brief "$1" | grep -q '^Mach-O'; }

sign_app() {
    # What lies deepest first: libraries, then the frameworks around some of them, then programs.
    find "$target/Contents/Frameworks" "$target/Contents/Resources" -type f >"$private/files"
    while IFS= read -r file; do
        case $file in
            */bin/deno) sign "$file" --entitlements "$here/runtime_entitlements.plist" ;;
            *) ! is_mach_o "$file" || sign "$file" ;;
        esac
    done <"$private/files"
    find "$target/Contents/Frameworks" -depth -type d -name '*.framework' >"$private/frameworks"
    while IFS= read -r framework; do sign "$framework"; done <"$private/frameworks"
    sign "$target" --entitlements "$here/entitlements.plist"
    codesign --verify --deep --strict "$target"
}

notarise() {
    printf '%s' "$NOTARY_KEY" | base64 --decode >"$private/key.p8"
    sent=$target
    if [ -d "$target" ]; then
        sent=$private/app.zip
        ditto -c -k --keepParent "$target" "$sent"
    fi
    xcrun notarytool submit "$sent" --key "$private/key.p8" --key-id "$NOTARY_KEY_ID" \
        --issuer "$NOTARY_ISSUER" --wait --timeout 30m
    xcrun stapler staple "$target"
    xcrun stapler validate "$target"
}

[ -z "${MACOS_CERTIFICATE:-}" ] || open_keychain
if [ -d "$target" ]; then sign_app; else sign "$target"; fi

if [ "$identity" = - ]; then
    say "NOT SIGNED by a developer (MACOS_SIGNING_IDENTITY is not set): the signature is ad hoc"
elif [ -z "${NOTARY_KEY:-}" ]; then
    say "signed by $identity, NOT NOTARISED (NOTARY_KEY is not set)"
else
    notarise
    say "signed by $identity and notarised"
fi
