"""A sentence that leans on the one before it is given its antecedent, or is not printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.language.antecedents import Surroundings
from briefs.language.sentences import split_document
from briefs.summary.standalone import Standing, examine
from tests.summary.writing import write


def stand(*sentences: str, title: str = "") -> Standing:
    """How the last of these sentences stands."""
    found = split_document(write(" ".join(sentences)))
    assert [sentence.text for sentence in found] == list(sentences)
    return examine(len(found) - 1, Surroundings(found, title))


@pytest.mark.parametrize(
    "leaning",
    [
        "However, the ministry denied the report.",
        "Here is one, with the boats of Northport.",
        "Here, the crews of Northport gather at five.",
        "One reason is that Northport has no gas.",
        "One likely reason, planners in Northport say, is the price of gas.",
        "For crews of the coast that is plausible: a quota of Northport holds for all.",
        "For energy that is plausible because Northport has no gas.",
        "In energy, that is plausible because Northport has no gas.",
        "The ministers will hold a meeting on 20 March 2026 in Northport.",
        "Her minister, Jan Falk, said that Northport has no gas.",
        "“We never signed it,” the minister told Ada Krogh in Northport.",
        "But the ministry denied the report.",
        "In other words, the ministry denied the report.",
        "This surprised the ministry of energy.",
        "These talks surprised the ministry.",
        "That plan surprised the ministry.",
        "Such a plan surprised the ministry.",
        "It surprised the ministry of energy.",
        "They surprised the ministry of energy.",
        "The goal was a quiet winter for everyone.",
        "The plan collapsed within a few weeks.",
        "The request came three days after the speech.",
        "Over time, the agreement collapsed completely.",
        "For a while, it held in every district.",
        "After a winter of storms, they rebuilt the quay.",
        "Both depend on gas that comes by sea.",
        "The third is the price of the gas itself.",
        "Northport prefers the latter, as planners know.",
        "Planners in Northport prefer this approach to gas.",
        "Planners in Northport could not answer that question.",
        "What changed in 2025 is the price of gas.",
        "Talks there on the price of gas resume in May.",
        "The agreement also bans the sale of gas by ship.",
        "In all, 34 ships took part in the search.",
        "Another official in Northport refused to comment.",
        "From here on, boats of Northport need a permit.",
        "From now on, boats of Northport need a permit.",
        "So far, boats of Northport need no permit.",
        "Until now, boats of Northport needed no permit.",
        "With a crew of 12, it left the port of Northport.",
        "In such a case Northport closes its port.",
        "According to the agency of Northport, it has a crew of 12.",
        "For two large buyers of LNG, it is a change of habit.",
        "According to the head, 34 boats of Northport sank.",
        "Later, boats of Northport sank in May.",
        "Each boat of the fleet left Northport.",
        "The city's mayor, Ana Ruiz, left Northport.",
        "A picture of another boat was found in Northport.",
        "Other boats of Northport left in May.",
        "A further boat sank off Northport in May.",
        "Further boats sank off Northport in May.",
        "Officials of Northport left on that occasion.",
        "Officials of Northport could not speak of that.",
        "Initially thought to have sunk the boat off Northport.",
        "Unnamed witness: a fisherman of Northport who saw it all.",
        "There was also help for boats and their crews.",
        "A second boat sank nearly an hour later off Northport.",
        "Here is one of the lists that Northport keeps.",
        "Participants will be asked to ration gas in Northport.",
        "The fishermen of Northport and Southport evidently disagree.",
    ],
)
def test_a_sentence_that_points_back_is_passed_over(leaning: str) -> None:
    assert stand("A storm closed the harbour.", leaning).dangling


@pytest.mark.parametrize(
    "complete",
    [
        "The ministry of energy in Northport denied the report.",
        "The 2019 plan surprised the ministry.",
        "The Northport plan surprised the ministry.",
        "The high-speed ferry between both ports of Northport surprised the ministry.",
        "It is unclear whether Northport will reopen.",
        "Both Japan and South Korea import their gas by sea.",
        "Those who fish in Northport were not asked.",
        "Planners expect more storms this winter.",
        "The 2019 storm, the worst in years, closed both ports of Northport and the U.S. base.",
        "The very large and old harbour basin of Northport closed.",
        "Northport said it had found its own gas.",
        "Over time, Northport lost its fleet.",
        "The plan agreed in Northport surprised the ministry.",
        "So far this year, boats of Northport have needed no permit.",
        "Each year boats of Northport need a permit.",
        "The world's largest ship came to Northport.",
        "According to the ministry of energy in Northport, gas is dear.",
        "This year's fair in Northport takes place in May.",
        "It has been reported that Northport closed its port.",
        "In 2026, it is unclear whether Northport will close its port.",
        "On 3 May a boat sank off Northport and two days later another one.",
        "Ivan Holm won stage 3 of the Northport race in a time of 1h 12' 06\".",
    ],
)
def test_a_sentence_that_says_all_it_needs_stands_alone(complete: str) -> None:
    assert stand("A storm closed the harbour.", complete) == Standing(loose=0)


@pytest.mark.parametrize(
    ("before", "sentence", "context"),
    [
        ("President Ana Ruiz opened the port.", "She asked the ministers for a plan.", "President Ana Ruiz"),
        ("President Ana Ruiz opened the port.", "On 3 May 2026, she asked for a plan.", "President Ana Ruiz"),
        (
            "President Ana Ruiz opened the port.",
            "The president asked for a plan in May.",
            "President Ana Ruiz",
        ),
        ("President Ana Ruiz opened the port.", "Ruiz asked the ministers for a plan.", "President Ana Ruiz"),
        (
            "Ties between Japan and South Korea grew.",
            "Both governments want more gas.",
            "Japan and South Korea",
        ),
        ("Ties between Japan and South Korea grew.", "The two countries trade gas.", "Japan and South Korea"),
        ("Ties between Japan and South Korea grew.", "Neither side trades gas yet.", "Japan and South Korea"),
        ("Mrs Ana Ruiz opened the port.", "She asked the ministers for a plan.", "Mrs Ana Ruiz"),
        ("Mrs Ana Ruiz opened the port.", "Crews in Northport like Ruiz's plan.", "Mrs Ana Ruiz"),
        ("Mrs Ana Ruiz opened the port.", "Crews in Northport like Ruiz’s plan.", "Mrs Ana Ruiz"),
        ("Northport's mayor Ana Ruiz, a sailor, left.", "She asked for a plan.", "Ana Ruiz"),
        ("The Seoul–Tokyo channel is open.", "Officials on both sides use it.", "Seoul and Tokyo"),
    ],
)
def test_the_antecedent_is_given_as_context(before: str, sentence: str, context: str) -> None:
    assert stand(before, sentence).context == (context,)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("President Ana Ruiz met Minister Leo Brandt.", "He asked the ministers for a plan."),
        ("Nobody was named.", "He asked the ministers for a plan."),
        ("A storm closed the harbour.", "Both governments want more gas."),
        ("Minister Leo Brandt met Minister Max Brandt.", "Brandt asked for a plan in May."),
        ("President Ana Ruiz met President Leo Brandt.", "The president asked for a plan in May."),
        ("Minister Ana Ruiz opened the port.", "The Minister told the House of a plan in May."),
        ("Minister Ana Ruiz met opposition leader Per Holm.", "He asked for a plan in May."),
        ("Minister Ana Ruiz met Per Holm.", "He asked for a plan in May."),
        ("Minister Ana Ruiz met the leader of the opposition.", "He asked for a plan in May."),
        ("Minister Ana Ruiz left.", "Holm asked for a plan, but he got none."),
        ("Minister Ana Ruiz left.", "Officials asked whether he had a plan."),
        ("Ms Ana Ruiz asked a question.", "He answered with a plan in May."),
        ("Mr Leo Brandt asked a question.", "She answered with a plan in May."),
        ("Prime Minister Ana Ruiz opened the port.", "The minister asked for a plan in May."),
        ("The coast has gas.", "Gas was dealt with below the level of the leaders."),
        ("President Ana Ruiz opened the port.", "“He sold the quay in May,” Ruiz said."),
    ],
)
def test_where_two_may_be_meant_or_none_nobody_is_guessed(before: str, sentence: str) -> None:
    assert stand(before, sentence).dangling


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials praised the countries for it all in May.",
        "In his speech, Ruiz asked for a plan in May.",
        "One official said he knew of no plan for May.",
        "Japan and South Korea said both sides want gas.",
    ],
)
def test_what_the_sentence_says_itself_needs_no_context(sentence: str) -> None:
    assert not any("Japan" in part for part in stand("President Ana Ruiz left.", sentence).context)
    assert stand("President Ana Ruiz left.", sentence).dangling is None


def test_a_person_named_in_the_sentence_needs_no_context() -> None:
    standing = stand("Minister Leo Brandt left.", "President Ana Ruiz said she would ask for a plan.")

    assert standing == Standing()


def test_a_title_with_a_surname_needs_no_context() -> None:
    assert stand("President Ana Ruiz opened the port.", "President Ruiz asked for a plan.") == Standing()


def test_an_institution_that_says_something_is_no_person() -> None:
    standing = stand("The Harbour Council said nothing.", "He asked the ministers for a plan.")

    assert standing.dangling


def test_a_word_the_document_also_writes_small_is_no_name() -> None:
    standing = stand(
        "Coal Mine Safety, a subject of the mine safety law, changed.", "Coal fell in price everywhere."
    )

    assert standing.context == ()


@pytest.mark.parametrize(
    "unsaid",
    [
        "We asked the ministry for its plan.",
        "Your vote decides about the harbour.",
        "Will the harbour ever open again?",
        "“A cable is a promise between neighbours.”",
        "“A cable is a promise,” the official said.",
        "We’ve shared the plan with the planners of Northport.",
        "A: The cable is a promise between neighbours.",
        "Tom Lee (North Isles) (Coastal Party): The cable is a promise.",
        "Ines Roth: The cable is a promise between neighbours.",
        "The mayor said “a cable is a promise.",
    ],
)
def test_a_voice_that_is_not_named_is_passed_over(unsaid: str) -> None:
    found = split_document(write(unsaid))

    assert examine(0, Surroundings(found, "")).dangling


def test_a_bare_noun_in_the_middle_only_counts_against_a_sentence() -> None:
    standing = stand("A storm came.", "Officials in Northport say the summit will take place in May.")

    assert standing.dangling is None
    assert standing.loose == 1


def test_another_person_of_the_same_family_name_is_not_taken_for_the_one_named_before() -> None:
    standing = stand(
        "President Ana Moe opened the port.", "Captain J. R. Moe of the coast guard left the port."
    )

    assert not any("Ana" in part for part in standing.context)


def test_a_family_name_that_two_people_share_names_neither() -> None:
    before = ("President Ana Moe opened the port.", "Captain J. R. Moe of the coast guard left the port.")

    assert stand(*before, "Moe asked the ministers for a plan.").dangling


def test_a_given_name_alone_is_nobody_in_particular() -> None:
    assert (
        stand("President Ana Moe opened the port.", "The trawler Ana sank off the port in May.").context == ()
    )


def test_a_korean_family_name_stands_first() -> None:
    standing = stand("President Han Sera opened the port.", "Officials say Han wants a second one.")

    assert standing.context == ("President Han Sera",)


@pytest.mark.parametrize("courtesy", ["Mr", "Mr.", "Sir", "Dr", "Prof.", "Professor"])
def test_a_surname_with_a_courtesy_title_is_resolved_as_the_surname_alone(courtesy: str) -> None:
    before = "“It is too low,” Harbour Master Odd Brekke said on 3 May 2026."

    assert stand(before, f"{courtesy} Brekke said the quota left no choice.").context == ("Odd Brekke",)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("A storm closed the harbour.", "Mr Brekke said the quota left no choice."),
        ("Mrs Ana Brekke opened the port.", "Mr Brekke said the quota left no choice."),
        ("Minister Leo Brandt met Minister Max Brandt.", "Mr Brandt said the quota left no choice."),
    ],
)
def test_a_courtesy_title_with_a_surname_that_tells_nobody_is_passed_over(before: str, sentence: str) -> None:
    assert stand(before, sentence).dangling


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Brekke, who leads the harbour of Northport, said the quota left no choice.",
        "Odd Brekke left, and Mr Brekke’s brother said the quota left no choice.",
        "Mr Odd Brekke said the quota left no choice.",
    ],
)
def test_a_courtesy_title_with_who_it_is_stands_alone(sentence: str) -> None:
    assert stand("A storm closed the harbour.", sentence) == Standing()


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("Former President Ana Ruiz opened the port.", "Former President Ana Ruiz"),
        ("Former U.S. President Ana Ruiz opened the port.", "Ana Ruiz"),
        ("Deputy Finance Minister Ana Ruiz opened the port.", "Deputy Finance Minister Ana Ruiz"),
        ("The deputy Harbour Minister Ana Ruiz opened the port.", "Ana Ruiz"),
        ("Secretary-General Ana Ruiz opened the port.", "Secretary-General Ana Ruiz"),
        ("General Ana Ruiz opened the port.", "General Ana Ruiz"),
    ],
)
def test_a_title_that_is_cut_or_held_no_longer_is_not_given(before: str, shown: str) -> None:
    assert stand(before, "Ruiz asked the ministers for a plan.").context == (shown,)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (
            "Ties between Japan and China are strained, and Seoul watches.",
            "Both governments want more gas by sea.",
        ),
        (
            "Gas flows between Japan and China. Norway sells gas to France.",
            "Both governments want more gas by sea.",
        ),
    ],
)
def test_a_pair_beside_which_other_places_are_named_is_not_given(before: str, sentence: str) -> None:
    found = split_document(write(f"{before} {sentence}"))

    assert examine(len(found) - 1, Surroundings(found, "")).dangling


def test_a_pair_that_the_document_is_about_is_given_though_another_place_is_named() -> None:
    before = (
        "Japan and South Korea met.",
        "Tokyo asked Seoul for gas.",
        "Ties between Japan and South Korea grew.",
        "China watched from Beijing, as did Moscow.",
    )

    assert stand(*before, "Both governments want gas.").context == ("Japan and South Korea",)


def test_countries_are_named_as_countries_and_capitals_as_capitals() -> None:
    before = ("Japan and South Korea met.", "Seoul and Tokyo need gas.")

    assert stand(*before, "Both countries want gas by sea.").context == ("Japan and South Korea",)
    assert stand(*before, "Both capitals want gas by sea.").context == ("Seoul and Tokyo",)


@pytest.mark.parametrize(
    ("before", "sentence", "context"),
    [
        ("The Northport accord bans nets.", "The accord has critics at home.", "Northport accord"),
        ("The Northport accord bans nets.", "Officials say the pact has critics.", "Northport accord"),
        ("Norvia signed the accord in Northport.", "The accord has critics.", "accord in Northport"),
        ("Norvia Air Flight 212 vanished.", "The plane had left on time.", "Norvia Air Flight 212"),
        ("The Brekke coal mine was flooded.", "The mine remains closed.", "Brekke coal mine"),
        ("The Port Ebba Harbour Council met.", "The council has ten seats.", "Port Ebba Harbour Council"),
        ("The Port Ebba Harbour Council met.", "On Monday, the council met.", "Port Ebba Harbour Council"),
        ("Norvia lit the Olympic torch.", "After a walk, the torch went out.", "Olympic torch"),
    ],
)
def test_a_thing_named_once_is_given_as_context(before: str, sentence: str, context: str) -> None:
    assert stand(before, sentence).context == (context,)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (("The Northport accord bans nets.", "The Ebba accord bans lines."), "The accord has critics."),
        (("The Northport accord bans nets.", "Then came a second accord."), "The accord has critics."),
        (("The Northport accord bans nets.", "They want another accord."), "The accord has critics."),
        (("The accord bans nets.", "A new accord is near."), "The accord has critics."),
        (("The Norvian ship sank.",), "The ship had left on time."),
        (("The May accord bans nets.",), "The accord has critics."),
        (("A film shows the storm.",), "The film, made by night, belongs to a museum."),
        (("A group of divers came.",), "The group belongs to a museum."),
        (("The storm closed the harbour.",), "Everybody now hopes that the harbour will open again."),
    ],
)
def test_a_thing_that_two_names_or_none_may_mean_is_passed_over(
    before: tuple[str, ...], sentence: str
) -> None:
    assert stand(*before, sentence).dangling


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials in Ebba say the accord that Norvia wants is near.",
        "Officials in Northport say the accord has critics.",
        "Officials in Ebba say the accord writers met.",
        "Officials in Ebba say the accord-bound fleet sailed.",
    ],
)
def test_a_thing_that_the_sentence_tells_itself_needs_no_context(sentence: str) -> None:
    assert stand("The Northport accord bans nets.", sentence).context == ()


def test_of_many_things_named_before_no_more_than_two_are_given() -> None:
    before = "The Northport accord, the Ebba summit and the Brekke mine made news."
    standing = stand(before, "Officials say the accord, the summit and the mine matter in 2026.")

    assert standing.context == ("Northport accord", "Ebba summit")


@pytest.mark.parametrize(
    ("before", "sentence", "context"),
    [
        ("Odd Vinter won the race. Vinter has ten cups.", "Boats passed Vinter in May.", "Odd Vinter"),
        ("Odd Vinter won the race. “It was hard,” said Vinter.", "Boats passed Vinter.", "Odd Vinter"),
        ("Odd Vinter won the race.", "He left Port Ebba, and Vinter was glad.", "Odd Vinter"),
        ("Norvia's premier, Odd Vinter, won.", "A hotel received Vinter in May.", "Odd Vinter"),
        ("Norvian Odd Vinter won the race.", "In May, Vinter won again.", "Odd Vinter"),
        ("Norvian Yang Peiyi won the race.", "In May, Yang won again.", "Yang Peiyi"),
        ("The Port Ebba Line runs ferries.", "Ferries of Line left.", "Port Ebba Line"),
    ],
)
def test_a_surname_that_acts_is_given_its_full_name(before: str, sentence: str, context: str) -> None:
    found = split_document(write(f"{before} {sentence}"))
    standing = examine(len(found) - 1, Surroundings(found, ""))

    assert standing.context == (context,)


@pytest.mark.parametrize(
    "before",
    [
        "Odd Vinter and Ana Vinter won the race.",
        "The race was won by nobody. The Odd Vinter Cup is made of glass.",
        "In Winter Odd Vinters won the race.",
    ],
)
def test_a_surname_that_acts_is_left_alone_where_no_one_name_ends_with_it(before: str) -> None:
    found = split_document(write(f"{before} In May, Vinter won again."))

    assert examine(len(found) - 1, Surroundings(found, "")).context == ()


def test_a_sentence_that_names_nothing_counts_as_leaning_a_little() -> None:
    assert stand("A storm came to Northport.", "Boats and their crews were found at sea.").loose == 0
    assert stand("Many boats left Northport.", "Boats and their crews were found at sea.").loose == 1


@pytest.mark.parametrize(
    ("before", "sentence", "context"),
    [
        (
            "President Ana Ruiz met Minister Odd Vik.",
            "Both leaders want gas.",
            ("President Ana Ruiz", "Minister Odd Vik"),
        ),
        (
            "President Ana Ruiz met Minister Odd Vik.",
            "The two leaders want gas.",
            ("President Ana Ruiz", "Minister Odd Vik"),
        ),
        (
            "Norway's president, Ana Ruiz, and Japan's left.",
            "Both delegations want gas.",
            ("Norway and Japan",),
        ),
        (
            "Odd Vik, a sailor, flew to RAF Ebba in New Brekke.",
            "He had asked for a plan in May.",
            ("Odd Vik",),
        ),
        ("President Ruiz opened the port.", "On 3 May 2026 Ruiz asked for a plan.", ("President Ruiz",)),
        ("Yvo de Boer left in 2010.", "De Boer wants a new plan for gas.", ("Yvo de Boer",)),
    ],
)
def test_two_people_and_two_places_and_a_title_are_given_where_they_are_the_only_ones(
    before: str, sentence: str, context: tuple[str, ...]
) -> None:
    assert stand(before, sentence).context == context


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("President Ana Ruiz left.", "Both leaders want gas by sea."),
        ("President Ana Ruiz met Minister Odd Vik and Per Holm.", "Both leaders want gas by sea."),
        ("President Ana Ruiz met a minister.", "Both leaders want gas by sea."),
        ("Gas flows from Norway to Japan and France.", "Both governments want gas by sea."),
        ("They spoke of Norway, and of Japan's colonial rule.", "Both governments want gas by sea."),
        ("Norway's king, France's president and Japan's emperor met.", "Both governments want gas by sea."),
        ("The talks on gas went on.", "De Boer wants a new plan for gas."),
        (
            "The talks on gas went on.",
            "Boats were stopped earlier that morning, officials of Northport said.",
        ),
        ("Guards took 15 sailors of Norvia.", "Norvia says that it will free the fifteen."),
    ],
)
def test_two_whom_the_document_does_not_leave_alone_are_passed_over(before: str, sentence: str) -> None:
    assert stand(before, sentence).dangling


@pytest.mark.parametrize(
    "sentence",
    [
        "President Ana Ruiz and Minister Odd Vik said both leaders want gas.",
        "One answer is plain: boats of Northport need gas.",
        "The pact of Northport is disputed to this day.",
    ],
)
def test_what_names_two_itself_or_points_at_today_stands_alone(sentence: str) -> None:
    assert stand("A storm closed the harbour.", sentence) == Standing()


def test_a_pair_named_long_before_is_not_given() -> None:
    between = ["Boats sail for gas by sea."] * 60

    assert stand("Japan and South Korea met.", *between[:20], "Both governments want gas.").context
    assert stand("Japan and South Korea met.", *between, "Both governments want gas.").dangling


def test_nobody_is_looked_for_in_what_is_too_long_for_a_sentence() -> None:
    endless = (
        "President Ana Ruiz met so many of them that " + "the list of them went on and " * 200 + "ended."
    )
    found = split_document(write(f"{endless} Ruiz asked for a plan of gas by sea."))

    assert examine(len(found) - 1, Surroundings(found, "")) == Standing()


PHRASES = """The the summit Both leaders governments He it Vinter Odd De Boer Mr President said won in Japan and South
Korea's another Later, According to that day. two three days later “ ” " ( ) 3 May, 2026 who Each ministry."""
WORDS = st.sampled_from(PHRASES.split())


