# Lo que han dado unas semanas, en palabras sencillas: lo que se distingue del azar y lo que no. Nunca un reproche: quien hizo menos tuvo sus
# razones.

many-sessions = { $count ->
    [1] 1 sesión
   *[other] { $count } sesiones
}
many-days = { $count ->
    [1] 1 día
   *[other] { $count } días
}
many-points = { $count ->
    [1] 1 punto
   *[other] { $count } puntos
}
# $one dice si es exactamente un día por semana.
adherence = { $one ->
    [yes] { $sessions } en { $days } desde el { $since }: más o menos un día por semana.
   *[no] { $sessions } en { $days } desde el { $since }: unos { $week } días por semana.
}

# Un estiramiento con o sin su lado.
titled = { $side ->
    [left] { $title }, lado izquierdo
    [right] { $title }, lado derecho
   *[none] { $title }
}
# Una afirmación sobre algo: de qué trata, y qué hay que decir.
statement = { $what }: { $words }.
too-few = aún son pocos días para saberlo ({ $first } al principio, { $latest } últimamente; con { $few } y { $few } basta)
reach-same = más o menos igual que en las primeras semanas; menos de { $floor } no se distingue
reach-more = { $by } más lejos que en las primeras semanas, con un margen de { $error }
reach-less = { $by } menos lejos que en las primeras semanas, con un margen de { $error }; los cuerpos tienen semanas así
holding-same = aguanta más o menos lo mismo que en las primeras semanas
holding-more = aguanta { $by } más que en las primeras semanas
holding-less = aguanta { $by } menos que en las primeras semanas
sides-too-few = aún son pocas sesiones para saberlo (izquierdo { $left }, derecho { $right }; con { $few } de cada uno basta)
sides-same = los dos lados están más o menos igual
sides-left-further = el lado izquierdo llega { $by } más lejos que el derecho
sides-right-further = el lado derecho llega { $by } más lejos que el izquierdo
sides-left-longer = el lado izquierdo aguanta { $by } más que el derecho
sides-right-longer = el lado derecho aguanta { $by } más que el izquierdo

pain-ends = (de { $first } a { $latest } sobre 10)
# Lo que se dice de una sesión; $ends está vacío, o es un espacio y lo de arriba.
pain-within-too-few = El dolor de antes a después: { $words }.
pain-within-same = El dolor es más o menos igual después de una sesión que antes{ $ends }.
pain-within-more = El dolor es mayor después de una sesión que antes{ $ends }: haz menos, y pregunta a alguien que sepa.
pain-within-less = El dolor es menor después de una sesión que antes{ $ends }.
# $when es before o after.
pain-weeks-too-few = { $when ->
    [before] El dolor antes de una sesión: { $words }.
   *[after] El dolor después de una sesión: { $words }.
}
pain-weeks-same = { $when ->
    [before] El dolor antes de una sesión: más o menos igual que en las primeras semanas{ $ends }.
   *[after] El dolor después de una sesión: más o menos igual que en las primeras semanas{ $ends }.
}
pain-weeks-more = { $when ->
    [before] El dolor antes de una sesión: mayor que en las primeras semanas{ $ends }.
   *[after] El dolor después de una sesión: mayor que en las primeras semanas{ $ends }.
}
pain-weeks-less = { $when ->
    [before] El dolor antes de una sesión: menor que en las primeras semanas{ $ends }.
   *[after] El dolor después de una sesión: menor que en las primeras semanas{ $ends }.
}

disability-score = { $score } de 24.
# $when es last o first: la vez con la que se compara.
disability-same = { $when ->
    [last] Más o menos igual que la última vez: menos de 5 puntos, o del 30 %, no es un cambio seguro.
   *[first] Más o menos igual que la primera vez: menos de 5 puntos, o del 30 %, no es un cambio seguro.
}
disability-less = { $when ->
    [last] { $points } menos que la última vez: tu espalda te impide menos.
   *[first] { $points } menos que la primera vez: tu espalda te impide menos.
}
disability-more = { $when ->
    [last] { $points } más que la última vez: tu espalda te impide más. Si sigue así, pregunta a alguien que sepa.
   *[first] { $points } más que la primera vez: tu espalda te impide más. Si sigue así, pregunta a alguien que sepa.
}
sight-share = La cámara no vio lo suficiente el { $percent } % del tiempo.

seen-side = vista de lado
seen-between = vista en diagonal
seen-front = vista de frente
seen-unknown = vista como estaba
amount-lengths = { $number } largos de torso
seconds = { $number } s

progress-nothing-yet = Todavía nada: tu primera sesión lo empieza.
progress-reach = Hasta dónde llegas
progress-holding = Cuánto aguantas
progress-sides = Izquierda y derecha
progress-pain = Cómo se siente
progress-disability = Tu espalda en la vida diaria
progress-sight = Lo que vio la cámara
