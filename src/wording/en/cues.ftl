# What the coach says: short, since it is read from three metres; never a reproach. A stretch's own words are in its file.

cue-nearly-there = Nearly there.
cue-ease-off = Ease off a little.
# Some stretches say it themselves: this is how their words begin then.
cue-ease-off-begins = Ease off
cue-slowly = Slowly, and only as far as is easy.
cue-own-range = That's it. Your range today.
cue-nobody = Looking for you. Come into the picture.
cue-hold-waits = I can't see you. Your hold waits for you.
cue-turn-side-on = Turn side-on to the camera.
cue-face-camera = Turn to face the camera.
cue-no-start = Be still for a moment, before you begin.
cue-out-of-picture = I can't see your { $part }. Move back a little.
cue-hidden = I can't see your { $part }. Turn side-on, with some light on you.
cue-lower-camera = Lower the camera, or turn side-on: it looks down on you.
cue-come-back = Come back when you are ready. Your hold waits.
cue-go-on = On we go. Your hold waits for you.
cue-stay-there = { $seconds ->
    [1] That's it. Stay there for a second.
   *[other] That's it. Stay there for { $seconds } seconds.
}
cue-hold-still = That's the pose. Be still in it for a moment.
cue-go-again = Well held. Come out gently, then go again.
cue-rest = Well held. Come out gently and rest.
cue-other-side = That side is done. Now your { $side } side.
cue-timed = Timed: the camera can't see this part.
cue-timed-rest = Rest here. The next one begins by itself.
cue-breather = Well done. Rest a moment.
cue-slower = A little slower: take { $seconds } seconds for each.
cue-what-now = I can see you. What would you like to stretch?
cue-elsewhere = That looks like { $seen }. Next is { $asked }.
cue-stopped = Paused. Raise an arm to choose.
cue-done = All done. Well stretched.
cue-nothing-done = That's all. Come back when you like.

# Showing a stretch of one's own.
show-searching = Step back until the camera sees your whole body.
show-start = Take your start pose and rest there.
show-hold = Now go into your stretch and hold it still.
show-holding = Good. Keep holding; come out when you are done.
show-done = Done. I have seen your stretch.

# Around a session.
prompt-come-into-view = Come into the picture when you are ready.
prompt-stay-there = I can see you. Stay there for a moment.
prompt-dark = It is dark here. A lamp helps me to see you.
prompt-count = We begin in { $seconds }.
prompt-how-much = How much does it hurt just now?
prompt-camera-gone = The camera is gone. Your session waits.
prompt-camera-back = The camera is back. On we go.
prompt-away = I can't see you. Take your time.
prompt-choose = Raise an arm to choose.

# What may be chosen while the session stands still.
choice-go-on = Go on
choice-skip = Skip this stretch
choice-hurts = That hurts
choice-stop = Stop for today

# What is out of the picture. $side is left, right, or none where both or neither are meant.
missing = I can't see your { $parts }.
missing-much = I can't see all of you well.
missing-head = head
missing-shoulders = shoulders
missing-arms = { $side ->
    [left] left arm
    [right] right arm
   *[none] arms
}
missing-hips = hips
missing-legs = { $side ->
    [left] left leg
    [right] right leg
   *[none] legs
}
missing-feet = { $side ->
    [left] left foot
    [right] right foot
   *[none] feet
}
missing-head-and-shoulders = head and shoulders
missing-head-and-feet = head and feet
missing-hips-and-legs = hips and legs
missing-head-and-arms = head and arms

# Where to move.
move-back = Move back from the camera.
move-toward-feet = Move toward your feet.
move-toward-head = Move toward your head.
move-to-the-middle = Move to the middle of the picture.

# The part of the body that must be seen.
part-back = back
part-head = head
part-knee = { $side ->
    [left] left knee
    [right] right knee
   *[none] knees
}
part-hip = { $side ->
    [left] left hip
    [right] right hip
   *[none] hips
}
part-elbow = { $side ->
    [left] left elbow
    [right] right elbow
   *[none] elbows
}
part-shoulder = { $side ->
    [left] left shoulder
    [right] right shoulder
   *[none] shoulders
}
part-foot = { $side ->
    [left] left foot
    [right] right foot
   *[none] feet
}
part-hand = { $side ->
    [left] left hand
    [right] right hand
   *[none] hands
}
