"""The little of Protocol Buffers that maps and their letters are packed in."""

import numpy as np
import numpy.typing as npt


def field(number: int, content: int | bytes) -> bytes:
    """A field of a message: a number, or what is already packed."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(number: int) -> bytes:
    """A number from 0 upwards, seven bits to the byte, the lowest first."""
    code = bytearray()
    while number > 127:
        code.append(number & 127 | 128)
        number >>= 7
    code.append(number)
    return bytes(code)


def varints(numbers: npt.NDArray[np.int64]) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Numbers from 0 to 2**35, packed one after the other, and where each begins."""
    lengths = np.ones(len(numbers), np.int64)
    for k in range(1, 5):
        lengths += numbers >> 7 * k > 0
    begins: npt.NDArray[np.int64] = np.cumsum(lengths) - lengths
    code = np.zeros(int(lengths.sum()), np.uint8)
    for k in range(5):
        longer = lengths > k
        more = np.where(lengths[longer] > k + 1, 128, 0)
        code[begins[longer] + k] = numbers[longer] >> 7 * k & 127 | more
    return code.tobytes(), begins


def zigzag(number: int) -> int:
    """A number of either sign, as one from 0 upwards."""
    return 2 * number if number >= 0 else -2 * number - 1
