#!/usr/bin/env bash
# Makes the pictures of the guide (docs/guide.md): the program runs in a window of its own (Xvfb), somebody presses keys (xdotool), and
# films of rendered people stand in for the camera.
#   docs/guide.sh [--program PROGRAM] [--language CODE] [SCENE...]
# PROGRAM is target/release/supple, unless named. Without a scene all are made; `docs/guide.sh --list` names them. Pictures of another
# language go to docs/guide/CODE. Needs Xvfb, xdotool, ffmpeg, pngquant and optipng; chromium and cargo for the report. What the
# project's own clips don't show (a fault, a raised arm) comes from ../shared; where that isn't, these pictures stay as they are.
# With KEEP=FOLDER all that is made on the way stays there, to see why a scene doesn't come.
set -euo pipefail
cd "$(dirname "$0")/.."

scenes=(evening pauses fault arm free learn light lost away none report)
program=target/release/supple language=() folder=docs/guide
while [[ ${1:-} == --* ]]; do
	case $1 in
	--program) program=$2 ;;
	--language) language=(--language "$2") folder=docs/guide/$2 ;;
	--list) printf '%s\n' "${scenes[@]}"; exit ;;
	*) echo "docs/guide.sh: unknown option $1" >&2; exit 2 ;;
	esac
	shift 2
