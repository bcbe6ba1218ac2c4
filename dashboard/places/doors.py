"""What is behind the front door, and what else is no part of a place: taken out of an address."""

import re

from dashboard.places.folding import fold, joined

# All folded, with umlauts joined. With a number, a letter or both behind them:
_DOOR_WORDS = """
apartment apartments apt apts appartement appart appt unit suite ste flat fl floor rm room bldg
building lot lvl level ph penthouse spc space trlr door entrance code
top stiege stg wohnung whg tür etage stock stockwerk zimmer hinterhaus vorderhaus aufgang eingang
as asunto krs kerros porras rappu rapp lgh lägenhet van våning trappa
bus byt kamer verdieping huisnr boite boîte bte porte bat bâtiment esc escalier app
escalera piso puerta pta planta int interno scala piano
andar fracao bloco apto sala loja lok lokal mieszkanie m kl klatka
"""
# With an ordinal before them, as in "2. OG", "3rd floor" and "1º Esq":
_STOREYS = """
og obergeschoss stock stockwerk etage stiege krs kerros floor fl andar piso planta piano verdieping
sal våning esq dto drt frente izq dcha esquerdo direito izquierda derecha eme ieme
"""
# Alone:
_PARTS_OF_HOUSES = """
eg dg ug erdgeschoss dachgeschoss untergeschoss hinterhaus hochparterre parterre rdc r/c basement
bsmt rear upstairs downstairs groundfloor hh vh bis pohjakerros sisäpiha entresuelo
"""


def _any_of(text: str) -> str:
    return "|".join(map(re.escape, joined(fold(text)).split()))


_ORDINAL = r"\d{1,3} ?(?:\.|st|nd|rd|th|º|°|o|a|e|er|eme|:a|:e)?"
_MARK = r"(?:\d{1,4} ?-?[a-z]?|[a-z]\d{0,4})"
_STOREY_WORD = rf" ?(?:{_any_of(_STOREYS)})(?!\w)\.?"

_CARE_OF = re.compile(r"\bc/o\b")
_HOUSE_WORD = re.compile(r"\b(?:no|nr|num|numero|nº|n°|hausnr|house|haus)\b[.:]? ?(?=\d)")
_NUMBER_SIGN = re.compile(rf"#\s?{_MARK}(?!\w)")
_STOREY = re.compile(rf"(?<![\w/-]){_ORDINAL}(?:{_STOREY_WORD})+")
_DOOR = re.compile(rf"(?<![\w'-])(?:{_any_of(_DOOR_WORDS)})\.? ?(?:nr|no)?[.:#]? ?{_MARK}(?!\w)")
# "16 A 12" is stair A, flat 12; "16 E 42" may be east of a numbered street.
_STAIR = re.compile(r"(?<=\d),? ?[a-df-mo-rt-vx-z] \d{1,3}(?!\w)")
_BARE = re.compile(rf"(?<![\w'-])(?:{_any_of(_PARTS_OF_HOUSES)})(?![\w-])\.?")
_PHONE = re.compile(r"(?:tel|phone|fon|mob|mobile)?[.: ]*(?:\+|00)\d[\d ()/-]{6,20}\d")
_MAIL = re.compile(r"\S{1,64}@\S{1,255}")

_BOX = re.compile(
    r"\b(?:p\.? ?o\.? ?box|post ?office box|postfach|post box|apartado|caixa postal|casella postale"
    r"|boite postale|postbus|postilokero|postboks|c\.? ?p\.? \d+$|pl \d+)\b"
)


def is_box(folded: str) -> bool:
    """Whether the address is a post office box."""
    return _BOX.search(folded) is not None


def without_doors(folded: str) -> str:
    """
    The text with a comma where flats, floors, telephones and mail addresses stood.

    "Fleet Street" is no floor and "Top Road" no door: a number or a letter must
    follow the word.
    """
    text = _MAIL.sub(",", folded)
    text = _PHONE.sub(",", text)
    text = _CARE_OF.sub(",", text)
    text = _HOUSE_WORD.sub("", text)
    for pattern in (_NUMBER_SIGN, _DOOR, _STOREY, _STAIR, _BARE):
        text = pattern.sub(",", text)
    return text
