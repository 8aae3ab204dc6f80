# Alrededor del cuestionario. Sus frases están en questionnaire.rs, palabra por palabra como las escribieron sus autores.

questionnaire-how = Responde con s (sí) o n (no); b vuelve a la anterior, q sale sin guardar nada.
questionnaire-prompt = s/n >
# Las palabras que valen como respuesta, en minúsculas.
questionnaire-yes = s sí si y
questionnaire-no = n no
questionnaire-again = s, n, b o q, por favor.
questionnaire-left = Has salido, y no se guardó nada.
questionnaire-none-yet = Todavía no hay ningún cuestionario: `supple questionnaire` hace uno.
questionnaire-why-english = Las frases están en inglés, palabra por palabra como las escribieron Roland y Morris: con otras palabras la puntuación no se podría comparar. Hay una versión española validada (Kovacs y otros, 2002); Supple no la lleva, porque tiene sus propios titulares.
