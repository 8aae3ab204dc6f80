#!/bin/sh
# Copies Supple below FOLDER, or takes away what was copied there.
#   ./install.sh [FOLDER]             FOLDER is ~/.local, unless it is named; /usr/local is for everybody, as root
#   ./install.sh --remove [FOLDER]
# It isn't needed: bin/supple also runs from here, as long as lib stays beside bin.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
remove=
if [ "${1:-}" = --remove ]; then
	remove=yes
	shift
fi
folder=${1:-$HOME/.local}
cd "$here"

if [ -n "$remove" ]; then
	find bin lib share -type f | while read -r file; do rm -f "$folder/$file"; done
	# Folders that others use stay, since they aren't empty.
	find bin lib share -depth -mindepth 1 -type d | while read -r empty; do rmdir "$folder/$empty" 2>/dev/null || true; done
	echo "Supple is gone from $folder. Your history and settings stay where they are:"
	echo "  ~/.local/share/supple   what you did (or the folder that SUPPLE_DATA names)"
	echo "  ~/.config/supple        your settings and stretches (or the folder that SUPPLE_CONFIG names)"
	echo "Delete these folders if you don't want them any more."
	exit
fi
find bin lib share -type f | while read -r file; do
	mkdir -p "$folder/$(dirname "$file")"
	# A program that runs goes on with its own file.
	rm -f "$folder/$file"
	cp -p "$file" "$folder/$file"
done
echo "Supple is in $folder/bin: start it with \`supple\`, or look whether all is well with \`supple doctor\`."
case :$PATH: in
*":$folder/bin:"*) ;;
*) echo "That folder isn't in your PATH yet: add it, or start $folder/bin/supple." ;;
esac
