#!/usr/bin/env bash
# Runs the program against a real camera device, in an emulated machine.
#   tests/camera_rig.sh [--all] WITH_CAMERA [PROGRAM]
# PROGRAM is target/debug/supple, which `cargo test` builds with the examples beside it, if none is named. With --all every format, size and rate of
# the test camera is tried, each of the faults that it can inject, and a clip as a webcam through a whole hold, which takes 25 minutes; the
# table at its end is what docs/reliability.md shows. WITH_CAMERA runs a command on a machine with a camera
# that can fail on purpose or play a clip. Emulation is 20 to 400 times slower than the machine itself: this tests capture, formats
# and faults, not speed.
set -euo pipefail
all=
[ "${1:-}" != --all ] || { all=1; shift; }
rig=$(realpath "$1")
program=${2:+$(realpath "$2")}
cd "$(dirname "$0")/.."
program=${program:-$(realpath "${CARGO_TARGET_DIR:-target}/debug/supple")}

as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
if ! command -v qemu-system-x86_64 >/dev/null || ! command -v v4l2-ctl >/dev/null; then
	echo "rig: installing the emulator"
	$as_root apt-get update -q >/dev/null
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
		qemu-system-x86 busybox-static cpio kmod v4l-utils gcc make ffmpeg >/dev/null
fi

# Every page of it is read through the emulator: without what a debugger needs there are fewer.
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
supple=$place/supple
cp "$program" "$supple" && strip "$supple"
# Opens cameras and nothing else, so that no pose has to be worked out.
cameras=$place/cameras
cp "${CAMERAS:-$(dirname "$program")/examples/cameras}" "$cameras" && strip "$cameras"
cp "$(dirname "$program")/libonnxruntime.so" "$place"
failures=0 passed=0 skipped=0
table=()
output=$place/output

# Emulation on a busy machine may be too slow to finish at all; that says nothing about the program.
unfinished=125

# check NAME WANTED_EXIT_CODE PATTERN -- RIG_ARGUMENT...: the command's exit code, and a line of its output.
check() {
	local name=$1 wanted=$2 pattern=$3 code=0
	shift 4
	"$rig" "$@" >"$output" 2>&1 || code=$?
	if [ "$code" -eq "$wanted" ] && grep -qE "$pattern" "$output"; then
		echo "rig: $name: good"
		passed=$((passed + 1))
		table+=("| $name | good | $(grep -E "$pattern" "$output" | tail -1) |")
	elif [ "$code" -eq "$unfinished" ]; then
		echo "rig: $name: skipped, the emulator did not finish in time"
		skipped=$((skipped + 1))
		table+=("| $name | not finished in time | |")
	else
		echo "rig: $name: exit code $code (wanted $wanted), wanted to see: $pattern"
		sed 's/^/    /' "$output" | tail -20
		failures=$((failures + 1))
		table+=("| $name | WRONG, exit code $code | $(tail -1 "$output") |")
	fi
}

check "no camera, listing" 3 'No camera' -- --driver none -- "$supple" devices
check "no camera, running" 3 'supple doctor' -- --driver none -- "$supple" sphinx --headless
check "the test camera is listed with its formats" 0 'YUYV' -- --driver vivid -- "$supple" devices
check "a webcam that plays a clip is listed" 0 '640×480' -- --clip tests/clips/demo.mp4 -- "$supple" devices
# A pose takes from seconds to half a minute in the emulation, depending on the machine below it, so this one is run by
# hand: RIG_SLOW=1 tests/camera_rig.sh WITH_CAMERA
if [ -n "${RIG_SLOW:-}" ]; then
	check "a person is found through the webcam" 130 'person_found' -- --timeout 420 --clip tests/clips/demo.mp4 -- \
		timeout --preserve-status --signal INT 200 "$supple" childs-pose --headless --events -
fi
# `vivid` is unplugged by its own control while the program reads from it.
check "a camera unplugged in mid-run ends with a word about it" 1 'camera' -- --timeout 300 --driver vivid -- \
	bash -c "(sleep 40; v4l2-ctl -d /dev/video0 -c disconnect=1) & timeout 200 '$supple' sphinx --headless --events -"

# `vivid` comes back when its driver is bound anew.
replug='echo vivid.0 >/sys/bus/platform/drivers/vivid/unbind; sleep 2; echo vivid.0 >/sys/bus/platform/drivers/vivid/bind'
check "a camera that is unplugged and plugged in again goes on" 0 'opened [2-9] times' -- --timeout 300 --driver vivid -- \
	bash -c "(sleep 15; v4l2-ctl -d /dev/video0 -c disconnect=1; sleep 5; $replug) & '$cameras' watch 50"

if [ -n "$all" ]; then
	check "every format, size and rate" 0 '^0 failed' -- --timeout 3600 --driver vivid -- "$cameras" modes
	cp "$output" "${TMPDIR:-/tmp}/supple-camera-modes"
	echo "rig: each mode is in ${TMPDIR:-/tmp}/supple-camera-modes"
	check "two cameras are listed" 0 '^[1-9][0-9]*: vivid' -- --driver vivid,n_devs=2 -- "$supple" devices
	check "60 % of the pictures are dropped by the driver" 0 'pictures, opened' -- --timeout 300 --driver vivid -- \
		bash -c "v4l2-ctl -d /dev/video0 -c percentage_of_dropped_buffers=60; '$cameras' watch 40"
	for fault in inject_v4l2_buf_flag_error inject_vidioc_qbuf_error inject_fatal_streaming_error; do
		check "$fault, twice while it runs" 0 'pictures, opened' -- --timeout 300 --driver vivid -- \
			bash -c "(for _ in 1 2; do sleep 12; v4l2-ctl -d /dev/video0 -c $fault=1; done) & '$cameras' watch 50"
	done
	for fault in inject_vidioc_reqbufs_error inject_vidioc_streamon_error; do
		check "$fault, when it is opened" 0 'pictures, opened' -- --timeout 300 --driver vivid -- \
			bash -c "v4l2-ctl -d /dev/video0 -c $fault=1; '$cameras' watch 40"
	done
	# The clock there runs with the instructions, so that the machine looks like an old laptop.
	check "a clip as a webcam, through a whole hold" 0 'hold_completed' -- --timeout 3000 --virtual-time --clip tests/clips/sphinx.mp4 -- \
		timeout --preserve-status --signal INT 90 "$supple" sphinx --headless --hold 3 --reps 1 --no-history --events -
	printf '%s\n' "| on the rig | outcome | what it said |" "|---|---|---|" "${table[@]}"
fi

echo "rig: $passed passed, $failures failed, $skipped skipped"
[ "$failures" -eq 0 ]
