"""Small words of other languages by which even a short line shows that it is no English.

None of them is an English word, a usual name, or a loan that English customers use.
"""

from __future__ import annotations

from simulator.language.wordlist import wordset

SMALL_WORDS = wordset(
    "ich nicht ist und aber wo wann warum mein meine meinen dein ihr ihre euch uns wir sie bitte danke "
    "ja nein doch noch schon jetzt immer wieder kein keine keinen das der dem ein eine einen wie wer "
    "auf bei mir mich dir dich sich sind haben habe kommt wird wurde auch nur mehr sehr oder weil wenn "
    "dass daß bist seit nach für fuer über zu zum zur guten hallo tschüss je il elle nous vous ils oui "
    "merci bonjour où quand pourquoi comment mais avec dans une du cette ce cest mes votre vos pas ne "
    "suis êtes avez veux voulez rien encore toujours très qui que quoi quel quelle jai salut él "
    "ella nosotros usted ustedes sí dónde donde cuándo cuando cómo qué pero está esta están estoy mi "
    "muy también gracias hola quiero tengo tiene puede hace más todavía aquí esto eso buenos noi voi sì "
    "perché perche gli della dello delle è questo questa grazie buongiorno voglio ancora anche molto "
    "niente ik jij hij zij wij niet een het waar wanneer waarom mijn uw ook nog maar naar voor bedankt "
    "graag heb heeft kunt deze dit eu você não nao onde quando meu minha obrigado obrigada estou quero "
    "isso muito ainda nie jest gdzie kiedy dlaczego proszę prosze dziękuję dziekuje moja moje tak kur "
    "kada kodėl ačiū"
)
