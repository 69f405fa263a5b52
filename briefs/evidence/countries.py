"""Countries by the words that stand for them before an office: ``Japanese``, ``Japan's``, ``of Japan``."""

from typing import Final

_WORDS: Final = {
    "Afghanistan": "Afghan", "Argentina": "Argentine Argentinian", "Australia": "Australian", "Austria": "Austrian",
    "Bangladesh": "Bangladeshi", "Belarus": "Belarusian", "Belgium": "Belgian", "Bolivia": "Bolivian",
    "Brazil": "Brazilian", "Bulgaria": "Bulgarian", "Cambodia": "Cambodian", "Canada": "Canadian", "Chile": "Chilean",
    "China": "Chinese", "Colombia": "Colombian", "Croatia": "Croatian", "Cuba": "Cuban", "Cyprus": "Cypriot",
    "Denmark": "Danish", "Ecuador": "Ecuadorian", "Egypt": "Egyptian", "Estonia": "Estonian", "Ethiopia": "Ethiopian",
    "Finland": "Finnish", "France": "French", "Georgia": "Georgian", "Germany": "German", "Ghana": "Ghanaian",
    "Greece": "Greek", "Haiti": "Haitian", "Hungary": "Hungarian", "Iceland": "Icelandic", "India": "Indian",
    "Indonesia": "Indonesian", "Iran": "Iranian", "Iraq": "Iraqi", "Ireland": "Irish", "Israel": "Israeli",
    "Italy": "Italian", "Japan": "Japanese", "Jordan": "Jordanian", "Kazakhstan": "Kazakh", "Kenya": "Kenyan",
    "Kuwait": "Kuwaiti", "Laos": "Lao", "Latvia": "Latvian", "Lebanon": "Lebanese", "Libya": "Libyan",
    "Lithuania": "Lithuanian", "Malaysia": "Malaysian", "Mexico": "Mexican", "Mongolia": "Mongolian",
    "Morocco": "Moroccan", "Myanmar": "Burmese", "Nepal": "Nepalese", "Netherlands": "Dutch",
    "New Zealand": "", "Nigeria": "Nigerian", "North Korea": "", "Norway": "Norwegian", "Pakistan": "Pakistani",
    "Palestine": "Palestinian", "Panama": "Panamanian", "Peru": "Peruvian", "Philippines": "Philippine Filipino",
    "Poland": "Polish", "Portugal": "Portuguese", "Qatar": "Qatari", "Romania": "Romanian", "Russia": "Russian",
    "Saudi Arabia": "Saudi", "Serbia": "Serbian", "Singapore": "Singaporean", "Slovakia": "Slovak",
    "Slovenia": "Slovenian", "Somalia": "Somali", "South Africa": "", "South Korea": "", "Spain": "Spanish",
    "Sri Lanka": "", "Sudan": "Sudanese", "Sweden": "Swedish", "Switzerland": "Swiss", "Syria": "Syrian",
    "Taiwan": "Taiwanese", "Thailand": "Thai", "Tunisia": "Tunisian", "Turkey": "Turkish", "Ukraine": "Ukrainian",
    "United Kingdom": "British UK Britain", "United States": "American US U.S. USA America", "Uruguay": "Uruguayan",
    "Venezuela": "Venezuelan", "Vietnam": "Vietnamese", "Yemen": "Yemeni", "Zimbabwe": "Zimbabwean",
}  # fmt: skip
_OF_TWO_WORDS: Final = {
    "South Korean": "South Korea", "North Korean": "North Korea", "Republic of Korea": "South Korea",
    "New Zealand": "New Zealand", "South African": "South Africa", "Sri Lankan": "Sri Lanka", "Türkiye": "Turkey",
    "Great Britain": "United Kingdom", "Seoul": "South Korea", "Pyongyang": "North Korea",
}  # fmt: skip
COUNTRIES: Final = (
    {word: country for country, words in _WORDS.items() for word in words.split()}
    | {country: country for country in _WORDS}
    | _OF_TWO_WORDS
)
"""Each word or pair of words, as it is written, with the country that it stands for; Korean alone stands for none."""
_WITH_ARTICLE: Final = frozenset({"Netherlands", "Philippines", "United Kingdom", "United States"})


def with_article(place: str) -> str:
    """A country or town as it is named in running text: ``the United Kingdom``."""
    return f"the {place}" if place in _WITH_ARTICLE else place
