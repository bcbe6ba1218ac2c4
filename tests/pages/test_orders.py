"""The orders page: files in, a table to correct, everything wrong named."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboard.services import days, order_files, orders, sample, sources
from dashboard.services.sources import OrderRule
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import labels, open_page, words

HEAD = "order_id,customer,latitude,longitude,window_start,window_end\n"
TWO = f"{HEAD}A,Anna,60.17,24.94,09:00,12:00\nB,Bert,60.18,24.95,,\n"
KEY_A, KEY_B = ("file", "A"), ("file", "B")


def drop(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Files as a person drops them."""
    at.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files]).run()
    assert not at.exception
    return at


def bring(store: Store, text: str = TWO) -> None:
    order_files.import_file(store, DATE, text.encode(), "o.csv")


def texts(store: Store) -> dict[str, dict[str, str]]:
    return {view.order_id: dict(view.text) for view in orders.list_orders(store, DATE)}


def editor_key(at: AppTest) -> str:
    """Of the table as it is shown now."""
    return at.session_state["order_sheets"][DATE].key  # type: ignore[no-any-return]


def type_in(at: AppTest, cells: dict[int, dict[str, object]]) -> AppTest:
    """Cells as a person types or ticks them, by row."""
    edits = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}
    at.session_state[editor_key(at)] = edits
    at.run()
    assert not at.exception
    return at


