"""Which clusters are refused, before any order travels there."""

from pathlib import Path

import pytest

from dashboard.domain import SolveError
from dashboard.solve.farm import Certificates, Cluster
from dashboard.solve.farm_child import version
from dashboard.solve.farm_clusters import refuse_unfit, security_for


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://planner.example:8786", "for all to read"),
        ("tcp://192.0.2.7:8786", "for all to read"),
        ("tls://planner.example:8786", "needs certificates"),
        ("planner.example:8786", "no address"),
        ("http://planner.example:8786", "no address"),
        ("tls://planner.example:port", "no address"),
        ("tls://planner.example", "no address"),
    ],
)
def test_elsewhere_only_certificates_will_do(address: str, words: str) -> None:
    with pytest.raises(SolveError, match=words):
        security_for(Cluster(address))


def test_a_certificate_that_is_not_there_is_named(tmp_path: Path) -> None:
    authority, missing = tmp_path / "authority.pem", tmp_path / "ours.pem"
    authority.touch()
    files = Certificates(authority, missing, authority)
    with pytest.raises(SolveError, match=r"ours\.pem is not there"):
        security_for(Cluster("tls://planner.example:8786", files))


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_this_machine_needs_no_certificates(host: str) -> None:
    assert not security_for(Cluster(f"tcp://{host}:8786")).require_encryption


def test_a_fit_cluster_is_not_refused() -> None:
    refuse_unfit("tls://c:1", {"a": 1, "b": 1}, {"a": version(), "b": version()})


@pytest.mark.parametrize(
    ("threads", "versions", "words"),
    [
        ({"a": 1, "b": 1}, {"a": version(), "b": "Roundsman 0.0.1 on Python 3.11"}, "worker b has"),
        ({"a": 1}, {"a": ModuleNotFoundError("No module named 'dashboard'")}, "cannot run"),
        ({"a": 2}, {"a": version()}, "2 threads"),
        ({}, {}, "no workers"),
    ],
)
def test_a_cluster_that_cannot_search_as_we_do_is_refused(
    threads: dict[str, int], versions: dict[str, object], words: str
) -> None:
    with pytest.raises(SolveError, match=words):
        refuse_unfit("tls://c:1", threads, versions)
