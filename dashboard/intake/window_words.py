"""What a text says of windows: the start and the end of each, still in words or figures."""

import re
from collections.abc import Iterable
from datetime import time
from functools import lru_cache
from typing import NamedTuple

from dashboard.intake.habits import NamedSpan
from dashboard.intake.spelling import folded, plain_words

_ANY_TIME = (
    "all day; any time; anytime; any; asap; as soon as possible; whenever; whole day; flexible;"
    " ganztags; ganztagig; den ganzen tag; jederzeit; egal; toute la journee; n importe quand;"
    " todo el dia; cualquier hora; tutto il giorno; o dia todo; dia todo; hele dag; de hele dag;"
    " koko paiva; hela dagen; hele dagen; 終日; 指定なし; 時間指定なし"
)
_ANY_TIMES = frozenset(_ANY_TIME.split("; "))

_AND = "and|und|et|y|e|och|og|en|ja"
_UNTIL = r"to|until|till?|bis|a(?: las?)?|tot|alle|as|jusqu'?a|hasta|ate|fino alle"
_FROM = (
    r"from|between|entre|zwischen|von|de(?: las?)?|das?|dalle|tra|fra|fran|van(?:af)?|tussen|mellan"
    r"|mellem|kl\.?|klo\.?"
)
_AFTER_WORDS = (
    r"after|from|ab|nach|since|von|vanaf|na|apres|a partir d[eao]s?(?: las?)?|a partire dalle|des"
    r"|depuis|despues de(?: las?)?|desde(?: las?)?|dopo(?: le)?|dalle|depois d[aeo]s?|efter|fran"
    r"|fra|starting(?: at)?"
)
_BEFORE_WORDS = (
    r"before|until|by|bis|vor|till?|avant|jusqu'?a|antes d[aeo]s?(?: las?)?|hasta(?: las?)?"
    r"|prima delle|entro(?: le)?|fino alle|ate(?: as)?|voor|tot|fore|innan|senast|for|inden|senest"
    r"|ennen"
)

STRONG_BREAK = re.compile(r"\s*[;&|\n]\s*")
"""Between windows, where even a comma may belong to a date."""
_WEAK_BREAK = re.compile(rf",\s+|\s+(?:{_AND}|or|oder|ou|eller|tai)\s+")
_BETWEEN = re.compile(
    rf"\b(?:between|entre|zwischen|tra|fra|tussen|mellan|mellem) ([^;,]{{1,20}}?) (?:{_AND}|a) "
)
_RANGE = re.compile(rf"\s*[–—~〜]\s*|\s+(?:{_UNTIL})\s+|\s*/\s*|\s+-\s+|\s*から\s*(?=\d)")
_HYPHEN = re.compile(r"\s*-\s*")
_OPENING = re.compile(rf"(?:{_FROM})\s+")
_AFTER = re.compile(rf"(?:{_AFTER_WORDS})\s+(.+)|(.+?)\s*(?:onwards?|or later|jalkeen|alkaen|以降|から)")
_BEFORE = re.compile(rf"(?:{_BEFORE_WORDS})\s+(.+)|(.+?)\s*(?:or earlier|mennessa|asti|まで|以前)")
