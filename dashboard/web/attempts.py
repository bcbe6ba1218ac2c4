"""How often somebody may try a password."""

import ipaddress
import time
from collections import deque
from collections.abc import Callable

FROM_ONE_PLACE = 10
FROM_EVERYWHERE = 100
SPAN_S = 60.0


class Attempts:
    """Counts tries within the last minute, by the place they come from and in all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._tries: deque[tuple[float, str]] = deque()

    def wait_s(self, address: str) -> int:
        """Note a try; 0 where it may go on, else the seconds to wait, and it does not count."""
        now, place = self._clock(), _place(address)
        while self._tries and self._tries[0][0] <= now - SPAN_S:
            self._tries.popleft()
        own = [moment for moment, tried in self._tries if tried == place]
        for moments, most in ((own, FROM_ONE_PLACE), (self._tries, FROM_EVERYWHERE)):
            if len(moments) >= most:
                first = own[0] if moments is own else self._tries[0][0]
                return max(1, round(first + SPAN_S - now))
        self._tries.append((now, place))
        return 0

    def forgive(self, address: str) -> None:
        """Forget the tries of a place that knew the password."""
        place = _place(address)
        self._tries = deque(entry for entry in self._tries if entry[1] != place)


def _place(address: str) -> str:
    """One IPv4 address, or the /64 that one IPv6 connection is given as a whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
