# Lo que dice la ventana además de las palabras del entrenador: qué hacen las teclas, qué es el anillo y el panel, avisos.

title-free = Sesión libre
title-learning = Aprendiendo { $id }

# Cómo se llaman las teclas que no son una letra.
key-space = espacio
key-escape = Esc
key-enter = Intro
key-tab = Tab

# Para qué es una tecla.
action-pause = pausar, seguir
action-next = siguiente estiramiento
action-hurts = me duele
action-mute = sonido sí, no
action-nearness = tono de cercanía
action-ghost = postura sobre ti
action-details = ángulos y consumo
action-settings = ajustes
action-camera = siguiente cámara
action-full-screen = pantalla completa
action-help = estas teclas
action-navigate = elegir
action-quit = salir

waiting-for-camera = Encendiendo la cámara…
waiting-for-video = Abriendo el video…
input-ended = El video ha terminado.
stopped-unexpectedly = Supple se detuvo inesperadamente.

# Lo que hace el entrenador: una palabra o tres en el panel, de ocho letras cada una como mucho: no hay sitio para más.
doing-searching = te busco
doing-changing = cambio
doing-positioning = te espero
doing-timed = por tiempo
doing-own-range = tu alcance
doing-holding = en postura
doing-next-pose = sigue: { $pose }
doing-moving = muévete
doing-paused = en pausa
doing-resting = reposo
doing-done = listo

next-label = después
next-nothing = Es el último
# El lado, junto al título.
side = { $side ->
    [left] izquierda
   *[right] derecha
}

# Qué hacen las teclas mientras la sesión está parada. Cada una es el nombre de una tecla.
stopped-keys = { $on }: seguir; { $next }: saltar; { $end }: salir.
help-key = { $key } muestra las teclas
closing-key = Pulsa { $key } para cerrar.

not-seen = no se ve
cost-pictures = imágenes
cost-pictures-number = { $number } por segundo
cost-delay = retraso
cost-processor = un núcleo del procesador

# Dónde debe estar la cámara. $see es side, front o between.
camera-place = { $see ->
    [side] Cámara a tu lado, a unos { $distance } m, y a { $height } m de altura.
    [front] Cámara frente a ti, a unos { $distance } m, y a { $height } m de altura.
   *[between] Cámara entre tu frente y tu lado, a unos { $distance } m, y a { $height } m de altura.
}
