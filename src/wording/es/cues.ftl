# Lo que dice el entrenador: breve, porque se lee desde tres metros; nunca un reproche. De tú, y con palabras que se entienden en todas
# partes. Las palabras propias de cada estiramiento están en su archivo.

cue-nearly-there = Ya casi.
cue-ease-off = Afloja un poco.
# Algunos estiramientos lo dicen ellos mismos: así empiezan sus palabras.
cue-ease-off-begins = Afloja
cue-slowly = Despacio, y solo hasta donde sea cómodo.
cue-own-range = Eso es. Hoy llegas hasta ahí.
cue-nobody = Te busco. Ponte frente a la cámara.
cue-hold-waits = No te veo. Tu postura te espera.
cue-turn-side-on = Ponte de lado a la cámara.
cue-face-camera = Ponte de frente a la cámara.
cue-no-start = No te muevas un momento, antes de empezar.
cue-out-of-picture = No te veo { $part }. Aléjate un poco.
cue-hidden = No te veo { $part }. Ponte de lado, con algo de luz.
cue-lower-camera = Baja la cámara o ponte de lado: te ve desde arriba.
cue-come-back = Vuelve cuando quieras. Tu postura te espera.
cue-go-on = Seguimos. Tu postura te espera.
cue-stay-there = { $seconds ->
    [1] Eso es. Quédate ahí un segundo.
   *[other] Eso es. Quédate ahí { $seconds } segundos.
}
cue-hold-still = Esa es la postura. No te muevas un momento.
cue-go-again = Muy bien. Sal despacio y vuelve a empezar.
cue-rest = Muy bien. Sal despacio y descansa.
cue-other-side = Ese lado ya está. Ahora el lado { $side ->
    [left] izquierdo
   *[right] derecho
}.
cue-timed = Por tiempo: la cámara no ve esta parte.
cue-timed-rest = Descansa aquí. La siguiente empieza sola.
cue-breather = Muy bien. Descansa un momento.
cue-slower = Un poco más despacio: { $seconds } segundos cada vez.
cue-what-now = Ya te veo. ¿Qué quieres estirar?
cue-elsewhere = Eso parece { $seen }. Ahora viene { $asked }.
cue-stopped = En pausa. Levanta un brazo para elegir.
cue-done = Todo listo. Buen trabajo.
cue-nothing-done = Eso es todo. Vuelve cuando quieras.

# Para enseñar un estiramiento propio.
show-searching = Aléjate hasta que la cámara te vea de cuerpo entero.
show-start = Ponte en la posición inicial y descansa ahí.
show-hold = Ahora haz tu estiramiento y mantenlo sin moverte.
show-holding = Bien. Sigue así; sal cuando termines.
show-done = Listo. Ya tengo tu estiramiento.

# Alrededor de una sesión.
prompt-come-into-view = Ponte frente a la cámara cuando quieras.
prompt-stay-there = Ya te veo. Quédate ahí un momento.
prompt-dark = Está oscuro. Con una lámpara te veo mejor.
prompt-count = Empezamos en { $seconds }.
prompt-how-much = ¿Cuánto te duele ahora mismo?
prompt-camera-gone = La cámara se desconectó. Tu sesión te espera.
prompt-camera-back = Ya hay cámara. Seguimos.
prompt-away = No te veo. Tómate tu tiempo.
prompt-choose = Levanta un brazo para elegir.

# Lo que se puede elegir mientras la sesión está parada.
choice-go-on = Seguir
choice-skip = Saltar este
choice-hurts = Me duele
choice-stop = Parar por hoy

# Lo que no se ve. $side es left, right, o none cuando son los dos o ninguno.
missing = No te veo { $parts }.
missing-much = No te veo bien del todo.
missing-head = la cabeza
missing-shoulders = los hombros
missing-arms = { $side ->
    [left] el brazo izquierdo
    [right] el brazo derecho
   *[none] los brazos
}
missing-hips = las caderas
missing-legs = { $side ->
    [left] la pierna izquierda
    [right] la pierna derecha
   *[none] las piernas
}
missing-feet = { $side ->
    [left] el pie izquierdo
    [right] el pie derecho
   *[none] los pies
}
missing-head-and-shoulders = la cabeza ni los hombros
missing-head-and-feet = la cabeza ni los pies
missing-hips-and-legs = las caderas ni las piernas
missing-head-and-arms = la cabeza ni los brazos

# Hacia dónde moverse.
move-back = Aléjate de la cámara.
move-toward-feet = Muévete hacia tus pies.
move-toward-head = Muévete hacia tu cabeza.
move-to-the-middle = Muévete al centro de la imagen.

# La parte del cuerpo que hay que ver.
part-back = la espalda
part-head = la cabeza
part-knee = { $side ->
    [left] la rodilla izquierda
    [right] la rodilla derecha
   *[none] las rodillas
}
part-hip = { $side ->
    [left] la cadera izquierda
    [right] la cadera derecha
   *[none] las caderas
}
part-elbow = { $side ->
    [left] el codo izquierdo
    [right] el codo derecho
   *[none] los codos
}
part-shoulder = { $side ->
    [left] el hombro izquierdo
    [right] el hombro derecho
   *[none] los hombros
}
part-foot = { $side ->
    [left] el pie izquierdo
    [right] el pie derecho
   *[none] los pies
}
part-hand = { $side ->
    [left] la mano izquierda
    [right] la mano derecha
   *[none] las manos
}
