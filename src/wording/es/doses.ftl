# Cuánto hay que hacer de un estiramiento. $side y $rest están vacíos, o son los dos textos de abajo.

dose-on-each-side = {" "}por cada lado
dose-rest = , { $seconds } s de descanso
dose-moved = { $reps ->
    [1] una vez entre { $first } y { $second }{ $side }, { $tempo } s o más cada una{ $rest }
   *[other] { $reps } veces entre { $first } y { $second }{ $side }, { $tempo } s o más cada una{ $rest }
}
dose-holds = { $reps ->
    [1] mantener 1 vez
   *[other] mantener { $reps } veces
}
dose-timed-holds = { $reps ->
    [1] mantener 1 vez por tiempo
   *[other] mantener { $reps } veces por tiempo
}
dose-held = { $holds } { $seconds } s{ $ends }{ $side }{ $rest }
dose-in-one = {" "}en { $first }
dose-in-both = {" "}en { $first } y en { $second }
