"""The words of addresses: kinds of street, compass points, titles, doors, states and countries."""

from dashboard.places.folding import words

# One line for each kind, in all languages that shorten it alike: "pl." may be any of them.
_KINDS = """
st      street st str strt strasse straße straat
av      avenue ave av aven avn avenida avda avd avinguda
rd      road rd
dr      drive dr drv
ln      lane ln
ct      court ct crt
cl      close
cir     circle cir circ
bd      boulevard blvd bvd bd boul bulevar bulvar bulevardi bulv
pky     parkway pkwy pky pkw
hwy     highway hwy
ter     terrace ter terr
trl     trail trl
sq      square sq
aly     alley aly
cres    crescent cres
gr      grove grv
gdns    gardens gdns
way     way wy
pl      place pl plaza platz pltz plein plaats praça piazza pza plac plz
r       rua rue r
via     via
vle     viale
c       calle c carrer
ch      chemin che chem
rte     route rte
imp     impasse
q       quai
all     allee allée all
tv      travessa trav tv
lg      largo lgo
est     estrada estr
alm     alameda
pct     praceta pct pcta
cam     camino caminho
ps      paseo passeig pso
cso     corso
vic     vicolo
ul      ulica ul ulitsa
g       gasse gatan gata gade
weg     weg
v       vägen väg vej vei
k       katu
tie     tie
laan    laan
steeg   steeg
"""

# These stand before the name; the others of the table behind it.
_LEADING = """
avenue ave av avenida avda avd avinguda boulevard blvd bvd bd boul bulevar straße strasse str
place pl plaza praça piazza pza plac rua rue r via viale calle c carrer chemin che chem route rte
impasse quai allee allée all travessa trav tv largo lgo estrada estr alameda praceta pct pcta
camino caminho paseo passeig pso corso vicolo ulica ul ulitsa
"""

# What may be written in one word with the name, and how much of a name it leaves at least.
_GLUED = {
    "strasse": 2, "straat": 2, "str": 3, "gasse": 2, "gatan": 3, "gata": 4, "gade": 4,
    "weg": 3, "platz": 3, "pltz": 3, "plein": 3, "pl": 5, "allee": 3, "vagen": 3, "vag": 4,
    "katu": 3, "tie": 4, "laan": 3, "steeg": 3,
}  # fmt: skip

_COMPASS = """
n north norte nord
s south sur sul sud
e east este est
w west oeste ouest
ne northeast
nw northwest
se southeast
sw southwest
"""

_TITLES = """
st      saint sankt sainte ste santa santo san
s       são
dr      doctor doktor doutor docteur dra
prof    professor professeur
gen     general général
mt      mount
ft      fort
eng     engenheiro
dom     d
first   1st
second  2nd
third   3rd
fourth  4th
fifth   5th
sixth   6th
seventh 7th
eighth  8th
ninth   9th
tenth   10th
eleventh 11th
twelfth 12th
"""

# "North", "South", "West" and "New" are not among them: alone they are somebody's town.
_STATES = """
al ak az ar ca co ct dc de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny
nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy on qc bc ab mb sk ns nb nl pe
nsw vic qld sa tas nt act
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii
idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico carolina dakota ohio
oklahoma oregon pennsylvania rhode tennessee texas utah vermont virginia wisconsin wyoming
ontario quebec alberta
niederösterreich oberösterreich steiermark kärnten tirol vorarlberg burgenland nö oö
"""

_COUNTRIES = """
usa us america at aut austria österreich autriche de deu ger germany deutschland allemagne
ch che switzerland schweiz suisse svizzera li liechtenstein fi fin finland suomi se swe sweden
sverige no nor norway norge dk dnk denmark danmark fr fra france es esp spain españa
pt prt portugal it ita italy italia nl nld netherlands nederland be bel belgium belgie belgique
uk gb gbr england scotland wales ie irl ireland mt mlt malta cz czechia pl pol poland polska
br bra brazil brasil ca can canada au aus australia nz mc monaco
"""


def _table(text: str) -> dict[str, str]:
    """The word that stands for each word of a line, which is the line's first."""
    table: dict[str, str] = {}
    for line in text.strip().splitlines():
        short, *others = line.split()
        for other in others:
            table.setdefault(words(other)[0], short)
    return table


KINDS = _table(_KINDS)
LEADING_KINDS = frozenset(words(_LEADING))
LONG_KINDS = tuple(word for word in KINDS if len(word) >= 5)
"""Those in which a slip of the pen can be told from another word."""

GLUED_KINDS = tuple((ending, KINDS[ending], least) for ending, least in _GLUED.items())
COMPASS = {short: short for short in ("n", "s", "e", "w", "ne", "nw", "se", "sw")} | {
    word: short for word, short in _table(_COMPASS).items() if word not in ("est", "nord", "sud")
}
TITLES = _table(_TITLES)

NUMBER_FIRST_KINDS = frozenset(
    words("street avenue road drive lane court boulevard way rue chemin impasse quai route")
)
"""Where a street is called so, the number is written before it."""

STATES = frozenset(words(_STATES))
COUNTRIES = frozenset(words(_COUNTRIES))
