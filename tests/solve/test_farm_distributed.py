"""Parts of a large day on Dask: each answered in its place, whatever becomes of a process."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from distributed import LocalCluster, Security

from dashboard.domain import Assignment, Problem, SolveError
from dashboard.solve.farm import Certificates, Cluster, Part, open_farm
from dashboard.solve.farm_distributed import DistributedFarm
from dashboard.solve.protocol import Budget, never
from tests.solve.large_days import town

ROOT = Path(__file__).resolve().parents[2]


class Hanging:
    """A part that is never done; holds the interpreter meanwhile, as an engine may."""

    cooling = None

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s

    @property
    def problem(self) -> Problem:
        ctypes.PyDLL(None).sleep(60)
        raise AssertionError("it was not killed")


def quick(orders: int = 9) -> Part:
    return Part(town(orders, 4), Budget(None, 20, workers=1), 1, None)


def slow() -> Part:
    return Part(town(40, 4), Budget(60.0, None, workers=1), 1, None)


def hanging(limit_s: float = 0.5) -> Any:
    return Hanging(limit_s)


def written(security: Any, folder: Path) -> Certificates:
    texts = (security.tls_ca_file, security.tls_client_cert, security.tls_client_key)
    files = [folder / name for name in ("authority.pem", "ours.pem", "key.pem")]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    return Certificates(*files)


def served(found: list[Assignment | None]) -> list[int | None]:
    return [None if plan is None else len(list(plan.order_ids())) for plan in found]


@pytest.fixture(scope="module", params=["of our own", "of somebody else"])
def farm(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[DistributedFarm]:
    """Two processes; a test may kill one, which comes again."""
    if request.param == "of our own":
        with open_farm(2) as opened:
            assert isinstance(opened, DistributedFarm)
            yield opened
        return
    security = Security.temporary()
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", security=security
    ) as theirs:
        files = written(security, tmp_path_factory.mktemp("certificates"))
        with open_farm(2, Cluster(theirs.scheduler_address, files)) as opened:
            assert isinstance(opened, DistributedFarm)
            yield opened


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is told to stop may take its time, as on a busy machine."""
    monkeypatch.setattr("dashboard.solve.farm_distributed.STOP_GRACE_S", 20.0)


def test_answers_come_in_the_sequence_of_the_parts(farm: DistributedFarm) -> None:
    sizes = [12, 3, 9, 5, 7]
    assert served(farm.map([quick(size) for size in sizes], never)) == sizes


def test_a_killed_process_costs_one_part_and_comes_again(farm: DistributedFarm) -> None:
    victim = farm.client.run(os.getpid).popitem()[1]
    threading.Timer(0.5, os.kill, (victim, signal.SIGKILL)).start()
    told_at = time.monotonic() + 1.5
    found = farm.map([slow(), slow()], lambda: time.monotonic() > told_at)
    assert sorted(served(found), key=str) == [40, None]
    farm.client.wait_for_workers(2, timeout=10)
    assert served(farm.map([quick(), quick()], never)) == [9, 9]


def test_a_part_that_hangs_is_killed_and_the_others_are_done(farm: DistributedFarm) -> None:
    victims = set(farm.client.run(os.getpid).values())
    assert served(farm.map([hanging(), quick(), quick()], never)) == [None, 9, 9]
    farm.client.wait_for_workers(2, timeout=10)
    assert len(victims & set(farm.client.run(os.getpid).values())) == 1


def test_told_to_stop_those_under_way_answer_and_the_others_do_not(farm: DistributedFarm) -> None:
    told_at = time.monotonic() + 1
    found = farm.map([slow(), slow(), slow()], lambda: time.monotonic() > told_at)
    assert served(found) == [40, 40, None]


def test_what_hangs_holds_up_neither_the_stop_nor_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.solve.farm_distributed.STOP_GRACE_S", 0.2)
    with open_farm(1) as farm:
        told_at = time.monotonic() + 1
        assert farm.map([hanging(60.0)], lambda: time.monotonic() > told_at) == [None]
    assert time.monotonic() < told_at + 30


def test_only_this_machine_is_heard_and_only_with_the_certificate(
    farm: DistributedFarm, tmp_path: Path
) -> None:
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    heard = [c.laddr.ip for one in family for c in one.net_connections() if c.status == "LISTEN"]
    assert set(heard) == {"127.0.0.1"}
    address = str(farm.client.scheduler_info()["address"])
    with (
        pytest.raises(SolveError, match="does not accept our certificate"),
        open_farm(2, Cluster(address, written(Security.temporary(), tmp_path))),
    ):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux kills what holds its interpreter")
def test_processes_die_with_the_one_that_began_them() -> None:
    code = """
import os
from tests.solve.test_farm_distributed import hanging, never, open_farm
with open_farm(1) as farm:
    print(*farm.client.run(os.getpid).values(), flush=True)
    farm.map([hanging(30.0)], never)
"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        time.sleep(1.0)
        parent.kill()
    until = time.monotonic() + 10
    while is_alive(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(worker)


def is_alive(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
