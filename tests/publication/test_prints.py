"""The prints of one story as a tree: who was read, and which of them copies which."""

from dataclasses import replace

from briefs.model import Brief, CopySignal, DocumentId, Print
from briefs.publication.hearing import PrintView, TreeView
from briefs.publication.prints import DEEPEST, PRINTS_SHOWN, tree_of
from tests.publication.material import sample


def named(place: int) -> DocumentId:
    return DocumentId(f"sha256:{place:064}")


def carried(place: int, of: int, signal: CopySignal = CopySignal.SAME_TEXT, share: float = 1.0) -> Print:
    """The print by outlet ``place`` of what outlet ``of`` has; outlet 0 is the origin."""
    return Print(
        document=named(place), path=f"seeds/{place}.txt", url=None, title=None, publisher=f"Outlet {place}",
        published=None, language="en", credits=(), of=named(of), signal=signal if place else None,
        share=share if place else None,
    )  # fmt: skip


def tree(*prints: Print, cited: int = 0) -> TreeView:
    """The tree under the only reference to a story, which is to its print ``cited``."""
    brief = sample()
    told = replace(brief.references[2], document=named(cited), origin=named(0), prints=prints)
    found = tree_of(told, replace(brief, references=(told,)))
    assert found is not None
    return found


def outlined(prints: tuple[PrintView, ...]) -> list[object]:
    """The names in a tree, each with those below it."""
    return [[one.name, outlined(one.prints)] if one.prints else one.name for one in prints]


def test_a_story_that_nobody_else_printed_has_no_tree() -> None:
    brief = sample()
    assert tree_of(brief.references[2], brief) is None


def test_a_copy_of_a_copy_stands_below_it() -> None:
    found = tree(carried(0, 0), carried(1, 0), carried(2, 1), carried(3, 0))
    assert found.summary == "4 prints of one story"
    assert outlined(found.prints) == [["Outlet 1", ["Outlet 2"]], "Outlet 3"]


def test_under_a_reprint_the_tree_begins_with_the_origin_that_is_not_cited() -> None:
    found = tree(carried(0, 0), carried(1, 0), cited=1)
    assert outlined(found.prints) == [["Outlet 0", ["Outlet 1"]]]
    assert [(one.number, one.anchor) for one in found.prints[0].prints] == [(3, "r3")]


def test_a_story_is_told_once_under_its_origin() -> None:
    brief = sample()
    told = [tree_of(reference, brief) for reference in brief.references]
    assert [place for place, found in enumerate(told, 1) if found] == [1]
    assert told[0] is not None
    assert outlined(told[0].prints) == ["Inland Post", "椿新聞", "Coastal Gazette", "Evening Pilot"]


def test_each_print_tells_what_it_has_of_the_one_above_it_its_language_and_its_reference() -> None:
    told = tree_of(sample().references[0], sample())
    assert told is not None
    assert [(one.how, one.lang, one.number) for one in told.prints] == [
        ("same text", None, None),
        ("near copy, credit: Strait Wire", "ja", None),
        ("retold", None, None),
        ("with words of its own", None, 9),
    ]


def test_a_print_without_a_publisher_is_shown_by_its_title_then_by_its_file() -> None:
    titled = replace(carried(1, 0, CopySignal.CONTAINED, 0.9), publisher=None, title="On the quay")
    found = tree(carried(0, 0), titled, replace(carried(2, 0, CopySignal.ADDRESS), publisher=None))
    assert [(one.name, one.how) for one in found.prints] == [
        ("On the quay", "cut"),
        ("2.txt", "another version"),
    ]


def test_a_story_that_hundreds_carry_fills_a_few_lines_and_counts_the_others() -> None:
    found = tree(*(carried(place, 0) for place in range(300)))
    assert len(found.prints) == PRINTS_SHOWN
    assert found.more == f"and {299 - PRINTS_SHOWN} more, all in brief.json"


def test_a_print_of_one_that_is_not_listed_stands_under_the_origin() -> None:
    found = tree(carried(0, 0), *(carried(place, 299) for place in range(1, 300)))
    assert len(found.prints) == PRINTS_SHOWN


def test_a_long_chain_of_copies_is_set_as_deep_as_can_be_read_and_none_is_lost() -> None:
    def deepest(prints: tuple[PrintView, ...]) -> int:
        return 1 + max((deepest(one.prints) for one in prints), default=-1) if prints else 0

    def all_in(prints: tuple[PrintView, ...]) -> list[str]:
        return [name for one in prints for name in (one.name, *all_in(one.prints))]

    chain = [carried(place, place - 1) for place in range(1, PRINTS_SHOWN + 1)]
    found = tree(carried(0, 0), *chain)
    assert sorted(all_in(found.prints)) == sorted(f"Outlet {place}" for place in range(1, PRINTS_SHOWN + 1))
    assert deepest(found.prints) <= DEEPEST + 1


def test_a_tree_is_a_list_in_a_list_on_the_page() -> None:
    from tests.publication.test_page import body  # noqa: PLC0415 - it imports what the page is made by

    html = body(_with_a_copy_of_a_copy(sample()))
    told = html[html.index('class="tree"') : html.index("</div>", html.index('class="tree"'))]
    assert told.count("<ul>") == 2
    assert told.index("Inland Post") < told.index("<ul>", told.index("Inland Post")) < told.index("椿新聞")


def _with_a_copy_of_a_copy(brief: Brief) -> Brief:
    first = brief.references[0]
    root, post, shimbun, *others = first.prints
    prints = (root, post, replace(shimbun, of=post.document), *others)
    return replace(brief, references=(replace(first, prints=prints), *brief.references[1:]))
