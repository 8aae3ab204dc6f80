# What the window says besides the coach's words: what the keys do, what the ring and the panel are for, notices.

title-free = Free session
title-learning = Learning { $id }

# What keys are called where their letter doesn't say it.
key-space = space
key-escape = Esc
key-enter = Enter
key-tab = Tab

# What a key is for.
action-pause = pause, go on
action-next = next stretch
action-hurts = that hurts
action-mute = sound off, on
action-nearness = nearness tone
action-ghost = pose over you
action-details = angles and costs
action-settings = settings
action-camera = next camera
action-full-screen = full screen
action-help = these keys
action-navigate = choose
action-quit = quit

waiting-for-camera = Starting the camera…
waiting-for-video = Starting the video…
input-ended = The video has ended.
stopped-unexpectedly = Supple stopped unexpectedly.

# What the coach is doing: a word or three in the panel, of eight letters each at most: there is no room for more.
doing-searching = looking for you
doing-changing = change over
doing-positioning = waiting for you
doing-timed = timed
doing-own-range = your range
doing-holding = holding
doing-next-pose = next: { $pose }
doing-moving = moving
doing-paused = paused
doing-resting = rest
doing-done = done

next-label = next
next-nothing = Last stretch
# The side, beside the title.
side = { $side ->
    [left] left side
   *[right] right side
}

# What the keys do while the session is stopped. Each is a key's name.
stopped-keys = { $on } goes on, { $next } takes the next stretch, { $end } ends.
help-key = { $key } shows the keys
closing-key = Press { $key } to close.

not-seen = not seen
cost-pictures = pictures
cost-pictures-number = { $number } a second
cost-delay = delay
cost-processor = one processor core

# Where the camera should stand. $see is side, front or between.
camera-place = { $see ->
    [side] Camera at your side, about { $distance } m away, { $height } m up.
    [front] Camera in front of you, about { $distance } m away, { $height } m up.
   *[between] Camera half-way between your front and your side, about { $distance } m away, { $height } m up.
}
