"""What earlier stages say of sources in whole sentences: why one could not be used, and what is doubtful about one.

Those stages know no language of the page. Each sentence stands here as a message with its values, so that it can be
recognised and said again in another language; one that does not stand here stays English. A test reads the stages and
tells which are missing.
"""

from typing import Final

from briefs.publication.translations import marked

REASONS: Final = (
    marked("published %(date)s, after this edition's last day"),
    marked("published %(date)s, before this edition's first day"),
    marked("has the same bytes as %(other)s, which is read"),
    marked("sentences with %(signs)s are left out: no font has it"),
    marked("sentences with %(signs)s are left out: no font has them"),
    marked('in %(tongue)s, and no theme has terms for it; give some with language = "%(tag)s"'),
    marked("is empty"),
    marked("is empty: there is not one visible character in it"),
    marked("cannot be read: %(why)s"),
    marked("format not supported yet: %(suffix)s"),
    marked("has no suffix that tells a document, like .txt"),
    marked("has no suffix that tells a document, like .txt; rename it, or name the file itself"),
    marked("is a named pipe, not a file"),
    marked("is a socket, not a file"),
    marked("is a device, not a file"),
    marked("has %(size)s MB, more than %(limit)s MB (max_megabytes in the configuration)"),
    marked("holds no running text: it may be a list of links, a form or a picture; save the article itself"),
    marked("holds no text: its words may be in a picture or in an attachment"),
    marked("holds pictures of pages and no text: run it through text recognition (OCR) first"),
    marked("holds no text: its pages are empty or drawn; run it through text recognition (OCR) first"),
    marked("has fonts that do not tell which letters they draw: run it through text recognition (OCR) first"),
    marked("is damaged: this PDF file cannot be opened; save it again from its origin"),
    marked("is damaged: this PDF file has no page that can be opened; save it again"),
    marked("is locked with a password: save a copy that opens without one"),
    marked("is locked with a password: unpack it by hand and name the folder"),
    marked("has %(pages)s pages, more than %(most)s: save its parts as single files"),
    marked("has more than %(most)s characters: save its parts as single files"),
    marked("has more than %(most)s characters of text: save its parts as single files"),
    marked("has more than %(most)s parts: save what you need as single files"),
    marked("has more than %(most)s tags: save the article alone, as text"),
    marked("has elements nested too deep to be a page: save the article alone, as text"),
    marked("holds no element of a page: save the page again, or as text"),
    marked("holds no page: save it again from the browser, as HTML or PDF"),
    marked("is a Word document without a text: open it in Word and save it as .docx or PDF"),
    marked("is a damaged Word document: open it in Word and save it again"),
    marked("is a Word document of before 2007: save it as .docx or PDF"),
    marked("is a document in Rich Text Format: save it as .docx or PDF"),
    marked("is an OpenDocument text: save it as .docx or PDF"),
    marked("is an OpenDocument file: save it as .docx or PDF"),
    marked("is a mail in Outlook's own format: save it as .eml"),
    marked("is in Outlook's own format: ask for it as a file of its own"),
    marked("is a spreadsheet, a slide show or a drawing: save it as PDF"),
    marked("is an e-book: save its text as .docx or PDF"),
    marked("is a report of a mail server, and no letter"),
    marked("is encrypted: open it in your mail program and save its text"),
    marked("is JSON, but no export of a Telegram channel: name documents, or the export (result.json)"),
    marked("is no post of a Telegram channel: name the export it came from (result.json)"),
    marked("is packed inside %(most)s others: unpack them and name the folder"),
    marked("holds more than %(most)s documents: the first of them are read"),
    marked("holds more than %(most)s files: unpack it and name the folder"),
    marked("holds %(number)s more that could not be used, which are not named here"),
    marked("unpacks to more than %(most)s MB: unpack it by hand"),
    marked("unpacks to more than %(most)s times its size, as no document does"),
    marked("has more than %(most)s MB unpacked"),
    marked("is packed by a method that is not supported: unpack it by hand"),
    marked("is damaged: its packed bytes cannot be unpacked"),
    marked("is a damaged ZIP archive: get it again from where it came"),
    marked("is a ZIP archive whose files overlap, as no packing program makes it"),
    marked("is %(what)s, not text: save it as text, .docx or PDF"),
    marked("is binary data, not text: save it as text or HTML"),
    marked("is damaged: it begins as %(encoding)s but does not go on so: save it as UTF-8"),
    marked("is in an encoding that could not be told: save it as UTF-8"),
    marked("has lost characters (they read \ufffd): save it from its origin again, as UTF-8"),
    marked("was encoded twice (quotation marks read â€œ): save it from its origin again, as UTF-8"),
    marked("is garbled: it was encoded twice and letters got lost on the way; save it from its origin again"),
    marked("was not read within %(seconds)s seconds and given up: save what you need of it as text"),
    marked("needs more than %(size)s MiB of memory to be read: save what you need of it as text"),
)
"""Why a source was not used, or not all of it."""

DOUBTS: Final = (
    marked("The date %(date)s (%(found)s) is later than the day the source was retrieved, %(retrieved)s."),
    marked("The date %(date)s (%(found)s) is stated as “%(slip)s”, but was a %(weekday)s."),
    marked("The date %(date)s (%(found)s) is earlier than the web itself."),
    marked("The date of change %(date)s (%(found)s) is earlier than that of publication, %(published)s."),
    marked("The date %(date)s (%(found)s) is taken, though %(also)s (%(beside)s) is stated as well."),
    marked("The Date field says %(said)s, but %(date)s is a %(weekday)s."),
    marked("The date “%(slip)s” is printed with a weekday that is not its own."),
    marked("%(pictures)s of its %(pages)s pages are pictures without text, which could not be read"),
    marked("%(lost)s of its %(pages)s pages are damaged and could not be read"),
    marked(
        "“%(label)s” stands in it like a marking, but the Traffic Light Protocol has no such label: it marks nothing."
    ),
)
"""What is doubtful about a source."""

SEARCHED: Final = (
    marked(
        "The one document read was searched for %(terms)s; "
        "none holds enough of them and a sentence on them that stands alone."
    ),
    marked(
        "All %(documents)s documents read were searched for %(terms)s; "
        "none holds enough of them and a sentence on them that stands alone."
    ),
)
"""What is said in the place of a theme's statements."""
