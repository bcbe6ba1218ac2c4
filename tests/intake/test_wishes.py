"""When a customer wants an order: found in details and tags, in whichever language."""

import pytest

from dashboard.intake.moments import moment_in
from dashboard.intake.wishes import Wishes, details_in, wishes_in


def wishes(text: str = "", tags: str = "") -> Wishes:
    """What these lines and tags ask for."""
    return wishes_in(details_in(text), tags)


def test_a_detail_is_a_name_and_a_text_and_may_take_several_lines() -> None:
    text = "Gift note: Dear Ada,\nhappy birthday\n\nTime: 10:00 - 12:00\nRoom\uff1a5"
    assert details_in(text) == [
        ("Gift note", "Dear Ada,\nhappy birthday"), ("Time", "10:00 - 12:00"), ("Room", "5")
    ]  # fmt: skip
    assert details_in("no name here") == []
    assert details_in("Hours:\n10:00 - 12:00") == [("Hours", "10:00 - 12:00")]


@pytest.mark.parametrize(
    "name",
    ["Delivery-Date", "delivery_date", "Delivery Day", "Requested delivery date", "deliveryDate",
     "Order Delivery Date", "Shipping-Date", "Liefertermin", "Lieferdatum", "Wunschtermin",
     "Date de livraison", "Jour de livraison", "Fecha de entrega", "Data di consegna",
     "Giorno di consegna", "Data de entrega", "Bezorgdatum", "Bezorgdag", "Leverdatum",
     "Leveringsdato", "Leveransdatum", "Toimituspäivä", "配送希望日", "お届け希望日", "Date"],
)  # fmt: skip
def test_names_of_a_day(name: str) -> None:
    assert wishes(f"{name}: 14/05/2026") == Wishes(date="14/05/2026")


@pytest.mark.parametrize(
    "name",
    ["Delivery-Time", "delivery_time_slot", "Delivery window", "Delivery Hours", "Lieferzeit",
     "Lieferzeitfenster", "Créneau de livraison", "Heure de livraison", "Hora de entrega",
     "Horario de entrega", "Franja horaria de entrega", "Orario di consegna", "Bezorgtijd",
     "Tijdvak bezorging", "Leveringstidspunkt", "Leveranstid", "Toimitusaika", "配送時間帯",
     "Zeitfenster", "Time slot"],
)  # fmt: skip
def test_names_of_the_hours(name: str) -> None:
    assert wishes(f"{name}: morning") == Wishes(window="morning")


@pytest.mark.parametrize(
    "line",
    ["Order date: 2026-05-14", "Delivery fee: 5", "Delivery-Location-Id: 7", "Color: date palm",
     "Delivery-Slot-Id: 12", "Delivery update: by mail", "Delivered date: 2026-05-14",
     "Date shipped: 2026-05-14", "Lieferzeit: 2-3 Werktage", "Delivery Date:", "Time: none",
     "Birthday: 2026-05-14", "Delivery Day: Friday", "Delivery-Date: null"],
)  # fmt: skip
def test_other_details_ask_for_no_time(line: str) -> None:
    assert wishes(line) == Wishes()


def test_the_date_beats_the_name_of_its_day() -> None:
    assert wishes("Delivery Day: 14\nDelivery Date: 2026-05-14").date == "2026-05-14"


def test_date_and_window_in_one_text_come_apart() -> None:
    both = Wishes(date="2026-05-14", window="10:00 - 12:00")
    assert wishes("Delivery Date and Time: 2026-05-14 10:00 - 12:00") == both
    assert wishes("Delivery time: 2026-05-14, 10:00 - 12:00") == both
    assert wishes("Delivery Date: Thu 14 May 2026 10am-12pm").date == "14 May 2026"


def test_a_second_window_is_not_lost_by_taking_them_apart() -> None:
    text = "2026-05-14 10:00-12:00, 14:00-16:00"
    assert wishes(f"Delivery Date: {text}") == Wishes(date=text)


