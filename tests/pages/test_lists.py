"""The driver lists page: each driver's list, the loading list, and the downloads."""

from dashboard.services import sample
from dashboard.store import Store
from tests.build import DATE, order, plan_of, problem, shift
from tests.pages.plan_pages import keep_plan, open_page, words


def test_without_a_plan_the_page_leads_to_one(store: Store) -> None:
    sample.load(store, DATE)
    at = open_page("lists")
    assert "There are no driver lists yet" in words(at)
    assert at.button(key="next_step").label == "Plan the day"
    assert not at.get("download_button")


def test_a_plan_in_which_nobody_drives_says_so(store: Store) -> None:
    keep_plan(store, plan_of(problem([order("a")], [shift()]), {}))
    assert "nobody drives" in words(open_page("lists"))


def test_the_list_is_in_sequence_and_the_loading_list_in_reverse(store: Store) -> None:
    keep_plan(store)
    at = open_page("lists")
    stops, loading = (table.value for table in at.dataframe)
    assert list(stops["Stop"]) == [1, 2, 3, 4]
    assert list(loading["Stop"]) == [4, 3, 2, 1]
    assert stops["Navigation"].str.startswith("https://").all()


def test_another_driver_can_be_chosen(store: Store) -> None:
    keep_plan(store)
    at = open_page("lists")
    at.selectbox(key="list_driver").select_index(2).run()
    assert at.dataframe[0].value["Customer"].iloc[0] == "Customer o3"


def test_every_download_is_offered_and_one_is_the_first_choice(store: Store) -> None:
    keep_plan(store)
    at = open_page("lists")
    offered = {button.proto.label: button.proto for button in at.get("download_button")}
    assert list(offered) == [
        *("Print all lists (PDF)", "Only 1 Driver 1 (PDF)", "Excel", "CSV"),
        *("Open this plan in a notebook", "Map file (GeoPackage)", "Map layers (GeoJSON)"),
        "All files (zip)",
    ]
    primary = [label for label, proto in offered.items() if proto.type == "primary"]
    assert primary == ["Print all lists (PDF)"]
    # Nothing was made for it yet: the content is asked for by the click.
    assert all(proto.deferred_file_id and not proto.url for proto in offered.values())
