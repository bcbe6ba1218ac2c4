"""`bench places`: how many disordered addresses of an extract are found, and how many wrongly."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.bench.noise import NOISES, language_of, written
from dashboard.domain import great_circle_m
from dashboard.osm import AddressRecord, addresses, sorted_copy
from dashboard.places import AddressIndex, Found, build_index, open_index

NEAR_M = 60
WRONG_CODE = "wrong postcode"


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the questions of one kind: how many, near, accepted, and accepted but not near."""

    kind: str
    asked: int
    near: int
    accepted: int
    wrong: int


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """All kinds, how many foreign addresses were accepted of how many, and the speed."""

    addresses: int
    tallies: tuple[Tally, ...]
    foreign: tuple[int, int]
    build_s: float
    questions_per_s: float


def measure(
    extract: Path, foreign: Path | None = None, *, count: int = 300, seed: int = 1
) -> PlaceFigures:
    """Ask for ``count`` addresses in all kinds of disorder, and for as many foreign ones."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "index.db"
        began = time.perf_counter()
        summary = build_index(extract, file)
        build_s = time.perf_counter() - began
        records = sample(extract, count, seed)
        language = language_of([record.street for record in records])
        with open_index(file) as index:
            began = time.perf_counter()
            tallies = tuple(_tally(index, kind, records, language, seed) for kind in NOISES)
            asked_s = time.perf_counter() - began
            strangers = sample(foreign, count, seed) if foreign else []
            answers = [_ask(index, kind, r, language, seed) for r in strangers for kind in NOISES]
    accepted = sum(found.state == "accepted" for found in answers)
    speed = len(records) * len(NOISES) / asked_s
    return PlaceFigures(summary.addresses, tallies, (accepted, len(answers)), build_s, speed)


def sample(extract: Path, count: int, seed: int) -> list[AddressRecord]:
    """Addresses of an extract, the same for the same seed."""
    with TemporaryDirectory() as folder:
        ordered = Path(folder) / "sorted.osm.pbf"
        sorted_copy(extract, ordered)
        records = list(addresses(ordered))
    return random.Random(seed).sample(records, min(count, len(records)))


def table(figures: PlaceFigures) -> str:
    """The figures as a table; what is accepted wrongly is a share of what is accepted."""
    lines = ["kind              within 60 m  accepted   right"]
    for one in figures.tallies:
        right = 1 - one.wrong / one.accepted if one.accepted else 1.0
        lines.append(
            f"{one.kind:<18}{one.near / one.asked:>11.1%}{one.accepted / one.asked:>10.1%}"
            f"{right:>8.1%}"
        )
    known = [one for one in figures.tallies if one.kind != WRONG_CODE]
    accepted = sum(one.accepted for one in known) / sum(one.asked for one in known)
    lines.append(f"accepted, without the wrong postcodes: {accepted:.1%}")
    taken, asked = figures.foreign
    if asked:
        lines.append(f"foreign ones accepted: {taken} of {asked} ({taken / asked:.2%})")
    lines.append(
        f"{figures.addresses} addresses indexed in {figures.build_s:.2f} s, "
        f"{figures.questions_per_s:.0f} questions a second"
    )
    return "\n".join(lines)


def _tally(
    index: AddressIndex, kind: str, records: Sequence[AddressRecord], language: str, seed: int
) -> Tally:
    answers = [(_ask(index, kind, record, language, seed), record) for record in records]
    accepted = [(found, record) for found, record in answers if found.state == "accepted"]
    return Tally(
        kind,
        len(answers),
        sum(_is_near(found, record) for found, record in answers),
        len(accepted),
        sum(not _is_near(found, record) for found, record in accepted),
    )


def _ask(index: AddressIndex, kind: str, record: AddressRecord, language: str, seed: int) -> Found:
    rng = random.Random(f"{seed} {kind} {record.number} {record.street} {record.point}")
    return index.find(NOISES[kind](written(record, language), rng, language).text())


def _is_near(found: Found, record: AddressRecord) -> bool:
    return found.best is not None and great_circle_m(found.best.point, record.point) <= NEAR_M
