/**
 * What is run in a host to work on its files. The host belongs to the learner, so nothing that it prints is believed beyond its
 * shape. Exit codes from 20 say why nothing was done; see `refusals`.
 */

/** Bytes of a file that can be edited. */
export const textLimit = 512 * 1024
/** Names that are listed of one folder. */
export const listLimit = 2_000

export const refusals: Record<number, string> = {
  21: 'it is a folder',
  22: 'it is neither a file nor a folder',
  23: 'it is not a folder',
  25: 'that name is taken already',
  26: 'the folder it should be in is not there',
  27: 'there is no room left on the disk, or the place is read-only',
}

export const missingCode = 20
export const changedCode = 24

/** Name, kind, kind of the link's target, bytes, mode and time of change of each, every field ended by a NUL. */
export const listScript = `
[ -e "$1" ] || exit ${missingCode}
[ -d "$1" ] || exit 23
find "$1/" -mindepth 1 -maxdepth 1 -printf '%f\\0%y\\0%Y\\0%s\\0%m\\0%T@\\0' 2>/dev/null | head -c 400000 | base64 -w 0`

/** Bytes and mode on the first line, the content in base64 on the second. */
export const readScript = `
[ -e "$1" ] || exit ${missingCode}
[ -d "$1" ] && exit 21
[ -f "$1" ] || exit 22
stat -L -c '%s %a' -- "$1"
head -c ${textLimit + 1} -- "$1" | base64 -w 0`

/** $2 is the SHA-256 of what is replaced, empty for a new file. Links are kept, and so are mode and owner. */
export const saveScript = `
at=$(readlink -f -- "$1") || exit 26
folder=$(dirname -- "$at")
[ -d "$folder" ] || exit 26
if [ -z "$2" ]; then
  [ -e "$at" ] && exit 25
else
  [ -e "$at" ] || exit ${missingCode}
  [ -f "$at" ] || exit 22
  [ "$2" = any ] || [ "$(sha256sum <"$at" | cut -d ' ' -f 1)" = "$2" ] || exit ${changedCode}
fi
new=$(mktemp -- "$folder/.slipway-XXXXXX") || exit 27
trap 'rm -f -- "$new"' EXIT
cat >"$new" || exit 27
if [ -e "$at" ]; then
  chmod --reference="$at" -- "$new"
  chown --reference="$at" -- "$new"
else
  chmod 644 -- "$new"
fi
mv -fT -- "$new" "$at" 2>/dev/null || cat "$new" >"$at" || exit 27`

export const folderScript = `
[ -e "$1" ] && exit 25
[ -d "$(dirname -- "$1")" ] || exit 26
mkdir -- "$1" || exit 27`

export const moveScript = `
[ -e "$1" ] || [ -L "$1" ] || exit ${missingCode}
[ -e "$2" ] && exit 25
[ -d "$(dirname -- "$2")" ] || exit 26
mv -nT -- "$1" "$2" || exit 27`

export const removeScript = `
[ -e "$1" ] || [ -L "$1" ] || exit ${missingCode}
rm -rf --one-file-system -- "$1" || exit 27`
