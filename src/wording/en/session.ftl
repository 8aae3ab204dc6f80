# A session in words, for the terminal: a line an event and a summary at the end. $where is empty, or a comma and where it is, as in the next three.

event-on-side = { $side ->
    [left] , left side
   *[right] , right side
}
event-in-pose = , { $pose }
# How far a hold is.
event-hold = { $held } of { $whole } s held{ $where }
event-found = I can see you.
event-lost = I can't see you.
event-started = Next: { $stretch }
event-recognised = This looks like: { $title }
event-recognised-either = This looks like: { $title } (or { $others })
event-other = That looks like { $seen }. Next is { $stretch }.
event-hold-started = Hold begins{ $where }
event-hold-left-pose = Hold paused, you left the pose: { $hold }
event-hold-moving = Hold paused, you are moving: { $hold }
event-hold-unseen = Hold paused, I can't see enough: { $hold }
event-hold-stopped = Hold paused, as you asked: { $hold }
event-hold-resumed = Hold goes on: { $hold }
event-hold-done = Hold done: { $hold }
event-hold-given-up = Hold given up: { $hold }
event-repetition = Repetition { $rep } of { $reps }{ $where }
event-fell-short = Not quite at { $pose }{ $where }
event-comfort = Your own limit of { $target } is { $limit }{ $where }
event-side = { $side ->
    [left] Now the left side
   *[right] Now the right side
}
event-sign = You raised an arm
event-choices = Paused: go on, skip, that hurts, or stop for today?
event-go-on = On we go
event-hurts = { $stretch } hurts: it is left out
event-skipped = { $stretch } skipped
event-done = { $stretch } done
event-session-done = Session done.
event-session-well-done = Session done. Well done.
event-session-broken-off = Session ended in the middle of a hold, { $held } s held
event-session-ended = Session ended before it was complete

summary-free = Free session ended.
summary-free-nothing = Free session ended. I didn't recognise a stretch.
summary-incomplete = Session not complete.
summary-complete = Session complete.
summary-skipped = Session ended, { $skipped } of { $all } skipped.
summary-repetitions = { $reps ->
    [1] 1 repetition
   *[other] { $reps } repetitions
}
summary-held = { $held } s held
summary-fell-short = { $count ->
    [1] , 1 attempt that didn't quite get there
   *[other] , { $count } attempts that didn't quite get there
}
summary-then-skipped = , then skipped
