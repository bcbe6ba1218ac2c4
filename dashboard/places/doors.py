"""What is behind the front door, and what else is no part of a place: taken out of an address."""

import re

# All folded and umlauts joined ("tuer" is "tur"). With a number, a letter or both behind it.
_DOOR_WORDS = (
    "apartments? apartment apt apts appartement appart appt unit suite ste flat fl floor rm room "
    "bldg building lot lvl level ph penthouse spc space trlr top stiege stg wohnung whg tur etage "
    "stock stockwerk as asunto krs kerros porras rappu rapp lgh lagenhet van vaning trappa bus boite "
    "bte porte bat batiment esc escalier escalera piso puerta pta planta int interno scala piano "
    "andar fracao bloco apto sala loja lok lokal mieszkanie m kl klatka byt huisnr "
    "verdieping kamer zimmer hinterhaus vorderhaus aufgang eingang entrance door gate code"
).split()
# With an ordinal before it: "2. OG", "3rd floor", "1º Esq".
_STOREY_WORDS = (
    "og obergeschoss stock stockwerk etage stiege krs kerros floor fl andar piso planta piano "
    "verdieping sal vaning esq dto drt frente izq dcha esquerdo direito izquierda derecha "
    "eme ieme"
).split()
# Alone.
_ALONE = (
    "eg dg ug erdgeschoss dachgeschoss untergeschoss hinterhaus hochparterre parterre rdc r/c "
    "basement bsmt rear upstairs downstairs groundfloor hh vh bis pohjakerros sisapiha "
    "entresuelo"
).split()

_ORDINAL = r"\d{1,3} ?(?:\.|st|nd|rd|th|º|°|o|a|e|er|eme|:a|:e)?"
_MARK = r"(?:\d{1,4} ?-?[a-z]?|[a-z]\d{0,4})"

_CARE_OF = re.compile(r"\bc/o\b")
_HOUSE_WORD = re.compile(r"\b(?:no|nr|num|numero|nº|n°|hausnr|house|haus)\b[.:]? ?(?=\d)")
_NUMBER_SIGN = re.compile(rf"#\s?{_MARK}(?!\w)")
_STOREY = re.compile(
    rf"(?<![\w/-]){_ORDINAL} ?(?:{'|'.join(_STOREY_WORDS)})(?!\w)\.?(?: ?(?:{'|'.join(_STOREY_WORDS)})(?!\w)\.?)*"
)
_DOOR = re.compile(rf"(?<![\w'-])(?:{'|'.join(_DOOR_WORDS)})\.? ?(?:nr|no)?[.:#]? ?{_MARK}(?!\w)")
_BARE = re.compile(rf"(?<![\w'-])(?:{'|'.join(re.escape(word) for word in _ALONE)})(?![\w-])\.?")
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
    for pattern in (_NUMBER_SIGN, _DOOR, _STOREY, _BARE):
        text = pattern.sub(",", text)
    return text
