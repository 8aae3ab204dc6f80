# `supple list` and `supple show`.

list-stretches = Stretches
list-routines = Routines
list-yours = yours
list-yours-replaces = yours, replaces ours
# $position is one of the texts below, $camera what the camera should see.
list-stretch = { $position }, camera sees { $camera }; { $dose }
list-routine = { $time }: { $steps }
list-footer = `supple run NAME` starts one, `supple show NAME` explains it.
camera-your-side = your side
camera-your-front = your front
camera-you-between = you half from the front, half from the side
# Positions by their names in files.
named-standing = standing
named-seated = seated
named-kneeling = kneeling
named-hands-and-knees = hands and knees
named-prone = prone
named-supine = supine
named-side-lying = side-lying
# The same with what they mean, where they are words of the trade.
explained-prone = prone (face down)
explained-supine = supine (on your back)

# Over the parts of a page: eleven letters have room.
show-set-up = Set-up
show-dose = Dose
show-position = Position
show-camera = Camera
show-eases = Eases
show-articles = Articles
show-timed = Timed
show-camera-place = sees { $camera }, about { $distance } m away and { $height } m above the floor
show-guided = { $words } The camera can't see this part, so it is timed.
show-hold-counts = The hold counts while
show-both-hold-counts = In both poses the hold counts while
show-both-movement-counts = In both poses the movement counts while
show-pose = { $title }: { $words }
show-pose-start = { $title } (where it starts from): { $words }
show-pose-reached = { $title } is reached with
show-form = Good form, which does not stop the count
show-safety = Safety
show-cannot-judge = What the camera cannot judge
# $limb and $seen are empty, or the texts below.
show-target = { $measure }{ $limb }{ $seen }: { $range }
show-far = , side away from the camera
show-working = , side being worked
show-supporting = , supporting side
show-where-seen = , where it is seen
show-less = less
show-more = more
note-joint = A joint at 180 degrees is straight.
note-inclination = An inclination of 0 is upright, 90 is level.
note-torso = A torso length is from shoulder to hip.
note-own-range = Where your body doesn't go as deep, your own comfortable range counts.
show-takes = Takes { $time }.
range-degrees = degrees
range-lengths = torso lengths
range-ratio = of 1
# $change is empty, or the text below.
range-change = {" "}more than at rest
range-between = { $low } to { $high } { $unit }{ $change }
range-at-least = at least { $low } { $unit }{ $change }
range-at-most = at most { $high } { $unit }{ $change }
range-anything = anything
