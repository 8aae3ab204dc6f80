# Una sesión en palabras, para la terminal: una línea por suceso y un resumen al final. $where está vacío, o es una coma y dónde es, como en los
# tres siguientes.

event-on-side = { $side ->
    [left] , lado izquierdo
   *[right] , lado derecho
}
event-in-pose = , { $pose }
# Por dónde va una postura.
event-hold = { $held } de { $whole } s{ $where }
event-found = Ya te veo.
event-lost = No te veo.
event-started = Ahora: { $stretch }
event-recognised = Esto parece: { $title }
event-recognised-either = Esto parece: { $title } (o { $others })
event-other = Eso parece { $seen }. Ahora viene { $stretch }.
event-hold-started = Empieza la postura{ $where }
event-hold-left-pose = Postura en pausa, saliste de ella: { $hold }
event-hold-moving = Postura en pausa, te estás moviendo: { $hold }
event-hold-unseen = Postura en pausa, no veo lo suficiente: { $hold }
event-hold-stopped = Postura en pausa, como pediste: { $hold }
event-hold-resumed = Sigue la postura: { $hold }
event-hold-done = Postura completa: { $hold }
event-hold-given-up = Postura dejada: { $hold }
event-repetition = Repetición { $rep } de { $reps }{ $where }
event-fell-short = Por poco no llegas a { $pose }{ $where }
event-comfort = Tu propio límite de { $target } es { $limit }{ $where }
event-side = { $side ->
    [left] Ahora el lado izquierdo
   *[right] Ahora el lado derecho
}
event-sign = Levantaste un brazo
event-choices = En pausa: ¿seguir, saltar, me duele, o parar por hoy?
event-go-on = Seguimos
event-hurts = { $stretch } duele: se deja
event-skipped = { $stretch }: saltado
event-done = { $stretch }: hecho
event-session-done = Sesión terminada.
event-session-well-done = Sesión terminada. Buen trabajo.
event-session-broken-off = La sesión terminó a mitad de una postura, con { $held } s
event-session-ended = La sesión terminó antes de completarse

summary-free = Sesión libre terminada.
summary-free-nothing = Sesión libre terminada. No reconocí ningún estiramiento.
summary-incomplete = Sesión incompleta.
summary-complete = Sesión completa.
summary-skipped = Sesión terminada, { $skipped } de { $all } saltados.
summary-repetitions = { $reps ->
    [1] 1 repetición
   *[other] { $reps } repeticiones
}
summary-held = { $held } s en postura
summary-fell-short = { $count ->
    [1] , 1 intento al que le faltó poco
   *[other] , { $count } intentos a los que les faltó poco
}
summary-then-skipped = , y luego saltado
