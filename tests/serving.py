"""A server of ours, waited for."""

import time
import urllib.request


def wait_for(url: str) -> None:
    """Until something answers there; raises ``OSError`` after a minute."""
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
