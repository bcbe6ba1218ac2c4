"""What tags say of a way: who may use it, how fast, and what it is called."""

import pytest

from dashboard.osm.road_access import BACKWARD, BOTH, FORWARD, ONLY_TO_REACH, access, passable
from dashboard.osm.road_nodes import ALONG, GATE, SIGNALS, STOP, TOLL, blocked, features
from dashboard.osm.road_tags import CLASSES, MILE_KM, Limit, limit, limits, road, seconds
from dashboard.osm.road_turns import turn_rule

TO_REACH = BOTH | ONLY_TO_REACH


@pytest.mark.parametrize(
    ("kind", "tags", "uses"),
    [
        ("residential", {}, (BOTH, BOTH, BOTH)),
        ("motorway", {"highway": "motorway"}, (FORWARD, 0, 0)),
        ("primary", {"motorroad": "yes"}, (BOTH, 0, 0)),
        ("footway", {}, (0, 0, BOTH)),
        ("cycleway", {"foot": "no"}, (0, BOTH, 0)),
        ("pedestrian", {"bicycle": "yes"}, (0, BOTH, BOTH)),
        ("pedestrian", {"motor_vehicle": "delivery"}, (TO_REACH, 0, BOTH)),
        ("footway", {"access": "yes"}, (0, 0, BOTH)),
        ("track", {}, (TO_REACH, BOTH, BOTH)),
        ("track", {"motor_vehicle": "yes"}, (BOTH, BOTH, BOTH)),
        ("track", {"motor_vehicle": "agricultural;forestry"}, (0, BOTH, BOTH)),
        ("residential", {"access": "private"}, (TO_REACH, TO_REACH, TO_REACH)),
        ("residential", {"vehicle": "destination"}, (TO_REACH, TO_REACH, BOTH)),
        ("residential", {"access": "no", "bicycle": "yes"}, (0, BOTH, 0)),
        ("residential", {"access": "no", "motorcar": "yes"}, (BOTH, 0, 0)),
        ("residential", {"motorcar": "no", "goods": "yes"}, (BOTH, BOTH, BOTH)),
        ("residential", {"access": "unknown"}, (BOTH, BOTH, BOTH)),
        ("service", {"service": "parking_aisle"}, (TO_REACH, BOTH, BOTH)),
        ("ferry", {}, (0, 0, BOTH)),
        ("ferry", {"motor_vehicle": "yes", "bicycle": "yes"}, (BOTH, BOTH, BOTH)),
    ],
)
def test_who_may_use_a_way(kind: str, tags: dict[str, str], uses: tuple[int, ...]) -> None:
    assert access(kind, tags) == uses


@pytest.mark.parametrize(
    ("tags", "van", "bike"),
    [
        ({"oneway": "yes"}, FORWARD, FORWARD),
        ({"oneway": "-1"}, BACKWARD, BACKWARD),
        ({"oneway": "no"}, BOTH, BOTH),
        ({"oneway": "reversible"}, 0, 0),
        ({"junction": "roundabout"}, FORWARD, FORWARD),
        ({"oneway": "yes", "oneway:bicycle": "no"}, FORWARD, BOTH),
        ({"oneway": "yes", "cycleway": "opposite_lane"}, FORWARD, BOTH),
        ({"oneway": "yes", "cycleway:left:oneway": "no"}, FORWARD, BOTH),
        ({"oneway:bicycle": "yes"}, BOTH, FORWARD),
    ],
)
def test_one_way_streets(tags: dict[str, str], van: int, bike: int) -> None:
    assert access("residential", tags) == (van, bike, BOTH)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("50", Limit(50)),
        ("30 mph", Limit(30 * MILE_KM)),
        ("50;30", Limit(50)),
        ("DE:urban", Limit(0, "urban")),
        ("PT:motorway", Limit(0, "motorway")),
        ("GB:nsl_single", Limit()),
        ("AT:zone30", Limit(30)),
        ("DE:zone:30", Limit(30)),
        ("walk", Limit(7)),
        ("signals", Limit()),
        ("none", Limit()),
        ("", Limit()),
    ],
)
def test_a_limit_as_people_write_it(said: str, heard: Limit) -> None:
    assert limit(said) == heard


