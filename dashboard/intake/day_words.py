"""Names of days and months in ten languages, as ``spelling.folded`` writes them."""

_MONTHS = (
    "january jan januar janner januari janvier janv enero ene gennaio gen janeiro",
    "february feb februar februari fevrier fevr fev febrero febbraio fevereiro",
    "march mar marz mrz maerz mars marzo marco maart mrt marts",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei maj",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout aou agosto ago augustus augusti",
    "september sep sept septembre septiembre setiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dicembre dezembro",
)
_FINNISH_MONTHS = "tammi helmi maalis huhti touko kesa heina elo syys loka marras joulu"
MONTHS = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()} | {
    stem + ending: month
    for month, stem in enumerate(_FINNISH_MONTHS.split(), 1)
    for ending in ("", "kuu", "kuuta", "kuun")
}
"""Word -> 1 to 12; no word means different months in different languages."""

_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes lunedi segunda seg maandag maa ma maanantai maanantaina"
    " mandag man",
    "tuesday tue tues dienstag die di mardi mar martes martedi terca ter dinsdag din tiistai"
    " tiistaina ti tisdag tis tirsdag tir",
    "wednesday wed weds mittwoch mit mi mercredi mer miercoles mie mercoledi quarta qua woensdag"
    " woe wo keskiviikko keskiviikkona ke onsdag ons",
    "thursday thu thur thurs donnerstag don do jeudi jeu jueves jue giovedi gio quinta qui"
    " donderdag torstai torstaina to torsdag tor tors",
    "friday fri freitag fr vendredi ven viernes vie venerdi sexta sex vrijdag vrij vr perjantai"
    " perjantaina pe fredag fre",
    "saturday sat samstag sam sonnabend sa samedi sabado sab sabato zaterdag zat za lauantai"
    " lauantaina la lordag lor loerdag",
    "sunday sun sonntag so son dimanche dim domingo dom domenica zondag zon zo sunnuntai"
    " sunnuntaina su sondag soendag",
)
_JAPANESE_WEEKDAYS = "月火水木金土日"
WEEKDAYS = {word: day for day, words in enumerate(_WEEKDAYS) for word in words.split()} | {
    kanji + ending: day
    for day, kanji in enumerate(_JAPANESE_WEEKDAYS)
    for ending in ("", "曜", "曜日")
}
"""Word -> 0 (Monday) to 6."""

_NEAR_DAYS = (
    "today; heute; aujourd'hui; hoy; oggi; hoje; vandaag; tanaan; idag; i dag; 今日; 本日",
    "tomorrow; morgen; demain; manana; domani; amanha; huomenna; imorgon; i morgon; imorgen;"
    " i morgen; 明日",
)
NEAR_DAYS = {word: days for days, words in enumerate(_NEAR_DAYS) for word in words.split("; ")}
"""Word -> days from today."""

_FILLERS = "the of on de del d den der le el il o am dia feira"
FILLERS = frozenset(_FILLERS.split())
"""What may stand beside the parts of a date and says nothing."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
