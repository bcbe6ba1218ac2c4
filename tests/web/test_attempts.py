"""How often a password may be tried."""

from dashboard.web.attempts import Attempts


class Watch:
    """A clock that stands until it is moved; seconds."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_eleventh_try_within_a_minute_has_to_wait() -> None:
    watch = Watch()
    attempts = Attempts(watch)
    assert [attempts.wait_s("192.0.2.1") for _ in range(11)] == [0] * 10 + [60]
    watch.now = 59
    assert attempts.wait_s("192.0.2.1") == 1
    watch.now = 61
    assert attempts.wait_s("192.0.2.1") == 0


def test_one_place_does_not_lock_out_another() -> None:
    attempts = Attempts(Watch())
    for _ in range(11):
        attempts.wait_s("192.0.2.1")
    assert attempts.wait_s("192.0.2.2") == 0


def test_one_ipv6_connection_is_one_place_whatever_address_it_takes() -> None:
    attempts = Attempts(Watch())
    waits = [attempts.wait_s(f"2001:db8::{last:x}") for last in range(11)]
    assert waits[-1] > 0
    assert attempts.wait_s("2001:db8:0:1::1") == 0


def test_many_places_together_are_limited_too() -> None:
    attempts = Attempts(Watch())
    waits = [attempts.wait_s(f"198.51.100.{last}") for last in range(101)]
    assert waits == [0] * 100 + [60]


def test_who_knew_the_password_starts_anew() -> None:
    attempts = Attempts(Watch())
    for _ in range(10):
        attempts.wait_s("192.0.2.1")
    attempts.forgive("192.0.2.1")
    assert attempts.wait_s("192.0.2.1") == 0
