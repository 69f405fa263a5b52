"""Who is at the keyboard, by the name this machine knows them under: no variable of their shell can change that."""

import os
import pwd


def user() -> str:
    """The name of the user that runs this process, or its number where nobody has given it a name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"
