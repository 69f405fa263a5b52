"""How English, Korean, Japanese and Chinese are read: sentences, words, names, dates, and whom a pronoun means.

The stages build on it and it knows none of them: what it says of a text is the same whoever asks.
"""
