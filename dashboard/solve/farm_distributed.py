"""Parts of a large day searched on a Dask cluster, one at a time on each worker."""

import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from uuid import uuid4

from distributed import Client, Future

from dashboard.domain import Assignment
from dashboard.solve.farm import STOP_GRACE_S, Part
from dashboard.solve.farm_child import search_for, stop_for
from dashboard.solve.protocol import Stop

ALONE_S = 15.0
"""Without any worker, before the parts that wait are given up; a new one takes a second or two."""

_TICK_S = 0.1
_LIST_S, _ANSWER_S = 1.0, 5.0
"""For what takes milliseconds, unless a machine is busy or gone; a list may be late, no answer."""


class DistributedFarm:
    """See ``Farm``."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def map(self, parts: Sequence[Part], stop: Stop) -> list[Assignment | None]:
        """See ``Farm``."""
        batch = _Batch(self.client, parts)
        told, alone_since = False, time.monotonic()
        while batch.waiting or batch.under_way:
            if not told and stop():
                told = True
                batch.stop()
            batch.see_workers()
            if batch.workers:
                alone_since = time.monotonic()
            elif time.monotonic() > alone_since + ALONE_S:
                break
            batch.begin()
            batch.wait()
            batch.take_answers()
        return batch.found


@dataclass(frozen=True, slots=True)
class _Search:
    """One part under way."""

    number: int
    worker: str
    future: Future[Assignment | None]
    until: float

    def answer(self) -> Assignment | None:
        """None where it failed, its process died, or it is not done."""
        try:
            if self.future.status == "finished":
                return self.future.result(timeout=_ANSWER_S)
        except Exception:  # The answer died with its process after all.
            return None
        finally:
            self.future.cancel()
        return None


@dataclass(slots=True)
class _Batch:
    """Parts asked for together, and how far each has come."""

    client: Client
    parts: Sequence[Part]
    asker: str = field(default_factory=lambda: uuid4().hex)
    workers: list[str] = field(default_factory=list)
    waiting: deque[int] = field(init=False)
    under_way: list[_Search] = field(default_factory=list)
    found: list[Assignment | None] = field(init=False)
    ended: "SimpleQueue[Future[Assignment | None]]" = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        self.waiting = deque(range(len(self.parts)))
        self.found = [None] * len(self.parts)

    def see_workers(self) -> None:
        """Who is there now: none without a connection, those known when the answer is late."""
        try:
            self.workers = sorted(self.client.sync(_listed, self.client, callback_timeout=_LIST_S))
        except TimeoutError:
            pass
        except OSError:
            self.workers = []

    def begin(self) -> None:
        """A part for each worker that has none."""
        busy = {search.worker for search in self.under_way}
        for worker in self.workers:
            if self.waiting and worker not in busy:
                self._send(self.waiting.popleft(), worker)

    def wait(self) -> None:
        """Until one is done, or a little."""
        with suppress(Empty):
            self.ended.get(timeout=_TICK_S)

    def take_answers(self) -> None:
        """Of all that are done, late, or were on a worker that is gone."""
        now = time.monotonic()
        still: list[_Search] = []
        for search in self.under_way:
            lost = now > search.until or search.worker not in self.workers
            if lost or search.future.done():
                self.found[search.number] = search.answer()
            else:
                still.append(search)
        self.under_way = still

    def stop(self) -> None:
        """Those under way shall answer with their best, soon; the others are not asked."""
        self.waiting.clear()
        workers = [search.worker for search in self.under_way]

        def tell() -> None:
            with suppress(Exception):  # The farm may be gone by the time that it fails.
                self.client.run(stop_for, self.asker, workers=workers, on_error="ignore")

        # By itself: the call returns when all have heard, and one that hangs never does.
        threading.Thread(target=tell, daemon=True).start()
        until = time.monotonic() + STOP_GRACE_S
        self.under_way = [replace(search, until=until) for search in self.under_way]

    def _send(self, number: int, worker: str) -> None:
        """Its answer stays None where the worker went meanwhile."""
        part = self.parts[number]
        until = time.monotonic() + part.limit_s + _ANSWER_S
        with suppress(OSError, TimeoutError):
            sent = self.client.scatter(part, workers=[worker], hash=False, timeout=_ANSWER_S)
            future = self.client.submit(search_for, self.asker, sent, workers=[worker], pure=False)
            future.add_done_callback(self.ended.put)
            self.under_way.append(_Search(number, worker, future, until))


async def _listed(client: Client) -> Mapping[str, int]:
    """Its workers with their threads."""
    workers: Mapping[str, int] = await client.nthreads()
    return workers
