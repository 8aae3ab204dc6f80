# How much of a stretch there is to do. $side and $rest are empty, or the two texts below.

dose-on-each-side = {" "}on each side
dose-rest = , { $seconds } s rest
dose-moved = { $reps ->
    [1] once between { $first } and { $second }{ $side }, { $tempo } s each or slower{ $rest }
   *[other] { $reps } times between { $first } and { $second }{ $side }, { $tempo } s each or slower{ $rest }
}
dose-holds = { $reps ->
    [1] 1 hold
   *[other] { $reps } holds
}
dose-timed-holds = { $reps ->
    [1] 1 timed hold
   *[other] { $reps } timed holds
}
dose-held = { $holds } of { $seconds } s{ $ends }{ $side }{ $rest }
dose-in-one = {" "}in { $first }
dose-in-both = {" "}in { $first } and in { $second }
