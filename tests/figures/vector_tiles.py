"""Reads what map programs are sent: vector tiles and files of letters, as their formats say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Message = dict[int, list[Any]]


@dataclass
class Feature:
    """One feature of a tile: its type (1 point, 2 line, 3 area), texts and parts in steps."""

    type: int
    tags: dict[str, str]
    parts: list[list[tuple[int, int]]] = field(default_factory=list)


def message(code: bytes) -> Message:
    """The fields of a message by their numbers."""
    fields: Message = {}
    at = 0
    while at < len(code):
        key, at = _number(code, at)
        value, at = _number(code, at)
        if key & 7 == 2:
            fields.setdefault(key >> 3, []).append(code[at : at + value])
            at += value
        else:
            fields.setdefault(key >> 3, []).append(value)
    return fields


def tile(code: bytes) -> dict[str, list[Feature]]:
    """The features of each layer."""
    return {
        layer[1][0].decode(): list(_features(layer))
        for layer in map(message, message(code).get(3, []))
    }


def signed(number: int) -> int:
    """What a zigzag number stands for."""
    return number >> 1 ^ -(number & 1)


def area(ring: list[tuple[int, int]]) -> float:
    """Above 0 for an outer ring, below for a hole, as the format has it (y grows downwards)."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def _features(layer: Message) -> Iterator[Feature]:
    keys = [key.decode() for key in layer[3]]
    values = [message(value)[1][0].decode() for value in layer[4]]
    for feature in map(message, layer[2]):
        tags = _numbers(feature[2][0])
        pairs = zip(tags[::2], tags[1::2], strict=True)
        found = Feature(feature[3][0], {keys[key]: values[value] for key, value in pairs})
        _draw(found, _numbers(feature[4][0]))
        yield found


def _draw(feature: Feature, commands: list[int]) -> None:
    x = y = at = 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command == 7:
            assert count == 1
            continue
        for _ in range(count):
            x, y = x + signed(commands[at]), y + signed(commands[at + 1])
            at += 2
            if command == 1:
                feature.parts.append([])
            feature.parts[-1].append((x, y))


def _numbers(code: bytes) -> list[int]:
    numbers, at = [], 0
    while at < len(code):
        number, at = _number(code, at)
        numbers.append(number)
    return numbers


def _number(code: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (code[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if code[at - 1] < 128:
            return number, at
