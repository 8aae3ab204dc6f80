# What is said aloud, for the ear: short, warm and exact. Every sentence here is rendered once for each voice, so that the numbers in them
# are few. A phrase is what is spoken in one breath: a sentence, or as much of a long one as goes to a comma.

# Whole numbers in words, as far as any sentence here has one.
number = { $number ->
    [0] none
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
    [11] eleven
    [12] twelve
    [13] thirteen
    [14] fourteen
    [15] fifteen
    [16] sixteen
    [17] seventeen
    [18] eighteen
    [19] nineteen
    [20] twenty
    [21] twenty-one
    [22] twenty-two
    [23] twenty-three
    [24] twenty-four
    [25] twenty-five
    [26] twenty-six
    [27] twenty-seven
    [28] twenty-eight
    [29] twenty-nine
    [30] thirty
    [40] forty
    [45] forty-five
   *[other] { $number }
}

# Times. $words is $n in words.
time-seconds = { $n ->
    [1] one second
   *[other] { $words } seconds
}
time-minutes = { $n ->
    [1] one minute
   *[other] { $words } minutes
}
time-one-and-a-half-minutes = one and a half minutes
# $n is how many seconds or minutes $time is.
time-about = { $n ->
   *[other] about { $time }
}

spoken-hold-for = Hold for { $time }.
spoken-stay-for = Stay there for { $time }.

# How often, the beginning of a sentence: $words is $n in words, with a capital.
times = { $n ->
    [1] Once
    [2] Twice
   *[other] { $words } times
}
times-many = Many times
times-on-each-side = on each side.
# Repetitions that are left.
spoken-more = { $n ->
   *[other] { $words } more.
}
spoken-one-minute = One minute.
spoken-ten-seconds = Ten seconds.
spoken-zero = Zero.

# What a session came to.
came-to-holds = { $n ->
    [1] One hold.
   *[other] { $words } holds.
}
came-to-many-holds = More than ten holds.
came-to-movements = { $n ->
    [1] One repetition.
   *[other] { $words } repetitions.
}
came-to-many-movements = More than ten repetitions.
came-to-a-minute = About a minute held.
came-to-minutes = About { $words } minutes held.

spoken-next = Next:
spoken-seen = I can see you.
spoken-what-now = What would you like to stretch?
spoken-not-seen = I can't see you.
spoken-hold-waits = Your hold waits for you.
spoken-come-into-view = Come into the picture when you are ready.
spoken-other-stretch = That's another stretch.
spoken-hold = Hold.
spoken-on-we-go = On we go.
spoken-waiting = Take your time. Your hold waits.
spoken-anew = We begin anew when you are ready.
spoken-halfway = Halfway.
spoken-that-is-it = That's it.
spoken-well-held = Well held.
spoken-come-out = Come out gently and rest.
spoken-come-out-and-go-again = Come out gently, then go again.
spoken-again = Again, when you are ready.
spoken-done = Done.
spoken-skipped = We leave that one out.
spoken-either-side = Begin with either side.
spoken-slowly = Slowly, back and forth.
spoken-slower = A little slower.
spoken-nearly-there = Nearly there.
spoken-side-done = That side is done.
spoken-paused = Paused.
spoken-raise-to-choose = Raise an arm to choose.
spoken-camera-gone = The camera is gone.
# Two breaths.
spoken-how-much = How much does it hurt just now,
spoken-from-zero-to-ten = from zero to ten?
spoken-choice-go-on = Go on?
spoken-choice-skip = Skip this stretch?
spoken-choice-hurts = That hurts?
spoken-choice-stop = Stop for today?
spoken-leave-it = Then leave it. Doing less, or leaving it out, is right.
spoken-stop-today = That is the second time. It is fine to stop for today.
spoken-all-done = All done. Well stretched.
spoken-enough = That's all for today.
spoken-stop-if-it-hurts = Stop whenever something hurts.
spoken-left-side = Left side.
spoken-right-side = Right side.
spoken-now-side = Now your { $side } side.

# Where the camera should stand: three breaths of one sentence.
camera-sees-side = Let the camera see you from the side,
camera-sees-front = Let the camera see you from the front,
camera-sees-between = Let the camera see you half from the front, half from the side,
camera-away-1 = one metre away,
camera-away-1-5 = one and a half metres away,
camera-away-2 = two metres away,
camera-away-2-5 = two and a half metres away,
camera-away-3 = three metres away,
camera-away-4 = four metres away,
camera-on-the-floor = on the floor.
camera-at-the-knees = at the height of your knees.
camera-at-the-hips = at the height of your hips.
camera-at-the-eyes = at the height of your eyes.

# What has come of stretching.
remark-further = You reach a little further now.
remark-longer = It holds longer now.
remark-third-day = Third day in a row.
remark-fifth-day = Fifth day in a row.
remark-seventh-day = Seventh day in a row.

# What stretches of one's own say that were begun from a template or a demonstration.
spoken-of-templates = Good. Stay here and keep breathing. Only as far as feels good. Stop if anything hurts. Stop if it hurts.
