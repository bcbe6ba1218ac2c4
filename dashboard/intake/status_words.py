"""The words that shops and people use for what an order is waiting for."""

from dashboard.intake.spelling import plain_words
from dashboard.intake.statuses import Status

_WORDS: dict[Status, str] = {
    Status.OPEN: """open, new, unfulfilled, partial, partially fulfilled, pending, processing,
        on hold, scheduled, planned, confirmed, paid, ready, ready for delivery, in progress,
        assigned, unassigned, not started, to deliver, out for delivery, offen, neu, geplant,
        bestatigt, in bearbeitung, in wartestellung, zahlung ausstehend, ouvert, ouverte, nouveau,
        en cours, en attente, a livrer, abierto, nuevo, pendiente, procesando, en espera, aperto,
        nuovo, in attesa, in lavorazione, da consegnare, aberto, novo, pendente, processando,
        nieuw, in behandeling, in de wacht, avoin, uusi, kasittelyssa, oppen, ny, aben""",
    Status.PICKUP: """pickup, pick up, picked up by customer, collect, collection, to collect,
        click collect, click and collect, store pickup, local pickup, ready for pickup, abholung,
        selbstabholung, abholer, retrait, retrait en magasin, a retirer, recogida,
        recogida en tienda, ritiro, ritiro in negozio, levantamento, retirada, afhalen, ophalen,
        nouto, noudetaan, upphamtning, hamtas, afhentning""",
    Status.CANCELLED: """cancelled, canceled, cancel, called off, void, voided, refunded, deleted,
        storniert, abgesagt, erstattet, ruckerstattet, annule, annulee, rembourse, remboursee,
        cancelado, cancelada, anulado, anulada, reembolsado, annullato, annullata, rimborsato,
        geannuleerd, terugbetaald, peruttu, palautettu, avbruten, avbestalld, annulleret""",
    Status.FULFILLED: """fulfilled, delivered, completed, complete, done, finished, shipped, sent,
        closed, geliefert, zugestellt, erledigt, abgeschlossen, versandt, versendet, livre, livree,
        terminee, termine, expedie, expediee, entregado, entregada, enviado, completado,
        consegnato, consegnata, spedito, completato, entregue, concluido, bezorgd, geleverd,
        afgerond, voltooid, verzonden, toimitettu, valmis, levererad, skickad, leveret, afsendt""",
}
_STATUSES = {" ".join(word.split()): s for s, words in _WORDS.items() for word in words.split(",")}


def status_of(text: str) -> Status | None:
    """What the words mean; None where nobody knows."""
    return _STATUSES.get(plain_words(text))