def click(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def problems(at: AppTest) -> pd.DataFrame:
    """The table of what is wrong."""
    frames = [element.value for element in at.dataframe]
    return next(frame for frame in frames if "What is wrong" in frame)


def shown(at: AppTest) -> pd.DataFrame:
    """The table of orders."""
    return next(f for element in at.dataframe if "status" in (f := element.value))


def test_an_empty_day_says_what_to_drop_and_offers_the_sample(store: Store) -> None:
    at = open_page("orders")
    assert "Try the sample day" in labels(at)
    assert at.file_uploader[0].label.startswith("Drop the orders here")


def test_a_file_is_counted_row_by_row_and_what_is_wrong_is_named(store: Store) -> None:
    text = f"{TWO}C,Carl,24.94,160.0,12:00,09:00\nA,Anna,60.17,24.94,09:00,12:00\n"
    at = drop(open_page("orders"), ("day.csv", text.encode()))
    assert "4 rows: 2 imported, 0 updated, 1 duplicate, 1 rejected." in words(at)
    assert list(problems(at)["Row"]) == ["4", "5"]
    assert set(texts(store)) == {"A", "B"}


def test_several_files_at_once_each_have_their_result(store: Store) -> None:
    other = f"{HEAD}Z,Zoe,60.19,24.93,,\n"
    at = drop(open_page("orders"), ("one.csv", TWO.encode()), ("two.csv", other.encode()))
    assert "one.csv – Table with headings, 2 rows: 2 imported" in words(at)
    assert "two.csv – Table with headings, 1 row: 1 imported" in words(at)
    assert set(texts(store)) == {"A", "B", "Z"}


def test_rows_that_cannot_be_read_are_brought_in_to_be_corrected_here(store: Store) -> None:
    at = drop(open_page("orders"), ("day.csv", f"{TWO}C,Carl,60.1,24.9,12:00,9:00\n".encode()))
    assert set(texts(store)) == {"A", "B"}
    click(at, "Bring these rows in to correct them here")
    assert set(texts(store)) == {"A", "B", "C"}
    assert list(problems(at)["Order"]) == ["C"]
    assert "Bring these rows in to correct them here" not in labels(at)


def test_a_file_of_an_archive_that_cannot_be_read_is_named_beside_the_others(store: Store) -> None:
    archive = BytesIO()
    with ZipFile(archive, "w") as files:
        files.writestr("good.csv", TWO)
        files.writestr("bad.csv", b"%PDF-1.7")
    at = drop(open_page("orders"), ("day.zip", archive.getvalue()))
    assert "PDF" in at.error[0].value
    assert set(texts(store)) == {"A", "B"}


def test_a_date_that_can_be_two_days_is_asked_for_once(store: Store) -> None:
    head = "order_id,latitude,longitude,delivery date\n"
    at = drop(open_page("orders"), ("one.csv", f"{head}D,60.17,24.94,05/06/2026\n".encode()))
    assert "“05/06/2026”: which day is it?" in words(at)
    click(at, "Wednesday 6 May 2026")
    [view] = orders.list_orders(store, date(2026, 5, 6))
    assert view.order_id == "D"
    other = f"{head}E,60.18,24.95,05/06/2026\n"
    drop(open_page("orders"), ("two.csv", other.encode()))
    assert len(orders.list_orders(store, date(2026, 5, 6))) == 2


def test_what_is_no_table_is_refused_with_the_reason(store: Store) -> None:
    at = drop(open_page("orders"), ("photo.csv", b"\x89PNG\r\n\x1a\n0000"))
    assert "picture" in at.error[0].value
    assert not texts(store)


def test_unknown_columns_are_named_by_a_person(store: Store) -> None:
    data = "Wer;N;E\nMüller;60.17;24.94\n".encode("cp1252")
    at = drop(open_page("orders"), ("day.csv", data))
    assert "Which column holds what?" in words(at)
    assert list(at.dataframe[0].value["Wer"]) == ["Müller"]
    for label, heading in (("Latitude", "N"), ("Longitude", "E"), ("Customer", "Wer")):
        next(box for box in at.selectbox if box.label == label).set_value(heading)
    click(at, "Read these orders")
    assert [text["customer"] for text in texts(store).values()] == ["Müller"]


def test_a_file_can_be_read_again_in_other_letters(store: Store) -> None:
    data = "customer;latitude;longitude\nŁódź;60.17;24.94\n".encode("utf-16-le")
    at = drop(open_page("orders"), ("day.csv", data))
    next(box for box in at.selectbox if "written as" in box.label).set_value("utf-16-le")
    click(at, "Read it again")
    assert [text["customer"] for text in texts(store).values()] == ["Łódź"]


def test_typed_changes_are_kept_by_the_one_primary_button(store: Store) -> None:
    bring(store)
    at = type_in(open_page("orders"), {1: {"customer": "Berta", "window_start": "10:00"}})
    assert [b.label for b in at.button if b.proto.type == "primary"] == ["Save changes to 1 order"]
    assert texts(store)["B"]["customer"] == "Bert"
    click(at, "Save changes to 1 order")
    assert texts(store)["B"] | {"customer": "Berta", "window_start": "10:00"} == texts(store)["B"]
    assert "Save changes to 1 order" not in labels(at)


def test_unsaved_changes_outlive_a_search_and_another_page(store: Store) -> None:
    bring(store)
    at = type_in(open_page("orders"), {1: {"customer": "Berta"}})
    next(field for field in at.text_input if field.label == "Search").set_value("anna").run()
    assert "Save changes to 1 order" in labels(at)
    at.switch_page("../pages/settings.py").run()
    at.switch_page("../pages/orders.py").run()
    click(at, "Save changes to 1 order")
    assert texts(store)["B"]["customer"] == "Berta"


def test_typed_changes_can_be_discarded(store: Store) -> None:
    bring(store)
    at = click(type_in(open_page("orders"), {0: {"customer": "X"}}), "Discard")
    assert "Discard" not in labels(at)
    assert texts(store)["A"]["customer"] == "Anna"


def test_windows_are_set_and_cleared_for_all_ticked_orders(store: Store) -> None:
    bring(store)
    at = click(open_page("orders"), "Tick all")
    click(at, "Set this window")
    windows = [(t["window_start"], t["window_end"]) for t in texts(store).values()]
    assert windows == [("09:00", "12:00")] * 2
    click(at, "Clear their windows")
    assert not any(t.get("window_start") for t in texts(store).values())


def test_ticked_orders_are_left_out_and_taken_in_again(store: Store) -> None:
    bring(store)
    at = click(type_in(open_page("orders"), {0: {"chosen": True}}), "Leave out")
    assert [view.excluded for view in orders.list_orders(store, DATE)] == [True, False]
    click(at, "Take in again")
    assert not any(view.excluded for view in orders.list_orders(store, DATE))


def test_ticked_orders_move_to_another_day_and_what_was_typed_is_saved(store: Store) -> None:
    bring(store)
    at = type_in(open_page("orders"), {0: {"chosen": True}, 1: {"customer": "Berta"}})
    click(at, "Move 1 order")
    moved = orders.list_orders(store, DATE + timedelta(days=1))
    assert [view.order_id for view in moved] == ["A"]
    assert texts(store)["B"]["customer"] == "Berta"


def test_an_unreadable_correction_is_kept_and_named(store: Store) -> None:
    bring(store)
    at = type_in(open_page("orders"), {0: {"window_start": "noonish"}})
    click(at, "Save changes to 1 order")
    assert list(problems(at)["Column"]) == ["From"]
    assert list(problems(at)["Value"]) == ["noonish"]


def test_a_value_that_the_file_changed_under_a_correction_is_a_choice(store: Store) -> None:
    bring(store)
    orders.edit(store, {KEY_A: {"customer": "Mine"}})
    bring(store, TWO.replace("Anna", "Theirs"))
    at = open_page("orders")
    assert "The file says something else now" in words(at)
    click(at, "Take all of the file's")
    assert texts(store)["A"]["customer"] == "Theirs"
    assert "The file says something else now" not in words(at)


def test_an_order_beyond_the_radius_is_named_and_markup_in_names_is_not_read(store: Store) -> None:
    bring(store, f"{HEAD}far,[x](http://a),65.01,25.47,,\n")
    days.save_depot(store, DATE, point=sample.DEPOT, name="Shop")
    at = open_page("orders")
    assert "beyond the service radius" in problems(at)["What is wrong"].iloc[0]
    assert "[x](http://a)" not in "".join(element.value for element in at.markdown)


def test_swapped_latitude_and_longitude_are_mended_by_one_click(store: Store) -> None:
    days.save_depot(store, DATE, point=sample.DEPOT, name="Shop")
    bring(store, f"{HEAD}S,Sara,24.94,60.17,,\n")
    at = open_page("orders")
    assert list(shown(at)["status"]) == ["▲ latitude and longitude swapped?"]
    click(at, "Swap them")
    assert list(shown(at)["status"]) == ["✓ ok"]


def test_orders_to_one_door_are_told_and_can_be_stops_of_their_own(store: Store) -> None:
    bring(store, f"{HEAD}A,Anna,60.17,24.94,,\nB,Bert,60.17,24.94,,\n")
    at = open_page("orders")
    assert "2 orders share 1 stop" in [block.label for block in at.expander]
    click(at, "Make own stops")
    assert all(view.order and view.order.own_stop for view in orders.list_orders(store, DATE))
    click(at, "Share a stop again")
    assert "2 orders share 1 stop" in [block.label for block in at.expander]


def test_what_a_rule_gives_shows_in_the_table_with_its_name(store: Store) -> None:
    bring(store, "order_id,latitude,longitude,tags\nA,60.17,24.94,bulky\n")
    sources.save_order_rules(store, [OrderRule("tags", "bulky", service_min=12)])
    [row] = shown(open_page("orders")).to_dict("records")
    assert (row["rules"], row["service_min"]) == ("bulky", "12")


def test_a_shipping_method_is_left_out_by_a_rule_and_taken_in_again(store: Store) -> None:
    head = "order_id,latitude,longitude,shipping method\n"
    bring(store, f"{head}A,60.17,24.94,Local\nB,60.18,24.95,Standard\nC,60.18,24.96,Local\n")
    at = open_page("orders")
    next(button for button in at.button if button.key == "leave_out_Standard").click().run()
    assert list(shown(at)["status"]) == ["✓ ok", "– left out by rule “Standard”", "✓ ok"]
    next(button for button in at.button if button.key == "take_in_Standard").click().run()
    assert not any(view.excluded for view in orders.list_orders(store, DATE))
    assert not sources.order_rules(store)
