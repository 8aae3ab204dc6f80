# Why something is suggested.

about-minutes = { $minutes ->
    [1] about a minute
   *[other] about { $minutes } minutes
}
occasion-beginning = To begin with, something gentle: { $time }.
occasion-series = The next one of your series: { $time }.
occasion-series-again = The one that you began last, once more: { $time }.
occasion-more = You have stretched today. If you would like some more: { $time }.
occasion-composed = For today: { $time }.

# Reasons: parts of one sentence, which the program joins and begins with a capital.
why-due = last done { $ago }
why-new = new to you
why-area = last time for { $area }: { $ago }
why-new-area = nothing yet for { $area }
why-helped-once = it hurt less after the one session with it
why-helped = { $of ->
   *[other] it hurt less after { $times } of { $of } sessions with it
}
why-instead = gentler than { $title }, for the same place
why-less = half as much, since it hurt { $ago }
why-not-hurt = { $title }: it hurt { $ago }. It rests until { $again }.
why-not-left-out = { $title }: you left it out the last two times.
ago = { $days ->
    [0] today
    [1] yesterday
   *[other] { $days } days ago
}

# What `supple today` prints around them.
today-nothing-fits = Nothing fits into that. More minutes (--minutes) or another position (--position) leaves more to choose from; `supple list` has everything.
today-not = Not today

# A person's goal, at the begin.
goal = Your goal: { $days }.
goal-days = { $days ->
    [1] once a week
   *[other] { $days } days a week
}
