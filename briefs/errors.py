"""Every error that ends a run, and the exit code it ends with.

    BriefsError
    ├── NotProven            3  what was verified, or made again, does not hold
    ├── NoInput             66  a path that was named is not there
    ├── NothingReadable     65  paths were found, but no document could be read from them
    │   └── NothingNew      65  they were read, and earlier editions were made from every one; no fault of anybody
    ├── BadEdits            65  an analyst's edits cannot be applied; carries every mistake at once
    ├── BadReaders          65  what should be a table of readers has mistakes; carries every one at once
    ├── BadKey              65  what should be a key is none, or others may read it
    ├── ConfigurationError  78  ``briefs.toml`` is wrong; carries every mistake at once
    ├── TemplateError       78  a template or style sheet is wrong
    ├── MissingRequirement  69  a system library, a font or a glyph is missing
    ├── EngineError         69  what is to do the work cannot be had, or is gone
    ├── LayoutError         70  the page could not be laid out within its limits
    ├── OutputError         73  the result could not be written; what stood there is untouched
    ├── StoreError          72  the store cannot be used or is damaged
    ├── StoreBusy           75  another process is writing to the store; try again
    ├── Unreachable         76  no address that is followed gave anything
    ├── NotSent             76  the mail server could not be reached, is not who it should be, or refused
    │   └── NotAccepted     76  no server takes us as we are; a person must mend the name, the password or the trust
    └── NotAllowed          77  the edition's state, or who asks, does not allow it

The codes are those of ``sysexits.h``, but for 3: it is an answer, and no fault of what was asked. Usage errors end
with 2, as everywhere. One bad *document* is never an error: it becomes a ``model.Problem`` and is printed in the brief
under "Not included".
Anything that is not a ``BriefsError`` is a bug and keeps its traceback.
"""

from typing import ClassVar


class BriefsError(Exception):
    """A run cannot go on; the message says what is wrong, where, and what to do next."""

    exit_code: ClassVar[int] = 1


class NoInput(BriefsError):
    """A path that was named does not exist or cannot be opened."""

    exit_code = 66


class NothingReadable(BriefsError):
    """The paths exist, but not one document could be read from them."""

    exit_code = 65


class NothingNew(NothingReadable):
    """Nothing is wrong, and there is nothing to make an edition of yet: no document is new."""


class NotProven(BriefsError):
    """A brief was verified, or an edition made again, and something that was checked does not hold."""

    exit_code = 3


class BadEdits(BriefsError):
    """Edits of an edition cannot be applied; ``mistakes`` holds one line for each mistake. Nothing was applied."""

    exit_code = 65

    def __init__(self, message: str, *, mistakes: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.mistakes = mistakes


class BadReaders(BriefsError):
    """A table of readers has mistakes; ``mistakes`` holds one line for each. Nobody was imported."""

    exit_code = 65

    def __init__(self, message: str, *, mistakes: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.mistakes = mistakes


class BadKey(BriefsError):
    """A file is no key, is locked with another password, or may be read by others than its owner."""

    exit_code = 65


class ConfigurationError(BriefsError):
    """The configuration is wrong; ``mistakes`` holds one line for each mistake."""

    exit_code = 78

    def __init__(self, message: str, *, mistakes: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.mistakes = mistakes


class TemplateError(BriefsError):
    """A template or style sheet cannot be used; the message names its file and line."""

    exit_code = 78


class MissingRequirement(BriefsError):
    """Something outside the package is missing: a system library, a font, a glyph."""

    exit_code = 69


class EngineError(BriefsError):
    """What is to do the work is not known, cannot be reached, or is gone before the work was done."""

    exit_code = 69


class LayoutError(BriefsError):
    """The pages could not be laid out within the limits of time and memory."""

    exit_code = 70


class OutputError(BriefsError):
    """The result could not be written; an edition that stood there before is as it was."""

    exit_code = 73


class StoreError(BriefsError):
    """The store cannot be used, or is damaged; what was committed before is as it was."""

    exit_code = 72


class StoreBusy(BriefsError):
    """Another process is writing to the store; trying again later is enough."""

    exit_code = 75


class Unreachable(BriefsError):
    """Nothing could be had from an address that is followed or is to be."""

    exit_code = 76


class NotSent(BriefsError):
    """A mail was not handed over; the message says what the server, or the way to it, did."""

    exit_code = 76


class NotAccepted(NotSent):
    """Trying again is of no use: a password, a certificate or what a server is asked for must be mended first."""


class NotAllowed(BriefsError):
    """What was asked does not fit the state of the edition, or is not for whoever asks; nothing has changed."""

    exit_code = 77
