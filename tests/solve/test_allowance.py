"""What a stretch of a search may spend."""

from dashboard.solve.allowance import Allowance
from dashboard.solve.protocol import Budget, never


def test_a_share_of_the_iterations_is_answered_for() -> None:
    allowance = Allowance.of(Budget(None, 10), 0.5, never)
    answers, spent = [], []
    for _ in range(6):
        answers.append(allowance())
        spent.append(allowance.spent)
    assert answers == [False] * 5 + [True]
    assert spent == [0.2, 0.4, 0.6, 0.8, 1.0, 1.0]


def test_seconds_that_have_gone_end_it() -> None:
    spent = Allowance(5.0, None, never, began=float("-inf"))
    assert spent()
    assert spent.spent == 1.0
    fresh = Allowance.of(Budget(1000), 1.0, never)
    assert not fresh()
    assert fresh.spent < 0.5


def test_a_stop_ends_it_at_once() -> None:
    assert Allowance.of(Budget(None, 10), 1.0, lambda: True)()
