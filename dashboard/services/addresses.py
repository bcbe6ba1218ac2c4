"""Where addresses lie: the address book first, then the maps, then a service if it is wanted."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from dashboard.domain import Point
from dashboard.intake.spelling import plain_words
from dashboard.places import AddressIndex, Candidate, Found, Quality
from dashboard.places.answers import State
from dashboard.services import extracts, online
from dashboard.store import BY_HAND, AddressRecord, Store, find_addresses, save_addresses

ACCEPTED: State = "accepted"
REVIEW: State = "review"
REJECTED: State = "rejected"
BY_MAP = "map"
NO_MAP = "There is no map of your area yet."
NO_ANSWER = "The service on the web did not answer."
_AT_ONCE, _AT_ONCE_ONLINE = 100, 5
"""Kept together: a service answers so slowly that people watch its answers come in."""
_MOST_SILENCES = 3
"""A service that is silent so often is asked no more: each time it lets one wait for seconds."""

Locate = Callable[[str], tuple[Found, str]]
"""An address to what was found, and who found it."""


def key_of(address: str) -> str:
    """Under which an address is kept: its words, however they are written."""
    return plain_words(address)


def known(store: Store, addresses: Iterable[str]) -> dict[str, AddressRecord]:
    """Key to what the address book says, for those that it knows."""
    return find_addresses(store, {key for text in addresses if (key := key_of(text))})


def waiting(store: Store, addresses: Iterable[str]) -> list[str]:
    """Those that a map or service has not been asked for since it is there."""
    asked_now = _asked(store)
    if not asked_now:
        return []
    texts: dict[str, str] = {}
    for text in addresses:
        if key := key_of(text):
            texts.setdefault(key, text)
    found = find_addresses(store, texts)
    return [text for key, text in texts.items() if _is_open(found.get(key), asked_now)]


def look_up(
    store: Store,
    addresses: Sequence[str],
    *,
    near: Point | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Ask for these addresses and keep the answers; how many were asked for."""
    asked_now = _asked(store)
    locate = locator(store, near)
    at_once = _AT_ONCE_ONLINE if online.provider(store) else _AT_ONCE
    done = 0
    for start in range(0, len(addresses), at_once):
        if stop():
            break
        some = addresses[start : start + at_once]
        save_addresses(store, [_record(text, *locate(text), asked_now) for text in some])
        done += len(some)
    return done


def locator(store: Store, near: Point | None = None) -> Locate:
    """The maps of the workspace, then the service if one is switched on."""
    maps = extracts.indexes(store.folder)
    service, name = online.service(store), online.provider(store)
    silences = 0

    def locate(address: str) -> tuple[Found, str]:
        nonlocal silences
        found = best_of(maps, address, near)
        by = BY_MAP if found.best else ""
        if found.state == ACCEPTED or service is None:
            return found, by
        answer = service(address) if silences < _MOST_SILENCES else None
        if answer is None:
            silences += 1
            return _unanswered(found), by
        silences = 0
        if answer.state != ACCEPTED and found.best is not None:
            return found, by
        return answer, name

    return locate


def best_of(maps: Sequence[AddressIndex], address: str, near: Point | None = None) -> Found:
    """The best answer of several maps."""
    rank = {ACCEPTED: 2, REVIEW: 1, REJECTED: 0}
    answers = [one.find(address, near=near) for one in maps]
    if not answers:
        return Found(REJECTED, None, (), NO_MAP)
    return max(answers, key=lambda f: (rank[f.state], f.best.score if f.best else 0.0))


def place(store: Store, address: str, point: Point, quality: Quality = Quality.HOUSE) -> None:
    """Remember for ever where an address is."""
    record = AddressRecord(
        key=key_of(address),
        number=0,
        text=address,
        latitude=point.lat,
        longitude=point.lon,
        quality=quality.value,
        state=ACCEPTED,
        by=BY_HAND,
        score=100.0,
        at=datetime.now(UTC),
    )
    save_addresses(store, [record])


def take_back(store: Store, address: str, before: AddressRecord | None) -> None:
    """Undo what a person has said of an address: what was known before counts again."""
    nothing = AddressRecord(
        key_of(address), 0, address, None, None, Quality.NONE.value, REJECTED, by=""
    )
    save_addresses(store, [before or nothing], overrule=True)


def ask_again(store: Store, address: str) -> None:
    """Look an address up anew, although everybody was asked: a service had not answered."""
    take_back(store, address, None)


def candidates_of(record: AddressRecord | None) -> list[Candidate]:
    """The places that an address may mean."""
    if record is None:
        return []
    return [
        Candidate(c["label"], Point(*c["point"]), Quality(c["quality"]), c["score"])
        for c in record.candidates
    ]


def point_of(record: AddressRecord | None) -> Point | None:
    """Where the address lies; None while that is in doubt."""
    if record is None or record.state != ACCEPTED or record.latitude is None:
        return None
    return Point(lon=record.longitude or 0.0, lat=record.latitude)


def keys_of(addresses: Collection[str]) -> set[str]:
    """The keys of those that have one."""
    return {key for text in addresses if (key := key_of(text))}


def _unanswered(found: Found) -> Found:
    said = "" if found.reason == NO_MAP else f"{found.reason} "
    return replace(found, reason=f"{said}{NO_ANSWER}")


def _asked(store: Store) -> str:
    """Which maps and services an answer comes from now; empty: nobody can be asked."""
    return " ".join(filter(None, [extracts.fingerprint(store.folder), online.provider(store)]))


def _is_open(record: AddressRecord | None, asked_now: str) -> bool:
    if record is None:
        return True
    return record.state != ACCEPTED and record.by != BY_HAND and record.looked_in != asked_now


def _record(address: str, found: Found, by: str, asked_now: str) -> AddressRecord:
    best = found.best if found.state == ACCEPTED else None
    return AddressRecord(
        key=key_of(address),
        number=0,
        text=address,
        latitude=best.point.lat if best else None,
        longitude=best.point.lon if best else None,
        quality=(found.best.quality if found.best else Quality.NONE).value,
        state=found.state,
        by=by,
        looked_in=asked_now,
        score=found.best.score if found.best else 0.0,
        reason=found.reason,
        candidates=[
            {**asdict(one), "point": list(one.point), "quality": one.quality.value}
            for one in found.candidates
        ],
        at=datetime.now(UTC),
    )
