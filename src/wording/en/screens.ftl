# What the screens around a session say: the begin, being placed, the pain question, waiting, the summary and the settings.

welcome = Good that you are here.
kind-today = For today
kind-routine = Routine
kind-stretch = Single stretch
kind-free = As you like
kind-demo = Just looking
kind-learn = Teach it
begin = Begin
begin-by-arm = Raise an arm
begin-key = Enter
how-to-choose = Arrow keys and Enter, or a click.
how-to-choose-by-arm = Raise an arm when yours is lit. Or arrow keys and Enter, or a click.
sound-off = Sound off
sound-on = Sound on
camera-starts = Starting the camera…
another-camera = c: another camera
minutes = { $minutes ->
    [1] 1 minute
   *[other] { $minutes } minutes
}
short-minutes = { $minutes } min
position-standing = standing
position-seated = sitting
position-kneeling = kneeling
position-hands-and-knees = on hands and knees
position-prone = on your stomach
position-supine = on your back
position-side-lying = on your side
place-of = { $place } of { $count }

# What a session can be without a plan.
free-title = Free session
free-about = Stretch as you like; I count what I recognise.
learn-title = Teach me a stretch
learn-about = Show me one of your own and hold it.
demo-title = See how it works
demo-about = A short film in place of the camera.
today-title = Put together for you
today-about = Chosen by what you did last, and how it felt.
today-more = You have stretched today. This is for you if you would like some more.
# What a stretch eases.
eases-nothing = A stretch of your own.
eases-one = Eases the { $last }.
eases-several = Eases { $others } and { $last }.

# Before the first session.
safety-title = Before you begin
safety-gentle = A gentle pull is enough. Further is no better.
safety-stop = Stop if pain shoots, stabs or tingles.
safety-doctor = See a doctor first after a fall, with fever, or if a leg feels weak or numb.
safety-hospital = Go to hospital at once if you are numb between the legs, or can't hold or pass water.
no-doctor = Supple sees how you lie and stand. It doesn't see pain, and is no doctor.
understood = Enter, or raise an arm: understood

# What is looked at before a session.
check-seen = You are seen
check-whole = All of you
check-turned = Turned well
check-light = Light enough
check-level = Camera level
side-to-camera = { $side ->
    [left] Your left side to the camera
    [right] Your right side to the camera
   *[none] Your side to the camera
}
front-to-camera = Face the camera
between-to-camera = Half turned to the camera
# A stretch and the side that comes first.
first-on-side = { $side ->
    [left] { $title }, left side
   *[right] { $title }, right side
}
metres = { $metres } m

pain-before-session = How much does your back hurt just now?
pain-after-session = And how much does your back hurt now?
pain-least = not at all
pain-most = worst imaginable
pain-least-named = 0: not at all
pain-most-named = 10: worst imaginable
pain-skip = Skip
how-to-answer = Arrow keys and Enter, or a click.
how-to-answer-by-arm = Raise an arm when your number is lit. Or arrow keys and Enter, or a click.
pain-was = Before: { $number }

# The session waits.
kept = { $held } of { $whole } s are kept.
away = It goes on when I see you again.
let-go = Nothing was done here for a while, so the camera is off.
let-go-remedy = Press space to go on.

# There is no picture. It is tried again all the time, and what was under way goes on.
camera-none = No camera is connected.
camera-none-remedy = Plug one in.
camera-not-found = The camera you asked for was not found.
camera-not-found-remedy = Plug it in, or choose another one.
camera-forbidden = Supple may not use the camera.
camera-forbidden-remedy = Allow it in the system's settings. “supple doctor” says how.
camera-busy = Another program uses the camera.
camera-busy-remedy = Close it: a video call, perhaps, or a page in the browser.
camera-unplugged = The camera was unplugged or switched off.
camera-unplugged-remedy = Plug it in again.
camera-silent = The camera sends no pictures.
camera-silent-remedy = Check its cable, or unplug it and plug it in again.
camera-damaged = The camera's pictures are damaged on the way.
camera-damaged-remedy = Check its cable, or try another socket.
camera-unsupported = This camera sends nothing that can be shown.
camera-unsupported-remedy = Any ordinary webcam will do.
camera-fails = The camera doesn't work just now.
camera-fails-remedy = Unplug it and plug it in again. “supple doctor” tells more.

# What was done.
afterwards-done = Done
afterwards-again = Again
afterwards-another = Another
pain-change = Pain, before and after
left = left
right = right
left-skipped = skipped
left-hurt = it hurt
more-rows = and { $count } more
held-in-all = { $time } held
length-seconds = { $seconds } s
length-minutes = { $minutes } min
length-minutes-and-seconds = { $minutes } min { $seconds } s
next-time = Next time: { $words }
next-time-in = Next time in { $title }: { $words }
unseen = Not seen enough
unseen-never = never
measured = { $stretch }: { $measure }
measured-on-side = { $side ->
    [left] { $stretch }: { $measure }, left
   *[right] { $stretch }: { $measure }, right
}
stopped-rightly = You stopped when it hurt. That is the right thing to do.
came = You made time for your back.
seen-too-little = Next time, move the camera until all of you is in the picture.
all-held = { $holds ->
    [1] You held it to the end.
    [2] You held both to the end.
   *[other] You held all { $holds } to the end.
}
longest-hold = { $seconds ->
    [1] Your longest hold: 1 second in { $title }.
   *[other] Your longest hold: { $seconds } seconds in { $title }.
}
moved = { $count ->
    [1] You did a calm repetition.
   *[other] You did { $count } calm repetitions.
}

settings = Settings
how-to-set = Up and down to choose, left and right to change, Esc to go back.
kept-in = Kept in { $file }
setting-language = Language
setting-theme = Colours
setting-letters = Letters
setting-voice = Voice
setting-comfort = Your own range
setting-ask-pain = Ask about pain
setting-keep = Remember sessions
language-system = like the system
language-english = English
language-spanish = Español
theme-dark = dark
theme-light = light
theme-system = like the system
letters-normal = normal
letters-large = large
letters-largest = largest
on = on
off = off
