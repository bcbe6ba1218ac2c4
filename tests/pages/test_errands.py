"""Breaks, second trips, fetching and taking back, as the pages tell them."""

from streamlit.testing.v1 import AppTest

from dashboard.store import Store
from dashboard.ui import selection
from tests.export.errands import FETCHED_AT, errands_plan
from tests.pages.plan_pages import keep_plan, open_page, words

STEPS = [
    (1, "Customer a"),
    (2, f"Fetch from {FETCHED_AT} · for Café Ströget"),
    (None, "Break 30 min"),
    (3, "Café Ströget"),
    (4, "Take back: 3 parcels · Customer c"),
    (5, "Load again at Depot"),
    (6, "Customer d"),
]


def steps(at: AppTest) -> list[tuple[int | None, str]]:
    """Number and words of each row of the first table."""
    table = at.dataframe[0].value
    numbers = [None if number != number else int(number) for number in table["Stop"].astype(float)]
    return list(zip(numbers, table["Customer"], strict=True))


def test_the_table_beside_the_map_names_what_is_done(store: Store) -> None:
    keep_plan(store, errands_plan())
    assert steps(open_page("map")) == STEPS


def test_the_lists_name_what_is_done_and_load_what_comes_from_the_depot(store: Store) -> None:
    keep_plan(store, errands_plan())
    at = open_page("lists")
    assert steps(at) == STEPS
    loading = at.dataframe[1].value
    assert list(loading["Customer"]) == ["Customer a", "Load again at Depot", "Customer d"]


def test_a_chosen_order_tells_where_it_is_fetched_and_where_it_goes(store: Store) -> None:
    keep_plan(store, errands_plan())
    at = click_on_row(open_page("map"), 3)
    assert "09:35, ✓ on time, stop 2" in words(at)
    assert "1 Driver 1, stop 3" in words(at)
    assert FETCHED_AT in words(at)
    assert marked(at) == [3]


def test_of_the_two_rows_of_an_order_the_clicked_one_stays_marked(store: Store) -> None:
    keep_plan(store, errands_plan())
    at = open_page("map")
    assert marked(click_on_row(at, 1)) == [1]
    assert marked(click_on_row(at, 3)) == [3]


def test_a_break_is_no_order_to_choose(store: Store) -> None:
    keep_plan(store, errands_plan())
    at = click_on_row(open_page("map"), 2)
    assert "Choose a stop" in words(at)
    assert marked(at) == []


def test_the_figures_of_a_driver_count_each_order_once(store: Store) -> None:
    keep_plan(store, errands_plan())
    [row] = open_page("plan").dataframe[0].value.to_dict("records")
    assert (row["Stops"], row["Orders"], row["Parcels"]) == (5, 4, 10)


def click_on_row(at: AppTest, row: int) -> AppTest:
    at.session_state[selection.TABLE] = {"selection": {"rows": [row]}}
    return at.run()


def marked(at: AppTest) -> list[int]:
    rows: list[int] = at.session_state[selection.TABLE]["selection"]["rows"]
    return rows
