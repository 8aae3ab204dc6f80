# Lo que dicen las pantallas alrededor de una sesión: el comienzo, colocarse, la pregunta sobre el dolor, la espera, el resumen y los ajustes.

welcome = Qué bueno que estás aquí.
kind-today = Para hoy
kind-routine = Rutina
kind-stretch = Estiramiento
kind-free = Como quieras
kind-demo = Solo mirar
kind-learn = Enséñame
begin = Empezar
begin-by-arm = Levanta un brazo
begin-key = Intro
how-to-choose = Flechas e Intro, o un clic.
how-to-choose-by-arm = Levanta un brazo si se ilumina el tuyo. O flechas e Intro, o clic.
sound-off = Sin sonido
sound-on = Con sonido
camera-starts = Encendiendo la cámara…
another-camera = c: otra cámara
minutes = { $minutes ->
    [1] 1 minuto
   *[other] { $minutes } minutos
}
short-minutes = { $minutes } min
position-standing = de pie
position-seated = en una silla o en el suelo
position-kneeling = de rodillas
position-hands-and-knees = a gatas
position-prone = boca abajo
position-supine = boca arriba
position-side-lying = de lado
place-of = { $place } de { $count }

# Lo que puede ser una sesión sin plan.
free-title = Sesión libre
free-about = Estírate como quieras; cuento lo que reconozco.
learn-title = Enséñame un estiramiento
learn-about = Muéstrame uno tuyo y mantenlo.
demo-title = Mira cómo funciona
demo-about = Un video corto en lugar de la cámara.
today-title = Preparado para ti
today-about = Elegido según lo último que hiciste y cómo te sentó.
today-more = Hoy ya te has estirado. Esto es para ti si quieres un poco más.
# Lo que alivia un estiramiento.
eases-nothing = Un estiramiento tuyo.
eases-one = Alivia: { $last }.
eases-several = Alivia: { $others }, { $last }.

# Antes de la primera sesión.
safety-title = Antes de empezar
safety-gentle = Estira suave y basta. Más lejos no es mejor.
safety-stop = Para si hay punzadas, pinchazos u hormigueo.
safety-doctor = Antes, al médico: tras una caída, con fiebre o una pierna débil o dormida.
safety-hospital = Al hospital ya, si la entrepierna se duerme o no puedes orinar o contenerte.
no-doctor = Supple ve tu postura. No ve el dolor, y no es médico.
understood = Entendido: Intro o brazo arriba

# Lo que se mira antes de una sesión.
check-seen = Te veo
check-whole = De cuerpo entero
check-turned = Buen ángulo
check-light = Buena luz
check-level = Cámara recta
side-to-camera = { $side ->
    [left] Tu lado izquierdo hacia la cámara
    [right] Tu lado derecho hacia la cámara
   *[none] De lado a la cámara
}
front-to-camera = De frente a la cámara
between-to-camera = En diagonal a la cámara
# Un estiramiento y el lado que va primero.
first-on-side = { $side ->
    [left] { $title }, lado izquierdo
   *[right] { $title }, lado derecho
}
metres = { $metres } m

pain-before-session = ¿Cuánto te duele la espalda ahora mismo?
pain-after-session = ¿Y cuánto te duele la espalda ahora?
pain-least = nada
pain-most = lo peor imaginable
pain-least-named = 0: nada
pain-most-named = 10: lo peor imaginable
pain-skip = Omitir
how-to-answer = Flechas e Intro, o un clic.
how-to-answer-by-arm = Levanta un brazo si se ilumina tu número. O flechas e Intro, o clic.
pain-was = Antes: { $number }

# La sesión espera.
kept = Guardados { $held } de { $whole } s.
away = Seguimos cuando te vuelva a ver.
let-go = Aquí no pasaba nada, así que la cámara está apagada.
let-go-remedy = Pulsa espacio para seguir.

# No hay imagen. Se intenta una y otra vez, y lo que estaba en marcha sigue.
camera-none = No hay ninguna cámara conectada.
camera-none-remedy = Conecta una.
camera-not-found = No encuentro la cámara que pediste.
camera-not-found-remedy = Conéctala, o elige otra.
camera-forbidden = Supple no tiene permiso para usar la cámara.
camera-forbidden-remedy = Dáselo en los ajustes del sistema. «supple doctor» dice cómo.
camera-busy = Otro programa usa la cámara.
camera-busy-remedy = Ciérralo: quizá una videollamada o una página del navegador.
camera-unplugged = La cámara se desconectó o se apagó.
camera-unplugged-remedy = Vuelve a conectarla.
camera-silent = La cámara no envía imágenes.
camera-silent-remedy = Revisa el cable, o desconéctala y vuelve a conectarla.
camera-damaged = Las imágenes de la cámara llegan dañadas.
camera-damaged-remedy = Revisa el cable, o prueba otro puerto.
camera-unsupported = Esta cámara no envía nada que se pueda mostrar.
camera-unsupported-remedy = Cualquier cámara web corriente sirve.
camera-fails = La cámara no funciona ahora mismo.
camera-fails-remedy = Desconéctala y vuelve a conectarla. «supple doctor» dice más.

# Lo que se hizo.
afterwards-done = Listo
afterwards-again = Otra vez
afterwards-another = Otra cosa
pain-change = Dolor, antes y después
left = izquierdo
right = derecho
left-skipped = saltado
left-hurt = dolía
more-rows = y { $count } más
held-in-all = { $time } en postura
length-seconds = { $seconds } s
length-minutes = { $minutes } min
length-minutes-and-seconds = { $minutes } min { $seconds } s
next-time = La próxima vez: { $words }
next-time-in = La próxima vez en { $title }: { $words }
unseen = No se vio bien
unseen-never = nunca
measured = { $stretch }: { $measure }
measured-on-side = { $side ->
    [left] { $stretch }: { $measure }, lado izquierdo
   *[right] { $stretch }: { $measure }, lado derecho
}
stopped-rightly = Paraste cuando te dolía. Es lo correcto.
came = Le diste un rato a tu espalda.
seen-too-little = La próxima vez, mueve la cámara hasta que se te vea de cuerpo entero.
all-held = { $holds ->
    [1] La mantuviste hasta el final.
    [2] Mantuviste las dos hasta el final.
   *[other] Mantuviste las { $holds } hasta el final.
}
longest-hold = { $seconds ->
    [1] Lo que más aguantaste: 1 segundo en { $title }.
   *[other] Lo que más aguantaste: { $seconds } segundos en { $title }.
}
moved = { $count ->
    [1] Hiciste una repetición con calma.
   *[other] Hiciste { $count } repeticiones con calma.
}

settings = Ajustes
how-to-set = Flechas para elegir y cambiar, Esc para volver.
kept-in = En { $file }
setting-language = Idioma
setting-theme = Colores
setting-letters = Letras
setting-voice = Voz
setting-comfort = Tu propio alcance
setting-ask-pain = Preguntar por el dolor
setting-keep = Recordar las sesiones
language-system = como el sistema
language-english = English
language-spanish = Español
theme-dark = oscuros
theme-light = claros
theme-system = como el sistema
letters-normal = normales
letters-large = grandes
letters-largest = muy grandes
on = sí
off = no
