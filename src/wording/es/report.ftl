# El informe: una página sobre lo que han dado unas semanas, para la persona y para quien la trata. Los números se ponen con marcas alrededor, así
# que ningún texto puede llevar < ni &.

report-title = Informe de estiramientos
report-title-of = Informe de estiramientos, del { $since } al { $last }
report-span = del { $since } al { $last }
report-how-often = Con qué frecuencia, y cómo te sentiste
report-changed = Lo que ha cambiado
report-how-far = Hasta dónde
report-higher = Más arriba es más profundo en el estiramiento. Una marca es la media de una semana; la banda, lo segura que es.
report-did = Lo que hiciste
report-measured = Cómo se midió, y con qué seguridad
report-made = Hecho el { $today } por Supple { $program } en tu propio equipo. No se envió nada a ninguna parte.

figure-sessions = sesiones
figure-days = días
figure-days-a-week = días por semana
figure-held = tiempo en postura
figure-completed = posturas completas
figure-repetitions = repeticiones

advice = A veces pasa, y la mayoría de las espaldas se calman otra vez. Haz menos por un tiempo, y enseña esta página a un médico o fisioterapeuta si sigue así unas semanas; antes, si una pierna está débil o dormida.

# Un estiramiento de un lado.
changed-on-side = { $side ->
    [left] { $title } a la izquierda
   *[right] { $title } a la derecha
}
# Partes de una oración que se unen como abajo.
changed-deeper = ahora llegas más profundo en { $names }
changed-less = ahora llegas menos profundo en { $names }
changed-less-pain = empiezas con menos dolor
changed-more-pain = empiezas con más dolor
changed-same-pain = el dolor antes de estirarte es más o menos igual
changed-fewer-things = tu espalda te impide menos cosas
changed-more-things = tu espalda te impide más cosas
list-and = { $others } y { $last }
changed-too-few = Aún son pocas sesiones para decir qué ha cambiado.
changed-only-same = { $count ->
    [1] Comparado con tus primeras semanas, { $names } sigue más o menos igual.
   *[other] Comparado con tus primeras semanas, { $names } siguen más o menos igual.
}
changed-all = Comparado con tus primeras semanas, { $said }.
# Sigue a la oración de antes, y empieza otra.
changed-rest = { $count ->
    [1] { $names } sigue más o menos igual.
   *[other] { $names } siguen más o menos igual.
}

chart-numbers = Los números de esta gráfica
chart-days = Días en que te estiraste, por semana
chart-days-says = Una barra por semana, tan alta como el número de días en que te estiraste, hasta siete.
chart-pain = Dolor, de 0 (nada) a 10 (lo peor), por semana
chart-pain-says = Dos líneas a lo largo de las semanas, el dolor antes de estirarte y después, cada una con una banda que muestra lo segura que es la media de una semana.
chart-before = antes
chart-after = después
chart-mean = media
chart-reach-says = Una línea a lo largo de las semanas, en { $unit }; más arriba en la gráfica es más profundo en el estiramiento. Una banda muestra lo segura que es la media de una semana.
chart-reach-says-both = Dos líneas, izquierda y derecha, a lo largo de las semanas, en { $unit }; más arriba en la gráfica es más profundo en el estiramiento. Una banda muestra lo segura que es la media de una semana.
column-week = Semana del
column-days = Días
column-sessions = Sesiones
short-month = { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
   *[12] dic
}
short-date = { $day } { $month }

unit-degrees = grados
unit-lengths = largos de tu torso
unit-ratio = una proporción
report-seen-side = vista de lado
report-seen-between = vista en diagonal
report-seen-front = vista de frente
report-seen-end-on = vista desde la cabeza o los pies
report-seen-unknown = vista desde un lado desconocido
# Lo que se mide, y lo que va detrás: cómo se cuenta, y en qué.
from-rest = , cambio desde el reposo
in-lengths = , en largos de torso
in-ratio = , una proporción

column-what = Qué
column-first = Al principio
column-lately = Últimamente
column-change = Cambio
column-left = Izquierda
column-right = Derecha
column-difference = Diferencia
row-pain-before = Dolor antes de estirarte
row-pain-after = Dolor después de estirarte
row-pain-scale = 0 a 10
row-disability = Lo que te impide tu espalda
row-disability-scale = Roland-Morris, 0 a 24
disability-asked-once = preguntado una vez hasta ahora
disability-by-less = { $by } menos
disability-by-more = { $by } más
average-sessions = { $n ->
    [1] { $count } sesión
   *[other] { $count } sesiones
}
more-pain = más
less-pain = menos
deeper = más profundo
less-deep = menos profundo
deeper-left = más profundo a la izquierda
deeper-right = más profundo a la derecha
longer-left = más largo a la izquierda
longer-right = más largo a la derecha
change-too-few = pocas sesiones para saberlo
change-same = más o menos igual
change-error = con un margen de { $error }
left-and-right = Izquierda y derecha
left-and-right-when = En las últimas cuatro semanas de cada estiramiento.
time-of-a-hold = tiempo de una postura
more-comparisons = { $n ->
    [1] { $count } comparación más está en la exportación.
   *[other] { $count } comparaciones más están en la exportación.
}
column-stretch = Estiramiento
column-completed = Posturas completas
column-given-up = Dejadas antes
column-held = Tiempo en postura
# Con un sitio para partirla.
column-repetitions = Repeti{"\u00AD"}ciones
column-skipped = Saltado
column-hurt = Dolió
column-last = Última vez
more-stretches = { $n ->
    [1] { $count } estiramiento más está en la exportación.
   *[other] { $count } estiramientos más están en la exportación.
}

method-camera = Miró una sola cámara, y un programa (modelo de postura { $models }) encontró tus articulaciones en su imagen. No se te puso ningún sensor, y no se guardó ninguna imagen.
method-errors = Una mirada se equivoca en unos { $errors }: una desviación típica. Las bandas de las gráficas son donde estarían diecinueve de cada veinte medias así, por ese error o por lo que difieren tus sesiones, lo que sea mayor.
method-change = «Al principio» son las dos primeras semanas; «últimamente», las dos últimas en que te estiraste. Solo se llama cambio a lo que es mayor que el azar y el error juntos diecinueve veces de cada veinte{ $floor }. En el dolor deben ser { $points } puntos, o el { $percent } % si eso es menos, y al menos uno entero; en las posturas, { $holding } s. «Más o menos igual» quiere decir que no se distingue un cambio, no que no lo haya. Con menos de { $few } días en un extremo no se dice nada.
method-floor = , y al menos { $floor } ({ $measure }), porque la cámara y la colchoneta nunca están dos veces igual
method-unseen = El { $percent } % del tiempo en que estabas a la vista, la cámara no vio lo suficiente para juzgar; ese tiempo no cuenta ni a favor ni en contra.
method-broken-off = { $count } de las sesiones se cortaron sin un final; lo que se hizo en ellas cuenta.
method-answers = El dolor y el cuestionario son tus propias respuestas. Esto no es consejo médico ni un producto sanitario.