done
[ $# -eq 0 ] || scenes=("$@")
program=$(realpath "$program") clip=$PWD/tests/clips/demo.mp4 footage=$PWD/../shared/footage project=$PWD
folder=$PWD/$folder
mkdir -p "$folder"

place=${KEEP:-$(mktemp -d)} screen='' supple=''
leave() {
	[ -z "$supple" ] || kill "$supple" 2>/dev/null || true
	[ -z "$screen" ] || kill "$screen" 2>/dev/null || true
	[ -n "${KEEP:-}" ] || rm -rf "$place"
}
trap leave EXIT
mkdir -p "$place/shots"
cd "$place"
# The machine's own settings, history and sound card have no part in it. The settings screen names the file: as somebody's own looks.
export SUPPLE_CONFIG='~/.config/supple' SUPPLE_DATA=$place/data ALSA_CONFIG_PATH=/dev/null
Xvfb -displayfd 3 -screen 0 1280x720x24 3>display >/dev/null 2>&1 &
screen=$!
until [ -s display ]; do sleep 0.1; done
DISPLAY=:$(cat display)
export DISPLAY
unset WAYLAND_DISPLAY
xdotool mousemove 1279 719

start() { # the program with these arguments
	"$program" "$@" "${language[@]}" >said 2>&1 &
	supple=$!
}
session() { # a session, and what it tells of itself
	rm -f events
	touch events
	start "$@" --as-camera --events events --force
}
begin() { # an evening of which nothing is written down: everything is offered
	start --input "$clip" --as-camera
}
finish() { # closes the window
	kill "$supple" 2>/dev/null || true
	wait "$supple" 2>/dev/null || true
	supple=''
}
press() { # a key, and after it so many seconds
	xdotool key "$1"
	sleep "${2:-1}"
}
saw() { # waits for the Nth event of a kind
	local left=1000
	until [ "$(grep -c "\"event\":\"$1\"" events)" -ge "${2:-1}" ]; do
		sleep 0.1
		left=$((left - 1))
		[ $left -gt 0 ] || { echo "docs/guide.sh: $1 doesn't come" >&2; cat said >&2; exit 1; }
	done
}
shot() { # the window as it is now
	ffmpeg -loglevel error -y -f x11grab -draw_mouse 0 -video_size 1280x720 -i "$DISPLAY" -frames:v 1 "shots/$1.png"
}
has_footage() {
	[ -d "$footage" ] && return
	echo "skipped: the pictures of $1 need ../shared"
	return 1
}

evening() { # from the first start to what was done
	rm -rf "$SUPPLE_DATA" '~'
	begin
	sleep 4; shot safety
	press Return 2; shot begin
	press s; shot settings
	press Escape; press question; shot keys
	finish
	# The end first: what is done before the session has begun.
	ffmpeg -loglevel error -y -ss 52 -i "$clip" -t 52 -i "$clip" -filter_complex 'concat=n=2:v=1' -c:v libx264 -crf 14 -bf 0 evening.mp4
	session --input "$place/evening.mp4" --hold 5 --reps 1
	sleep 3; press Return 1.5; press 4; shot pain
	press Return 1.2; shot place
	sleep 1.8; shot countdown
	saw stretch_started; sleep 1; shot stretch
	saw hold_started; sleep 2.5; shot hold
	saw hold_completed; sleep 1.5; shot next
	saw hold_completed 3; sleep 1.5; shot other-side
	saw session_completed; sleep 1.5; press 3; shot pain-after
	press Return 2; shot done
	finish
}

pauses() { # between two holds, and in the middle of one
	session bird-dog --input "$clip" --start 32 --hold 3 --reps 2
	sleep 3; press Return
	saw hold_started; press d; shot details
	press d
	saw hold_completed; sleep 1; shot rest
	saw hold_started 2; press space; shot paused
	finish
}

fault() { # what is to be mended
	has_footage fault || return 0
	session bird-dog --input "$footage/bird-dog.bent_leg.side.male_a.mp4" --hold 8 --reps 2
	sleep 3; press Return
	saw hint; sleep 0.7; shot correction
	finish
}

arm() { # a raised arm pauses
	has_footage arm || return 0
	session childs-pose --input "$footage/gesture-kneeling.near.side.female_a.mp4"
	sleep 3; press Return 0
	# The last whole picture before the sign is taken: its ring is filling.
	until grep -q '"event":"sign"' events; do
		[ ! -f shots/reading.png ] || mv shots/reading.png shots/arm.png
		shot reading
	done
	rm shots/reading.png
	finish
}

free() { # without a plan
	session free --input "$clip"
	saw hold_started; sleep 2.5; shot free
	finish
}

learn() { # a stretch of one's own
	start learn my-fold --input "$clip" --as-camera
	sleep 10.5; shot learn
	finish
}

light() { # other colours, and letters as large as they get
	"$program" config theme light >/dev/null
	"$program" config letters largest >/dev/null
	session sphinx --input "$clip" --start 12 --hold 6
	sleep 3; press Return
	saw hold_started; sleep 2; shot light
	finish
	rm -rf '~'
}

lost() { # the camera is pulled out in the middle of a hold
	ffmpeg -loglevel error -y -ss 20 -t 7 -i "$clip" -c:v libx264 -crf 14 film.mp4
	session sphinx --input "$place/film.mp4" --hold 20
	sleep 3; press Return
	saw hold_started; rm film.mp4
	sleep 9; shot lost
	finish
}

away() { # nobody is there for a minute
	ffmpeg -loglevel error -y -ss 20 -t 24 -i "$clip" -c:v libx264 -crf 14 -bf 0 somebody.mp4
	ffmpeg -loglevel error -y -ss 20 -i "$clip" -frames:v 1 -vf crop=300:225:330:0,scale=640:480 room.png
	ffmpeg -loglevel error -y -loop 1 -framerate 10 -t 120 -i room.png -pix_fmt yuv420p -c:v libx264 -crf 14 -bf 0 nobody.mp4
	ffmpeg -loglevel error -y -i somebody.mp4 -i nobody.mp4 -filter_complex 'concat=n=2:v=1' -c:v libx264 -crf 14 away.mp4
	session sphinx --input "$place/away.mp4" --hold 60
	sleep 3; press Return
	saw person_lost; sleep 3; shot nobody
	sleep 64; shot away
	finish
}

none() { # no camera at all
	rm -rf '~' "$SUPPLE_DATA"
	start --camera 'no such camera'
	sleep 3; press Return 1.5; shot no-camera
	finish
}

report() { # a year of sessions: what is suggested, and the page
	local sessions=$(dirname "$program")/examples/year_of_sessions
	[ -x "$sessions" ] || (cd "$project" && cargo build --quiet --release --locked --example year_of_sessions)
	[ -x "$sessions" ] || sessions=$project/target/release/examples/year_of_sessions
	"$sessions" "$place/year" >/dev/null
	SUPPLE_DATA=$place/year
	"$program" report --until 2026-02-28 --out "$place/report.html" "${language[@]}" >/dev/null
	chromium --headless --no-sandbox --hide-scrollbars --window-size=1100,720 --screenshot=shots/report.png "file://$place/report.html" >chromium 2>&1
	begin
	sleep 4; press Return 2; shot begin-later
	finish
	SUPPLE_DATA=$place/data
}

for scene in "${scenes[@]}"; do
	declare -F "$scene" >/dev/null || { echo "docs/guide.sh: there is no scene $scene" >&2; exit 2; }
	"$scene"
done
# A screen needs few colours. One on which there is nothing has some hundred bytes.
for picture in shots/*.png; do
	name=$folder/$(basename "$picture")
	pngquant --force --speed 1 --quality 50-85 --nofs --output "$name" 128 "$picture"
	optipng -quiet -o2 "$name"
	[ "$(stat -c %s "$name")" -gt 2000 ] || { echo "docs/guide.sh: there is nothing on ${name#"$project/"}" >&2; exit 1; }
	echo "${name#"$project/"}"
done