def test_start_and_end_make_a_window() -> None:
    assert wishes("Delivery time from: 10:00\nDelivery time to: 12:00").window == "10:00 - 12:00"
    assert wishes("Delivery time from: 10:00").window == ""


@pytest.mark.parametrize(
    "line",
    ["Gift Note: Happy birthday", "Message: Love", "Delivery Instructions: Ring twice",
     "Nachricht: Alles Gute", "メッセージ: おめでとう", "Mensaje: Felicidades",
     "Access code: 1234"],
)  # fmt: skip
def test_notes_for_whoever_brings_it(line: str) -> None:
    assert wishes(line) == Wishes(notes=(line,))


def test_fetching_has_its_own_day() -> None:
    fetched = wishes("Delivery-Time: 10:00\nPickup-Date: 2026-05-14\nPickup-Location-Id: 5")
    assert (fetched.is_pickup, fetched.date, fetched.window) == (True, "2026-05-14", "")
    brought = wishes("Delivery-Date: 2026-05-13\nPickup-Date: 2026-05-14")
    assert (brought.is_pickup, brought.date) == (None, "2026-05-13")
    assert wishes("Checkout-Method: shipping").is_pickup is False
    assert wishes("Collection date: 2026-05-14").is_pickup is True


@pytest.mark.parametrize(
    ("tag", "date", "window"),
    [("2026-05-14", "2026-05-14", ""), ("14/05/2026", "14/05/2026", ""),
     ("14.5.2026", "14.5.2026", ""), ("May 14 2026", "May 14 2026", ""),
     ("Thu 14 May", "14 May", ""), ("14. März 2026", "14. März 2026", ""),
     ("14 de mayo de 2026", "14 de mayo de 2026", ""), ("1er février", "1er février", ""),
     ("Delivery Date: 2026-05-14", "2026-05-14", ""), ("Delivery 2026-05-14", "2026-05-14", ""),
     ("Liefertermin: 14.05.", "14.05.", ""), ("10:00 - 12:00", "", "10:00 - 12:00"),
     ("10am-12pm", "", "10am-12pm"), ("10–12 Uhr", "", "10–12 Uhr"),
     ("10 to 12:30", "", "10 to 12:30"), ("before 12:00", "", "before 12:00"),
     ("Delivery Time: 10-12", "", "10-12"),
     ("2026-05-14 10:00-12:00", "2026-05-14", "10:00-12:00")],
)  # fmt: skip
def test_tags_that_say_when(tag: str, date: str, window: str) -> None:
    assert wishes(tags=f"vip, {tag}, fragile") == Wishes(date=date, window=window)


@pytest.mark.parametrize(
    "tag",
    ["vip", "2-4 stems", "10-12 roses", "10-12", "24/05", "Order Date: 14/05/2026",
     "Sale 24 December", "imported 2026-05-14", "SKU-2026-05-14-x", "maroon 5", "decor 12",
     "set 12", "May", "2026", "spring 2026", "24h-48h", "1:2", "size: 10-12", "shipped 2026-05-14",
     "12 May flowers", "ratio 1:20 to 1:40 model", "Gen 2", "novelty 5", "junior 12"],
)  # fmt: skip
def test_ordinary_tags_say_nothing(tag: str) -> None:
    assert wishes(tags=tag) == Wishes()


def test_details_come_before_tags_and_tags_fill_what_they_leave_out() -> None:
    both = wishes("Delivery Date: 2026-05-14", "2026-05-15, 10:00-12:00")
    assert both == Wishes(date="2026-05-14", window="10:00-12:00")


def test_a_long_text_takes_no_time_and_says_nothing() -> None:
    long = "1 " * 50_000
    assert moment_in(long) == ("", "", long)
    assert wishes(f"{long}:{long}", tags=" , " * 50_000) == Wishes()
