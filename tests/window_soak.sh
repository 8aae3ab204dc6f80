#!/usr/bin/env bash
# Ten minutes of the real window, with a camera's noise at 30 frames a second, and what the program holds meanwhile.
#   tests/window_soak.sh [PROGRAM [MINUTES]]     needs Xvfb and ffmpeg; PROGRAM is target/release/supple, if none is named
# The film of tests/clips/demo.mp4, with pictures computed in between and noise that is another in each, plays as a camera again and
# again; somebody holds bird dogs all the time, with the words on, and what they do is remembered. Printed is what the system says of the program
# at the minutes that count. From the first minute on nothing may be left behind: more than LEEWAY of memory, a descriptor or a thread
# is a failure. It is run by hand: see docs/reliability.md.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/supple}") minutes=${2:-10}
leeway_kb=4096

place=$(mktemp -d)
window='' supple=''
trap 'kill $supple $window 2>/dev/null || true; rm -rf "$place"' EXIT
mkdir "$place/data" "$place/config"
# So that no words stand in the way of beginning.
export SUPPLE_DATA=$place/data SUPPLE_CONFIG=$place/config XDG_RUNTIME_DIR=$place
unset WAYLAND_DISPLAY

film=${NOISY_FILM:-$place/noisy30.mp4}
if [ ! -e "$film" ]; then
	ffmpeg -nostdin -loglevel error -i tests/clips/demo.mp4 \
		-vf minterpolate=fps=30,noise=all_strength=6:all_flags=t:all_seed=1 -crf 12 "$film"
fi
# Round and round without a seam, and for longer than anybody looks.
ffmpeg -nostdin -loglevel error -stream_loop $((minutes + 2)) -i "$film" -c copy "$place/camera.mp4"

Xvfb -displayfd 3 -screen 0 1280x720x24 3>"$place/display" >/dev/null 2>&1 &
window=$!
for _ in $(seq 50); do [ -s "$place/display" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$place/display")
export DISPLAY

"$program" bird-dog --input "$place/camera.mp4" --as-camera --hold 5 --reps 999 --cues "$place/cues.jsonl" --events "$place/events.jsonl" \
	--timings >"$place/out" 2>&1 &
supple=$!

status() { awk -v key="$1:" '$1 == key { print $2 }' "/proc/$supple/status"; }
descriptors() { find "/proc/$supple/fd" -mindepth 1 | wc -l; }
children() { pgrep -c -P "$supple" || true; }

printf '%-8s %12s %12s %12s %8s %9s\n' minute 'resident kB' 'at most kB' descriptors threads programs
first=''
for minute in $(seq "$minutes"); do
	sleep 60
	kill -0 "$supple" 2>/dev/null || { echo "window soak: it has ended:"; tail -5 "$place/out"; exit 1; }
	now="$(status VmRSS) $(descriptors) $(status Threads) $(children)"
	[ -n "$first" ] || first=$now
	case $minute in 1 | 2 | 5 | "$minutes")
		read -r resident fds threads programs <<<"$now"
		printf '%-8s %12s %12s %12s %8s %9s\n' "$minute" "$resident" "$(status VmHWM)" "$fds" "$threads" "$programs"
		;;
	esac
done
# As from the keyboard.
kill -INT "$supple"
code=0
wait "$supple" || code=$?
supple=''
echo "exit code $code; $(grep -c hold_completed "$place/events.jsonl" || true) holds completed, $(wc -l <"$place/cues.jsonl") words and sounds given"
sed -n 's/^/    /p' "$place/out" | tail -12

read -r resident_first fds_first threads_first programs_first <<<"$first"
failed=0
[ "$code" -eq 130 ] || { echo "window soak: it should have ended with 130"; failed=1; }
[ $((resident - resident_first)) -le $leeway_kb ] || { echo "window soak: $((resident - resident_first)) kB more than after a minute"; failed=1; }
[ "$fds/$threads/$programs" = "$fds_first/$threads_first/$programs_first" ] || { echo "window soak: something was left behind"; failed=1; }
grep -q hold_completed "$place/events.jsonl" || { echo "window soak: nothing was held"; failed=1; }
exit $failed
