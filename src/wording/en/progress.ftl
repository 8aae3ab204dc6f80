# What has come of some weeks, in plain words: what is told from chance, and what isn't. Never a reproach: who did less had their reasons.

many-sessions = { $count ->
    [1] 1 session
   *[other] { $count } sessions
}
many-days = { $count ->
    [1] 1 day
   *[other] { $count } days
}
many-points = { $count ->
    [1] 1 point
   *[other] { $count } points
}
# $one tells whether it is exactly one day a week.
adherence = { $one ->
    [yes] { $sessions } on { $days } since { $since }: about one day a week.
   *[no] { $sessions } on { $days } since { $since }: about { $week } days a week.
}

# A stretch with or without its side.
titled = { $side ->
    [left] { $title }, left side
    [right] { $title }, right side
   *[none] { $title }
}
# One statement about something: what it is about, and what there is to say.
statement = { $what }: { $words }.
too-few = too few days yet to say ({ $first } at first, { $latest } lately; { $few } each would do)
reach-same = about the same as in the first weeks; less than { $floor } can't be told
reach-more = { $by } further than in the first weeks, give or take { $error }
reach-less = { $by } less far than in the first weeks, give or take { $error }; bodies have such weeks
holding-same = held about as long as in the first weeks
holding-more = held { $by } longer than in the first weeks
holding-less = held { $by } less long than in the first weeks
sides-too-few = too few sessions yet to say (left { $left }, right { $right }; { $few } each would do)
sides-same = both sides are about the same
sides-left-further = the left side reaches { $by } further than the right
sides-right-further = the right side reaches { $by } further than the left
sides-left-longer = the left side holds { $by } longer than the right
sides-right-longer = the right side holds { $by } longer than the left

pain-ends = (from { $first } to { $latest } of 10)
# What is said of a session; $ends is empty, or a space and what stands above.
pain-within-too-few = Pain from before to after: { $words }.
pain-within-same = Pain is about the same after a session as before it{ $ends }.
pain-within-more = Pain is more after a session than before it{ $ends }: do less, and ask somebody who knows.
pain-within-less = Pain is less after a session than before it{ $ends }.
# $when is before or after.
pain-weeks-too-few = { $when ->
    [before] Pain before a session: { $words }.
   *[after] Pain after a session: { $words }.
}
pain-weeks-same = { $when ->
    [before] Pain before a session: about the same as in the first weeks{ $ends }.
   *[after] Pain after a session: about the same as in the first weeks{ $ends }.
}
pain-weeks-more = { $when ->
    [before] Pain before a session: more than in the first weeks{ $ends }.
   *[after] Pain after a session: more than in the first weeks{ $ends }.
}
pain-weeks-less = { $when ->
    [before] Pain before a session: less than in the first weeks{ $ends }.
   *[after] Pain after a session: less than in the first weeks{ $ends }.
}

disability-score = { $score } of 24.
# $when is last or first: the time that it is compared with.
disability-same = { $when ->
    [last] About the same as the last time: less than 5 points, or 30 %, is no sure change.
   *[first] About the same as the first time: less than 5 points, or 30 %, is no sure change.
}
disability-less = { $when ->
    [last] { $points } less than the last time: your back keeps you from less.
   *[first] { $points } less than the first time: your back keeps you from less.
}
disability-more = { $when ->
    [last] { $points } more than the last time: your back keeps you from more. If that stays so, ask somebody who knows.
   *[first] { $points } more than the first time: your back keeps you from more. If that stays so, ask somebody who knows.
}
sight-share = The camera didn't see enough for { $percent } % of the time.

seen-side = seen from the side
seen-between = seen half from the side
seen-front = seen from the front
seen-unknown = seen as it was
amount-lengths = { $number } torso lengths
seconds = { $number } s

progress-nothing-yet = Nothing yet: your first session begins it.
progress-reach = How far you reach
progress-holding = How long you hold
progress-sides = Left and right
progress-pain = How it feels
progress-disability = Your back in everyday life
progress-sight = What the camera saw
