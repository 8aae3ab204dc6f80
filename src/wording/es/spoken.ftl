# Lo que se dice en voz alta, para el oído: breve, cálido y exacto. Cada frase se graba una vez con cada voz, así que los números son pocos.
# Una frase es lo que se dice de un aliento: una oración, o hasta donde llega una coma de una larga.

# Números enteros en palabras, hasta donde hace falta.
number = { $number ->
    [0] ninguno
    [1] uno
    [2] dos
    [3] tres
    [4] cuatro
    [5] cinco
    [6] seis
    [7] siete
    [8] ocho
    [9] nueve
    [10] diez
    [11] once
    [12] doce
    [13] trece
    [14] catorce
    [15] quince
    [16] dieciséis
    [17] diecisiete
    [18] dieciocho
    [19] diecinueve
    [20] veinte
    [21] veintiuno
    [22] veintidós
    [23] veintitrés
    [24] veinticuatro
    [25] veinticinco
    [26] veintiséis
    [27] veintisiete
    [28] veintiocho
    [29] veintinueve
    [30] treinta
    [40] cuarenta
    [45] cuarenta y cinco
   *[other] { $number }
}

# Tiempos. $words es $n en palabras.
time-seconds = { $n ->
    [1] un segundo
   *[other] { $words } segundos
}
time-minutes = { $n ->
    [1] un minuto
   *[other] { $words } minutos
}
time-one-and-a-half-minutes = un minuto y medio
# $n es cuántos segundos o minutos son $time.
time-about = { $n ->
    [1] más o menos { $time }
   *[other] unos { $time }
}

spoken-hold-for = Mantén { $time }.
spoken-stay-for = Quédate ahí { $time }.

# Cuántas veces, al principio de una oración: $words es $n en palabras, con mayúscula.
times = { $n ->
    [1] Una vez
   *[other] { $words } veces
}
times-many = Muchas veces
times-on-each-side = por cada lado.
# Las repeticiones que faltan.
spoken-more = { $n ->
    [1] Una más.
   *[other] { $words } más.
}
spoken-one-minute = Un minuto.
spoken-ten-seconds = Diez segundos.
spoken-zero = Cero.

# Lo que ha sido una sesión.
came-to-holds = { $n ->
    [1] Una postura mantenida.
   *[other] { $words } posturas mantenidas.
}
came-to-many-holds = Más de diez posturas mantenidas.
came-to-movements = { $n ->
    [1] Una repetición.
   *[other] { $words } repeticiones.
}
came-to-many-movements = Más de diez repeticiones.
came-to-a-minute = Más o menos un minuto en postura.
came-to-minutes = Unos { $words } minutos en postura.

spoken-next = Ahora viene:
spoken-seen = Ya te veo.
spoken-what-now = ¿Qué quieres estirar?
spoken-not-seen = No te veo.
spoken-hold-waits = Tu postura te espera.
spoken-come-into-view = Ponte frente a la cámara cuando quieras.
spoken-other-stretch = Ese es otro estiramiento.
spoken-hold = Mantén.
spoken-on-we-go = Seguimos.
spoken-waiting = Tómate tu tiempo. Tu postura te espera.
spoken-anew = Empezamos de nuevo cuando quieras.
spoken-halfway = Vas por la mitad.
spoken-that-is-it = Eso es.
spoken-well-held = Muy bien.
spoken-come-out = Sal despacio y descansa.
spoken-come-out-and-go-again = Sal despacio y vuelve a empezar.
spoken-again = Otra vez, cuando quieras.
spoken-done = Listo.
spoken-skipped = Ese lo dejamos.
spoken-either-side = Empieza por el lado que quieras.
spoken-slowly = Despacio, ida y vuelta.
spoken-slower = Un poco más despacio.
spoken-nearly-there = Ya casi.
spoken-side-done = Ese lado ya está.
spoken-paused = En pausa.
spoken-raise-to-choose = Levanta un brazo para elegir.
spoken-camera-gone = La cámara se desconectó.
# Dos alientos.
spoken-how-much = ¿Cuánto te duele ahora mismo,
spoken-from-zero-to-ten = de cero a diez?
spoken-choice-go-on = ¿Seguimos?
spoken-choice-skip = ¿Saltar este estiramiento?
spoken-choice-hurts = ¿Te duele?
spoken-choice-stop = ¿Parar por hoy?
spoken-leave-it = Entonces déjalo. Hacer menos, o no hacerlo, está bien.
spoken-stop-today = Es la segunda vez. Está bien parar por hoy.
spoken-all-done = Todo listo. Buen trabajo.
spoken-enough = Eso es todo por hoy.
spoken-stop-if-it-hurts = Si algo te duele, detente.
spoken-left-side = Lado izquierdo.
spoken-right-side = Lado derecho.
spoken-now-side = Ahora el lado { $side ->
    [left] izquierdo
   *[right] derecho
}.

# Dónde poner la cámara: tres alientos de una oración.
camera-sees-side = Que la cámara te vea de lado,
camera-sees-front = Que la cámara te vea de frente,
camera-sees-between = Que la cámara te vea en diagonal,
camera-away-1 = a un metro,
camera-away-1-5 = a un metro y medio,
camera-away-2 = a dos metros,
camera-away-2-5 = a dos metros y medio,
camera-away-3 = a tres metros,
camera-away-4 = a cuatro metros,
camera-on-the-floor = en el suelo.
camera-at-the-knees = a la altura de tus rodillas.
camera-at-the-hips = a la altura de tus caderas.
camera-at-the-eyes = a la altura de tus ojos.

# Lo que va dando estirarse.
remark-further = Ahora llegas un poco más lejos.
remark-longer = Ahora aguanta más tiempo.
remark-third-day = Tercer día seguido.
remark-fifth-day = Quinto día seguido.
remark-seventh-day = Séptimo día seguido.

# Lo que dicen los estiramientos propios que se empezaron con una plantilla o una demostración.
spoken-of-templates = Bien. Quédate aquí y sigue respirando. Solo hasta donde sea cómodo. Detente si algo te duele. Detente si te duele.
