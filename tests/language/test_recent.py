"""What was made of the objects that were last in hand."""

from briefs.language.recent import Recent


def test_it_is_made_once_of_the_same_object_and_again_of_an_equal_one() -> None:
    recent, one, other = Recent[list[str]](100), ["a report"], ["a report"]

    first = recent.of(one, "copied", 8, lambda: [*one])

    assert recent.of(one, "copied", 8, lambda: [*one]) is first
    assert recent.of(other, "copied", 8, lambda: [*other]) is not first


def test_what_is_made_in_another_way_is_another_value() -> None:
    recent, report = Recent[str](100), ["a report"]

    assert recent.of(report, "upper", 8, lambda: "A REPORT") == "A REPORT"
    assert recent.of(report, "title", 8, lambda: "A Report") == "A Report"


def test_what_was_not_asked_for_longest_goes_when_the_sizes_pass_the_limit() -> None:
    recent, reports = Recent[str](20), [["first"], ["second"], ["third"]]
    first, second, third = reports

    recent.of(first, "", 8, lambda: "made")
    recent.of(second, "", 8, lambda: "made")
    recent.of(first, "", 8, lambda: "made again")
    recent.of(third, "", 8, lambda: "made")

    assert recent.of(first, "", 8, lambda: "made again") == "made"
    assert recent.of(third, "", 8, lambda: "made again") == "made"
    assert recent.of(second, "", 8, lambda: "made again") == "made again"


def test_one_that_is_larger_than_the_limit_is_held_alone() -> None:
    recent, small, large = Recent[str](20), ["small"], ["large"]

    recent.of(small, "", 8, lambda: "made")
    recent.of(large, "", 800, lambda: "made")

    assert recent.of(large, "", 800, lambda: "made again") == "made"
    assert recent.of(small, "", 8, lambda: "made again") == "made again"
