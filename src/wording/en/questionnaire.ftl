# Around the questionnaire. Its statements stand in questionnaire.rs, word for word as its authors wrote them.

questionnaire-how = Answer with y (yes) or n (no); b goes back to the one before, q leaves without keeping anything.
questionnaire-prompt = y/n >
# The words that count as an answer, in small letters.
questionnaire-yes = y yes
questionnaire-no = n no
questionnaire-again = y, n, b or q, please.
questionnaire-left = Left, and nothing was kept.
questionnaire-none-yet = No questionnaire yet: `supple questionnaire` asks one.
# Why the statements are in English: nothing in English.
questionnaire-why-english = {""}
