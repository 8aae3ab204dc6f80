#!/usr/bin/env bash
# Makes the pictures of docs/tour.md: the program runs in a window of its own (Xvfb), somebody presses keys (xdotool), and a film
# of a rendered person stands in for the camera.
#   docs/tour.sh [PROGRAM]     needs Xvfb, xdotool and ffmpeg; PROGRAM is target/release/supple, if none is named
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/supple}
place=$(mktemp -d)
export DISPLAY=:87 SUPPLE_DATA=$place/data SUPPLE_CONFIG=$place/config
Xvfb :87 -screen 0 1280x720x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null; rm -rf "$place"' EXIT
sleep 1

shot() { # the window as it is now, half as large
	ffmpeg -loglevel error -y -f x11grab -video_size 1280x720 -i "$DISPLAY" -frames:v 1 "$place/shot.png"
	ffmpeg -loglevel error -y -i "$place/shot.png" -vf "scale=800:-1,split[a][b];[a]palettegen=max_colors=96[p];[b][p]paletteuse=dither=none" \
		"docs/tour/$1.png"
}
press() { xdotool key "$1"; sleep "${2:-0.8}"; }

mkdir -p docs/tour
"$program" --input tests/clips/demo.mp4 --as-camera --hold 5 --reps 1 >"$place/out" 2>&1 &
supple=$!
sleep 3;  shot 1-safety
press Return 2; shot 2-begin
press s;  shot 3-settings; press Escape
press Return 1.5; press 4; shot 4-pain
press Return 1; shot 5-place
sleep 2;  shot 6-countdown
sleep 3.5; shot 7-stretch
press n 4; shot 8-hold
sleep 4;  shot 10-next
press space 1; shot 9-paused; press space
press h 1.5
press 3;  shot 11-pain-after
press Return 1; shot 12-done
press q 1
kill "$supple" 2>/dev/null || true
