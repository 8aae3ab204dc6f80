# `supple list` y `supple show`.

list-stretches = Estiramientos
list-routines = Rutinas
list-yours = tuyo
list-yours-replaces = tuyo, en lugar del nuestro
# $position es uno de los textos de abajo, $camera lo que debe ver la cámara.
list-stretch = { $position }, la cámara ve { $camera }; { $dose }
list-routine = { $time }: { $steps }
list-footer = `supple run NOMBRE` lo empieza, `supple show NOMBRE` lo explica.
camera-your-side = tu lado
camera-your-front = tu frente
camera-you-between = tu cuerpo en diagonal
# Las posiciones.
named-standing = de pie
named-seated = en silla o suelo
named-kneeling = de rodillas
named-hands-and-knees = a gatas
named-prone = boca abajo
named-supine = boca arriba
named-side-lying = de lado
# Las mismas con lo que quieren decir, cuando son palabras del oficio.
explained-prone = boca abajo
explained-supine = boca arriba

# Sobre las partes de una página: caben diez letras.
show-set-up = Postura
show-dose = Dosis
show-position = Posición
show-camera = Cámara
show-eases = Alivia
show-articles = Artículos
show-timed = Por tiempo
show-camera-place = ve { $camera }, a unos { $distance } m y a { $height } m del suelo
show-guided = { $words } La cámara no ve esta parte, así que va por tiempo.
show-hold-counts = La postura cuenta mientras
show-both-hold-counts = En las dos posturas cuenta mientras
show-both-movement-counts = En las dos posturas el movimiento cuenta mientras
show-pose = { $title }: { $words }
show-pose-start = { $title } (de donde se parte): { $words }
show-pose-reached = A { $title } se llega con
show-form = Buena forma, que no detiene la cuenta
show-safety = Seguridad
show-cannot-judge = Lo que la cámara no puede juzgar
# $limb y $seen están vacíos, o son los textos de abajo.
show-target = { $measure }{ $limb }{ $seen }: { $range }
show-far = , lado lejos de la cámara
show-working = , lado que trabaja
show-supporting = , lado de apoyo
show-where-seen = , donde se ve
show-less = menos
show-more = más
note-joint = Una articulación a 180 grados está recta.
note-inclination = Una inclinación de 0 es vertical, 90 es horizontal.
note-torso = Un largo de torso va del hombro a la cadera.
note-own-range = Donde tu cuerpo no llega tan profundo, cuenta tu propio alcance cómodo.
show-takes = Dura { $time }.
range-degrees = grados
range-lengths = largos de torso
range-ratio = de 1
# $change está vacío, o es el texto de abajo.
range-change = {" "}más que en reposo
range-between = { $low } a { $high } { $unit }{ $change }
range-at-least = al menos { $low } { $unit }{ $change }
range-at-most = como mucho { $high } { $unit }{ $change }
range-anything = cualquiera
