# Por qué se sugiere algo.

about-minutes = { $minutes ->
    [1] más o menos un minuto
   *[other] unos { $minutes } minutos
}
occasion-beginning = Para empezar, algo suave: { $time }.
occasion-series = La siguiente de tu serie: { $time }.
occasion-series-again = La última que empezaste, otra vez: { $time }.
occasion-more = Hoy ya te has estirado. Si quieres un poco más: { $time }.
occasion-composed = Para hoy: { $time }.

# Razones: partes de una oración, que el programa une y empieza con mayúscula.
why-due = la última vez, { $ago }
why-new = nuevo para ti
why-area = última vez para { $area }: { $ago }
why-new-area = todavía nada para { $area }
why-helped-once = dolió menos después de la sesión con él
why-helped = { $of ->
   *[other] dolió menos después de { $times } de { $of } sesiones con él
}
why-instead = más suave que { $title }, para la misma zona
why-less = la mitad, porque dolió { $ago }
why-not-hurt = { $title }: dolió { $ago }. Descansa hasta el { $again }.
why-not-left-out = { $title }: lo dejaste las dos últimas veces.
ago = { $days ->
    [0] hoy
    [1] ayer
   *[other] hace { $days } días
}

# Lo que imprime `supple today` alrededor.
today-nothing-fits = No cabe nada. Con más minutos (--minutes) u otra posición (--position) hay más para elegir; `supple list` lo tiene todo.
today-not = Hoy no

# La meta de una persona, al comienzo.
goal = Tu meta: { $days }.
goal-days = { $days ->
    [1] una vez por semana
   *[other] { $days } días por semana
}