def test_a_limit_may_hold_one_way_only_or_be_told_by_its_source() -> None:
    assert limits({"maxspeed": "50", "maxspeed:backward": "30"}) == (Limit(50), Limit(30))
    assert limits({"source:maxspeed": "FR:rural"}) == (Limit(0, "rural"), Limit(0, "rural"))
    # A source that is a number is no limit: it may be the year of a survey.
    assert limits({"source:maxspeed": "2019"}) == (Limit(), Limit())


@pytest.mark.parametrize(
    ("said", "length_s"),
    [("45", 2700), ("1:30", 5400), ("00:25:30", 1530), ("PT45M", 2700), ("P1DT2H", 93_600),
     ("about an hour", 0), ("", 0)],
)  # fmt: skip
def test_a_duration_as_people_write_it(said: str, length_s: int) -> None:
    assert seconds(said) == length_s


def test_a_slip_road_is_of_the_class_it_leads_to() -> None:
    found = road({"highway": "trunk_link", "ref": "A 4"})
    assert found is not None
    assert (CLASSES[found.road_class], found.is_link, found.name) == ("trunk", True, "A 4")


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "construction"},
        {"highway": "platform"},
        {"highway": "pedestrian", "area": "yes"},
        {"highway": "residential", "access": "no"},
        {"building": "yes"},
    ],
)
def test_what_nobody_drives_or_walks_is_no_road(tags: dict[str, str]) -> None:
    assert road(tags) is None


@pytest.mark.parametrize(
    ("tags", "passes"),
    [
        ({"barrier": "gate"}, (True, True, True)),
        ({"barrier": "gate", "access": "no"}, (False, False, False)),
        ({"barrier": "bollard"}, (False, True, True)),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, (True, True, True)),
        ({"barrier": "kissing_gate"}, (False, False, True)),
        ({"barrier": "cattle_grid"}, (True, True, True)),
    ],
)
def test_who_passes_a_barrier(tags: dict[str, str], passes: tuple[bool, ...]) -> None:
    assert passable(tags) == passes
    assert blocked(tags) == sum(1 << profile for profile in range(3) if not passes[profile])


def test_what_stands_at_a_node() -> None:
    assert features({"highway": "traffic_signals"}) == SIGNALS
    assert features({"highway": "crossing", "crossing": "traffic_signals"}) == SIGNALS
    assert features({"highway": "crossing"}) == 0
    assert features({"highway": "stop", "direction": "forward"}) == STOP | ALONG
    assert features({"barrier": "lift_gate"}) == GATE
    assert features({"barrier": "toll_booth"}) == TOLL
    assert blocked({"highway": "stop", "access": "no"}) == 0


MEMBERS = [("from", "w", 1), ("via", "n", 2), ("to", "w", 3)]


def test_a_turn_restriction_binds_what_has_wheels_but_for_exceptions() -> None:
    rule = turn_rule({"restriction": "no_left_turn"}, iter(MEMBERS))
    assert rule is not None
    assert (rule.is_only, rule.from_ways, rule.via_node, rule.to_ways) == (False, (1,), 2, (3,))
    assert rule.profiles == 0b011
    spared = turn_rule({"restriction": "only_straight_on", "except": "bicycle"}, iter(MEMBERS))
    assert spared is not None
    assert (spared.is_only, spared.profiles) == (True, 0b001)
    for_cars = turn_rule({"restriction:motor_vehicle": "no_u_turn"}, iter(MEMBERS))
    assert for_cars is not None
    assert for_cars.profiles == 0b001


@pytest.mark.parametrize(
    ("tags", "members"),
    [
        ({"restriction": "no_left_turn"}, MEMBERS[:2]),
        ({"restriction": "no_left_turn"}, [MEMBERS[0], MEMBERS[2]]),
        ({"restriction": "no_left_turn", "except": "bicycle;motorcar"}, MEMBERS),
        ({"restriction:hgv": "no_left_turn"}, MEMBERS),
        ({"restriction": "give_way"}, MEMBERS),
    ],
)
def test_a_restriction_that_binds_nobody_is_none(
    tags: dict[str, str], members: list[tuple[str, str, int]]
) -> None:
    assert turn_rule(tags, iter(members)) is None
