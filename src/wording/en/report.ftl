# The report: a page on what has come of some weeks, for the person and whoever treats them. Numbers are put in with marks around them, so no
# text may hold < or &.

report-title = Stretching report
report-title-of = Stretching report, { $since } to { $last }
report-span = { $since } to { $last }
report-how-often = How often, and how it felt
report-changed = What has changed
report-how-far = How far
report-higher = Higher is deeper into the stretch. A mark is the mean of a week, the band how sure it is.
report-did = What you did
report-measured = How this was measured, and how sure it is
report-made = Made on { $today } by Supple { $program } on your own machine. Nothing was sent anywhere.

figure-sessions = sessions
figure-days = days
figure-days-a-week = days a week
figure-held = time held
figure-completed = holds completed
figure-repetitions = repetitions

advice = That happens, and most backs settle again. Do less for a while, and show this page to a doctor or a physiotherapist if it stays so for some weeks; sooner if a leg feels weak or numb.

# One stretch on one side.
changed-on-side = { $side ->
    [left] { $title } on the left
   *[right] { $title } on the right
}
# Parts of a sentence that is joined as below.
changed-deeper = you now reach deeper into { $names }
changed-less = you now reach less deep into { $names }
changed-less-pain = you begin with less pain
changed-more-pain = you begin with more pain
changed-same-pain = pain before stretching is about the same
changed-fewer-things = your back keeps you from fewer things
changed-more-things = your back keeps you from more things
list-and = { $others } and { $last }
changed-too-few = There are too few sessions yet to say what has changed.
changed-only-same = { $count ->
    [1] Compared with your first weeks, { $names } is about the same.
   *[other] Compared with your first weeks, { $names } are about the same.
}
changed-all = Compared with your first weeks, { $said }.
# It follows the sentence before it, and begins one.
changed-rest = { $count ->
    [1] { $names } is about the same.
   *[other] { $names } are about the same.
}

chart-numbers = The numbers of this chart
chart-days = Days on which you stretched, by week
chart-days-says = A bar for each week, as high as the number of days on which you stretched, up to seven.
chart-pain = Pain, 0 (none) to 10 (the worst), by week
chart-pain-says = Two lines over the weeks, pain before stretching and pain after it, each with a band that shows how sure a week's mean is.
chart-before = before
chart-after = after
chart-mean = mean
chart-reach-says = A line over the weeks, in { $unit }; higher on the chart is deeper into the stretch. A band shows how sure a week's mean is.
chart-reach-says-both = Two lines, left and right, over the weeks, in { $unit }; higher on the chart is deeper into the stretch. A band shows how sure a week's mean is.
column-week = Week from
column-days = Days
column-sessions = Sessions
short-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
short-date = { $day } { $month }

unit-degrees = degrees
unit-lengths = lengths of your torso
unit-ratio = a ratio
report-seen-side = seen from the side
report-seen-between = seen half from the side
report-seen-front = seen from the front
report-seen-end-on = seen from head or feet
report-seen-unknown = seen from an unknown side
# What is measured, and what stands behind it: how it is counted, and in what.
from-rest = , change from rest
in-lengths = , in torso lengths
in-ratio = , a ratio

column-what = What
column-first = At first
column-lately = Lately
column-change = Change
column-left = Left
column-right = Right
column-difference = Difference
row-pain-before = Pain before stretching
row-pain-after = Pain after stretching
row-pain-scale = 0 to 10
row-disability = What your back keeps you from
row-disability-scale = Roland-Morris, 0 to 24
disability-asked-once = asked once so far
disability-by-less = { $by } less
disability-by-more = { $by } more
average-sessions = { $n ->
    [1] { $count } session
   *[other] { $count } sessions
}
more-pain = more
less-pain = less
deeper = deeper
less-deep = less deep
deeper-left = deeper on the left
deeper-right = deeper on the right
longer-left = longer on the left
longer-right = longer on the right
change-too-few = too few sessions to say
change-same = about the same
change-error = give or take { $error }
left-and-right = Left and right
left-and-right-when = Over the latest four weeks of each stretch.
time-of-a-hold = time of a hold
more-comparisons = { $n ->
    [1] { $count } more comparison is in the export.
   *[other] { $count } more comparisons are in the export.
}
column-stretch = Stretch
column-completed = Holds to their end
column-given-up = Left early
column-held = Time held
# With a place to break it.
column-repetitions = Repe{"\u00AD"}titions
column-skipped = Skipped
column-hurt = It hurt
column-last = Last done
more-stretches = { $n ->
    [1] { $count } more stretch is in the export.
   *[other] { $count } more stretches are in the export.
}

method-camera = One camera looked on, and a program (pose model { $models }) found your joints in its picture. Nothing was attached to you, and no picture was kept.
method-errors = One look is off by about { $errors }: one standard deviation. The bands in the charts are where nineteen of twenty such means would lie, by that error or by how your sessions differ, whichever is more.
method-change = “At first” is the first two weeks, “lately” the latest two in which you stretched. A change is called one only where it is larger than chance and error together nineteen times in twenty{ $floor }. Of pain it must be { $points } points, or { $percent } % where that is less, and at least a whole one; of holds { $holding } s. “About the same” means that no change can be told, not that there is none. With fewer than { $few } days at either end nothing is said.
method-floor = , and at least { $floor } ({ $measure }), since camera and mat never stand the same twice
method-unseen = For { $percent } % of the time that you were in view the camera did not see enough of you to judge; that time counts neither way.
method-broken-off = { $count } of the sessions broke off without an end; what was done in them counts.
method-answers = Pain and the questionnaire are your own answers. This is no medical advice and no medical device.
