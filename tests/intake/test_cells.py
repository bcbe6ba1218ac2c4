"""Numbers, amounts, positions and priorities as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import Point, Priority
from dashboard.intake.cells import CellError, parse_number
from dashboard.intake.positions import parse_position
from tests.intake.build_tables import parse, problem, read


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.5", 2.5), ("2,5", 2.5), ("-1", -1), ("\N{MINUS SIGN}1", -1), ("1 000,5", 1000.5),
     ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("0,500", 0.5), ("60,16991", 60.16991)],
)  # fmt: skip
def test_numbers_with_point_or_comma(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "1_0", "1e999", "1.2.3", "1,2,3", "--1"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(CellError):
        parse_number(text)


def test_a_comma_that_may_mean_thousands_is_asked_about() -> None:
    assert problem(weight_kg="1,500").reason == "It could mean 1.500 or 1500."


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 0), ("0", 0), ("7", 7), ("7.5", 7.5), ("7,5", 7.5), ("7 min", 7), ("0:07", 7),
     ("00:07:00", 7), ("1:30", 90), ("1h", 60), ("1h15", 75), ("90 s", 1.5), ("480", 480)],
)  # fmt: skip
def test_service_in_minutes(text: str, minutes: float) -> None:
    assert read(service_min=text).service == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["-1", "481", "8:01", "1e9", "1" * 250, "soon", "5 kg"])
def test_service_that_nobody_gives(text: str) -> None:
    told = problem(service_min=text)
    assert (told.column, told.value) == ("service_min", text)
    assert told.remedy == "Give minutes from 0 to 480, as in 5."


def test_loads_in_whole_parcels_grams_and_cubic_centimetres() -> None:
    load = read(parcels="2.0", weight_kg="2,5 kg", volume_l="0.5 m3").load
    assert tuple(load) == (2, 2500, 500_000)
    assert tuple(read().load) == (1, 0, 0)
    assert tuple(read(parcels="0", weight_kg="250 g").load) == (0, 250, 0)


@pytest.mark.parametrize(
    "values",
    [{"parcels": "-1"}, {"parcels": "1.5"}, {"parcels": "many"}, {"weight_kg": "-2"},
     {"weight_kg": "2 parsecs"}, {"volume_l": "-0.1"}, {"parcels": "100001"}],
)  # fmt: skip
def test_loads_that_cannot_be(values: dict[str, str]) -> None:
    [(column, value)] = values.items()
    told = problem(**values)
    assert (told.column, told.value) == (column, value)


@pytest.mark.parametrize(
    ("texts", "priority"),
    [(("low", "L", "1", "niedrig"), Priority.LOW),
     (("", "normal", "M", "n", "2"), Priority.NORMAL),
     (("High", "H", "3", "alta"), Priority.HIGH),
     (("critical", "C", "4", "4.0", "URGENT"), Priority.CRITICAL)],
)  # fmt: skip
def test_priorities(texts: tuple[str, ...], priority: Priority) -> None:
    assert {read(priority=text).priority for text in texts} == {priority}


def test_a_priority_of_five_is_a_problem() -> None:
    assert problem(priority="5").column == "priority"


HELSINKI = Point(lon=24.94, lat=60.17)
SWAP, SEA, MISSING, DEGREES = "swapped", "0, 0", "missing", "decimal degrees"


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("60.17", "24.94", HELSINKI),
        ("60,17", "24,94", HELSINKI),
        (" 60.17 ", "+24.94", HELSINKI),
        ("60.17°", "24.94°", HELSINKI),
        ("60.17° N", "24.94 E", HELSINKI),
        ("N 60,17", "E24.94", HELSINKI),
        ("22.8 S", "43.3° W", Point(lon=-43.3, lat=-22.8)),
        ("-22.8", "\N{MINUS SIGN}43.3", Point(lon=-43.3, lat=-22.8)),
        ("90", "180", Point(lon=180, lat=90)),
        ("-90", "-180", Point(lon=-180, lat=-90)),
        ("0", "24.94", Point(lon=24.94, lat=0)),
        ("60° 10' 12\"", "24°56'24\"", HELSINKI),
        ("60 10 12 N", "24 56 24 E", HELSINKI),
        ("N60 10.2", "E24 56.4", HELSINKI),
        ("60:10:12", "24:56:24", HELSINKI),
        ("60º10\u203212\u2033 n", "24º56’24” e", HELSINKI),
        ("22 48 S", "43°18'W", Point(lon=-43.3, lat=-22.8)),
        ("-22°48'", "-43°18'", Point(lon=-43.3, lat=-22.8)),
        ("24.94 E", "60.17", SWAP),
        ("60°61'", "24.94", DEGREES),
        ("60 10", "24 56", DEGREES),
        ("1e-05", "24.94", Point(lon=24.94, lat=0.00001)),
        ("151.2", "-33.9", SWAP),
        ("-122.4", "37.8", SWAP),
        ("60.17", "224.94", DEGREES),
        ("60169857", "24938379", DEGREES),
        ("91", "181", DEGREES),
        ("0", "0", SEA),
        ("0.0", "-0.00001", SEA),
        ("nan", "24.94", DEGREES),
        ("60.17", "inf", DEGREES),
        ("60.169.857", "24.94", DEGREES),
        ("north", "24.94", DEGREES),
        ("60.17", "", MISSING),
        ("", "24.94", MISSING),
    ],
)
def test_thirty_five_coordinates(lat: str, lon: str, expected: Point | str) -> None:
    order, problems = parse(latitude=lat, longitude=lon)
    if isinstance(expected, Point):
        assert order is not None
        assert order.point == pytest.approx(expected, abs=1e-9)
    else:
        assert order is None
        [told] = problems
        assert expected in f"{told.reason} {told.remedy}"
        assert told.column in ("latitude", "longitude")


@pytest.mark.parametrize(
    "text",
    ["60.17,24.94", "60.17, 24.94", "60.17 24.94", "60,17; 24,94", "(60.17, 24.94)",
     "60,17 24,94", "60,17, 24,94", "60.17° / 24.94°"],
)  # fmt: skip
def test_a_position_in_one_cell(text: str) -> None:
    assert read(latitude="", longitude="", position=text).point == HELSINKI


@pytest.mark.parametrize(
    "text",
    ["60°10'12\"N 24°56'24\"E", "60 10 12 N, 24 56 24 E", "N60 10.2 E24 56.4", "60.17N 24.94E",
     "N 60° 10.2' E 024° 56.4'", "60°10\u203212\u2033, 24°56\u203224\u2033", "24.94 E, 60.17 N",
     "@60.17,24.94", "https://www.google.com/maps/place/Caf%C3%A9/@60.17,24.94,15z/data=!3m1"],
)  # fmt: skip
def test_a_position_as_maps_write_it(text: str) -> None:
    assert read(latitude="", longitude="", position=text).point == pytest.approx(HELSINKI, abs=1e-9)


@pytest.mark.parametrize(
    "text", ["http://maps/60.17,24.94", "60.17", "N E", "N 60.17 1e-05", "° °", "60N 24N", "@1,2"]
)
def test_what_only_looks_like_a_position(text: str) -> None:
    assert problem(latitude="", longitude="", position=text).column == "position"


@given(st.text("0123456789.,°'\"NSEW -@/:", max_size=30))
def test_any_position_is_on_earth_or_an_error(text: str) -> None:
    try:
        point = parse_position(text)
    except CellError:
        return
    assert abs(point.lat) <= 90
    assert abs(point.lon) <= 180


def test_a_position_that_is_none() -> None:
    assert problem(latitude="", longitude="", position="Helsinki").column == "position"
    assert SWAP in problem(latitude="", longitude="", position="151.2,-33.9").remedy
