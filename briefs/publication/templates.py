"""Templates and a page → one self-contained HTML page, which is also what the PDF is laid out from."""

import traceback
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from briefs.errors import TemplateError
from briefs.publication.view import Page

PAGE: Final = "brief.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The style sheets, and the policy that lets these and nothing else style the page."""

    print: Markup
    browser_print: Markup
    screen: Markup
    policy: str


def render(page: Page, templates: Path) -> str:
    """The HTML of a page, with its style sheets inside and a policy that lets nothing else in.

    Raises ``TemplateError``, naming file and line, when a template or style sheet is missing or wrong.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    styles = _styles(templates)
    try:
        return environment.get_template(PAGE).render(page=page, styles=styles)
    except TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise TemplateError(f"{where}: {error.message}. Mend the template.") from error
    except UndefinedError as error:
        message = f"{_line(error, templates)}: {error.message}. Use a name that templates/README.md lists."
        raise TemplateError(message) from error
    except TemplateNotFound as error:
        raise TemplateError(f"{templates}: there is no template named {error.name}") from error
    except Exception as error:  # a template is a program of its author's: it can raise anything
        message = f"{_line(error, templates)}: {type(error).__name__}: {error}. Mend the template."
        raise TemplateError(message) from error


def _styles(templates: Path) -> Styles:
    paper, browser, screen = (
        _style(templates / name) for name in ("print.css", "browser-print.css", "screen.css")
    )
    policy = " ".join(f"'sha256-{_digest(style)}'" for style in (paper, browser, screen))
    return Styles(print=paper, browser_print=browser, screen=screen, policy=policy)


def _style(path: Path) -> Markup:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: the style sheet cannot be read: {error}") from error
    if "</style" in text.lower():
        raise TemplateError(f"{path}: a style sheet must not contain “</style”")
    return Markup(text)  # noqa: S704 - our own style sheet, checked above; no word of a source is in it


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()


def _line(error: BaseException, templates: Path) -> str:
    """File and line of the template that an error came from: the innermost frame that is a template's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(templates / PAGE)
