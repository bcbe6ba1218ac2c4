"""What a detail of an order is about, by its name: the day, the hours, the way, a note."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from dashboard.intake.spelling import plain_words

# Names as plain words write them. Shops name these details in their own language, alone or as
# part of a longer word, as in "leveringsdato".
_DELIVERY = re.compile(
    "deliver(?!ed)|ship(?!ped)|arriv|liefer|zustell|wunsch|livr|entrega|envio|reparto|consegna"
    "|bezorg|lever|toimit|dostaw|dorucen|orddd|jckwds|prefer|desired|souhait|desead|requested"
    "|配送|届け|配達|希望|送货"
)
_PICKUP = re.compile(
    r"pick ?up|click (?:and )?collect|curbside|abhol|retrait|retirer|ritiro|recogida|recoger"
    r"|afhal|ophal|nouto|nouda|levantamento|retirada|hamtning|hamtas|afhent|henting|odbior"
    r"|店頭受取|受け取り"
)
_COLLECT = re.compile(r"\bcollect(?:ion)?\b")
_PICKUP_PLACE = re.compile(
    r"location|store|shop|point|branch|filiale|standort|markt|tienda|magasin|negozio|winkel|loja"
)
_DATE = re.compile(r"(?<!up)dat(?:e|um|o|a)\b|fecha|termin\b|paivamaara|pvm|\bdatetime|日(?!本)")
_DAY = re.compile(r"(?:day|dag|tag|dia|jour|giorno|paiva)\b")
_TIME = re.compile(
    r"time\b|\btime|slots?\b|window|hours?\b|zeit|stunde|heure|creneau|horaire|\bhora\b|horario"
    r"|franja|\bora\b|orario|fascia|tijd|tid\b|tidsrum|tidspunkt|aika|\bklo\b|godzin|czas"
    r"|時間|時刻"
)
_START = re.compile(r"\b(?:from|start|begin|earliest|von|ab|debut|desde|inicio|dalle|inizio|van)\b")
_END = re.compile(r"\b(?:to|until|till|end|latest|bis|fin|hasta|alle|fine|tot|eind)\b")
_NOTE = re.compile(
    r"\bnotes?\b|messag|instru|comment|\bgift|hinweis|notiz|bemerk|anweis|nachricht|gruss|mensaje"
    r"|\bnotas?\b|istruz|messagg|biglietto|opmerk|bericht|kommentar|remarque|dedica|access code"
    r"|door ?code|伝言|メッセー|備考"
)
_NOT_WISHES = re.compile(
    r"\b(?:id|fee|fees|price|cost|costs|charge|total|amount|tax|timestamp|zone|count|days|hash|"
    r"update|updated|created|placed)\b"
)
_METHODS = frozenset((
    "checkout method", "delivery method", "delivery type", "delivery option", "fulfillment method",
    "fulfillment type", "fulfilment type", "order type", "order method", "method",
    "delivery or pickup", "pickup or delivery", "pi delivery type", "lieferart",
    "mode de livraison", "metodo de entrega", "metodo di consegna", "bezorgmethode",
    "toimitustapa",
))  # fmt: skip
_BARE_DATES = frozenset(("date", "datum", "fecha", "data", "dato", "日付", "date time"))
_BARE_TIMES = frozenset((
    "time", "time slot", "timeslot", "slot", "time window", "window", "zeitfenster", "uhrzeit",
    "creneau", "creneau horaire", "heure", "hora", "horario", "franja horaria", "orario",
    "fascia oraria", "tijdvak", "tijdslot", "aikaikkuna", "時間帯",
))  # fmt: skip


class About(Enum):
    """What a detail is about."""

    DATE = "date"
    DAY = "day"
    """The date, or the name of a weekday."""
    TIME = "time"
    START = "start"
    END = "end"
    METHOD = "method"
    NOTE = "note"
    OTHER = "other"


_MOMENTS = frozenset((About.DATE, About.DAY, About.TIME, About.START, About.END))


class Detail(NamedTuple):
    """What a detail is about, and whether it is there because the customer fetches the order."""

    about: About
    is_pickup: bool


@lru_cache(maxsize=4096)  # A shop uses few names, again and again.
def detail_of(name: str) -> Detail:
    """By its name, in whichever language and spelling."""
    words = plain_words(name)
    if words in _METHODS:
        return Detail(About.METHOD, False)
    about = About.OTHER if _NOT_WISHES.search(words) else _about(words)
    # "Pickup of the old sofa" is no order to be fetched: it takes a time or a place to fetch at.
    fetches = _PICKUP.search(words) or (about in _MOMENTS and _COLLECT.search(words))
    is_said = about in _MOMENTS or _PICKUP_PLACE.search(words)
    return Detail(about, bool(fetches and is_said))


@lru_cache(maxsize=4096)
def is_pickup_method(text: str) -> bool:
    """Whether a way of shipping means that the customer fetches it; one that says both does not."""
    words = plain_words(text)
    return bool(_PICKUP.search(words) or _COLLECT.search(words)) and not _DELIVERY.search(words)


@lru_cache(maxsize=4096)
def is_delivery_method(text: str) -> bool:
    """Whether a way of shipping means that it is brought."""
    words = plain_words(text)
    return bool(_DELIVERY.search(words)) and not _PICKUP.search(words)


@lru_cache(maxsize=4096)
def is_delivery_label(text: str) -> bool:
    """Whether words before a date say that something is brought then; none need not."""
    words = plain_words(text)
    return not words or (bool(_DELIVERY.search(words)) and not _NOT_WISHES.search(words))


def _about(words: str) -> About:
    if _NOTE.search(words):
        return About.NOTE
    is_own = words in _BARE_DATES or words in _BARE_TIMES
    if not (is_own or any(p.search(words) for p in (_DELIVERY, _PICKUP, _COLLECT))):
        return About.OTHER
    if _DATE.search(words):
        return About.DATE
    if _TIME.search(words):
        is_start, is_end = _START.search(words), _END.search(words)
        if bool(is_start) != bool(is_end):
            return About.START if is_start else About.END
        return About.TIME
    return About.DAY if _DAY.search(words) else About.OTHER