@given(st.lists(WORDS, max_size=40))
def test_any_text_is_examined_without_an_error(words: list[str]) -> None:
    found = split_document(write(f"{' '.join(words)} A storm came."))
    surroundings = Surroundings(found, "")

    assert all(isinstance(examine(index, surroundings), Standing) for index in range(len(found)))


@pytest.mark.parametrize(
    "sentence",
    [
        "In a town that is known for gas, Jan Falk met the crews of Northport.",
        "One reason for the dispute is the gas that Northport sells to Eastport.",
        "The ministers of Northport and Eastport will hold a meeting in May 2026.",
        "In her speech, Ada Krogh said that Northport has no gas.",
        "Jan Falk said that the minister told Ada Krogh about the gas of Northport.",
    ],
)
def test_what_only_looks_as_if_it_leaned_stands_alone(sentence: str) -> None:
    assert stand(sentence).dangling is None


def test_a_thing_is_not_given_where_the_document_names_another_of_its_kind_later() -> None:
    found = split_document(
        write(
            "Northport and Eastport signed the Harbour treaty with Westport in 2021.",
            "Jan Falk said that the treaty should be cut.",
            "Crews of Northport sail under the treaty with the island of Vaga.",
        )
    )

    assert examine(1, Surroundings(found, "")).context == ()


def test_a_thing_is_not_given_where_one_of_its_kind_was_spoken_of_before_it_was_named() -> None:
    found = split_document(
        write(
            "Rika Amano praised the treaty as a bridge over the strait.",
            "Northport and Eastport signed the Harbour treaty with Westport in 2021.",
            "Jan Falk said that the treaty should be cut.",
        )
    )

    assert examine(2, Surroundings(found, "")).context == ()


def test_whose_minister_it_is_stands_beside_the_sentence() -> None:
    found = stand(
        "President Mirela Kostova opened the harbour of Northport.",
        "Her minister, Jan Falk, said that the crews of Northport need gas.",
    )

    assert found.context == ("President Mirela Kostova",)


def test_a_president_is_none_of_the_ministers() -> None:
    found = stand(
        "Prime Minister Rika Amano met President Jonas Lind.",
        "The ministers will hold a meeting on 20 March 2026 in Northport.",
    )

    assert found.dangling == "“The ministers” not named"
