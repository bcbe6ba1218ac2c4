"""Dask clusters to search on: one of our own on this machine, or one that somebody runs."""

import asyncio
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

import dask
from distributed import Client, LocalCluster, Security, WorkerPlugin

from dashboard.domain import SolveError
from dashboard.solve.farm import Cluster
from dashboard.solve.farm_child import version
from dashboard.solve.lifeline import die_with_the_parent

CONNECT_S = 10.0
_BEGIN_S = 30.0
_END_S = 0.1
"""For a process to end by itself, before it is killed."""

_LOCAL_SETTINGS = {
    # A process that died may have been killed for hanging: its part would hang again.
    "distributed.scheduler.allowed-failures": 0,
    # A web server is begun in any case, so that it shall serve nothing.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
}


@contextmanager
def local_cluster(workers: int) -> Iterator[Client]:
    """
    So many processes, heard on 127.0.0.1 only, gone at the end and with this process.

    Whoever reaches a scheduler can have anything run, and every user of a machine reaches its
    127.0.0.1: only who holds the certificate made for this cluster is let in.
    """
    try:
        with dask.config.set(_LOCAL_SETTINGS):
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                security=Security.temporary(),
                memory_limit=0,
                death_timeout=_BEGIN_S,
                silence_logs=logging.CRITICAL,
            )
    except (OSError, RuntimeError, TimeoutError) as error:
        raise SolveError(f"No process could be begun to search in: {error}") from error
    try:
        with Client(cluster, set_as_default=False) as client:
            client.register_plugin(_Tied(os.getpid()))
            yield client
    finally:
        cluster.sync(_end_processes, cluster)
        cluster.close()


@contextmanager
def connected(cluster: Cluster) -> Iterator[Client]:
    """
    A cluster that somebody runs, where it is safe to use and of our version.

    Raises ``SolveError``.
    """
    security = security_for(cluster)
    try:
        client = Client(cluster.address, security=security, timeout=CONNECT_S, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise SolveError(
            f"The cluster at {cluster.address} does not answer, or does not accept our "
            f"certificate. See that it runs and that both are signed by one authority. ({error})"
        ) from error
    with client:
        refuse_unfit(cluster.address, client.nthreads(), client.run(version, on_error="return"))
        yield client


def security_for(cluster: Cluster) -> Security:
    """How to speak to it; raises ``SolveError`` where others could listen or take its place."""
    scheme, host = _scheme_and_host(cluster.address)
    if scheme == "tcp":
        if not _is_this_machine(host):
            raise SolveError(
                f"Orders would travel to {cluster.address} for all to read. Start that cluster "
                "with certificates and give its address as tls://HOST:PORT."
            )
        return Security(require_encryption=False)
    files = cluster.certificates
    if files is None:
        raise SolveError(
            f"The cluster at {cluster.address} needs certificates: name the files of the "
            "authority, of our certificate and of its key."
        )
    for file in (files.authority, files.certificate, files.key):
        if not file.is_file():
            raise SolveError(f"The certificate file {file} is not there: name another.")
    return Security(
        require_encryption=True,
        tls_ca_file=str(files.authority),
        tls_client_cert=str(files.certificate),
        tls_client_key=str(files.key),
    )


def refuse_unfit(address: str, threads: Mapping[str, int], versions: Mapping[str, object]) -> None:
    """
    Raise ``SolveError`` where a cluster cannot be searched on.

    Both mappings are by worker: how many threads it has; what it answered to ``version``, or
    the error that this raised there.
    """
    if not threads:
        raise SolveError(f"The cluster at {address} has no workers: start some.")
    for worker, answer in versions.items():
        if isinstance(answer, Exception):
            raise SolveError(
                f"The worker {worker} cannot run the planner: install {version()} there. ({answer})"
            )
        if answer != version():
            raise SolveError(
                f"The worker {worker} has {answer}, this computer has {version()}: install the "
                "same on both."
            )
    for worker, count in threads.items():
        if count != 1:
            raise SolveError(
                f"The worker {worker} has {count} threads: start each with one (--nthreads 1)."
            )


class _Tied(WorkerPlugin):
    """Ties every process of a cluster to the one that began it, those begun later as well."""

    def __init__(self, parent: int) -> None:
        self.parent = parent

    def setup(self, worker: object) -> None:
        """Called in each."""
        sys.argv[1:] = [str(self.parent)]
        die_with_the_parent()


async def _end_processes(cluster: LocalCluster) -> None:
    """Cut off whatever is still searched, for which an orderly end would wait."""
    endings = (nanny.close(timeout=_END_S) for nanny in cluster.workers.values())
    # On a busy machine, one that was killed may not be gone in time: it will be.
    await asyncio.gather(*endings, return_exceptions=True)


def _scheme_and_host(address: str) -> tuple[str, str]:
    with suppress(ValueError):  # A port that is no number, half an IPv6 address.
        where = urlsplit(address)
        if where.scheme in ("tls", "tcp") and where.hostname and where.port:
            return where.scheme, where.hostname
    raise SolveError(f"'{address}' is no address of a cluster: give one such as tls://HOST:8786.")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
