"""Templates and a page → one self-contained HTML page, which is also what the PDF is laid out from."""

import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from briefs.errors import BriefsError, TemplateError
from briefs.model import Brand
from briefs.publication.brand import view_of
from briefs.publication.executive import executive
from briefs.publication.sets import chain
from briefs.publication.sheets import styles_of
from briefs.publication.view import Page
from briefs.publication.wording import words_of
from briefs.shipped import PAGE, TEMPLATES

SHIPPED: Final = "shipped"
"""The folder under which a template of a house names the shipped one that it extends."""

_PLAIN: Final = Brand()


def render(
    page: Page, templates: Path, brand: Brand = _PLAIN, *, less: float = 0, base: Path = TEMPLATES
) -> str:
    """The HTML of a page, with its style sheets inside and a policy that lets nothing else in.

    A note whose number of pages is bounded is chosen for ``less`` room, in points.

    Raises ``TemplateError``, naming file and line, when a template or style sheet is missing or wrong.
    """
    folders = chain(templates, base)
    given = {
        "page": page,
        "executive": executive(page, brand, less=less),
        "styles": styles_of(folders, brand),
        "brand": view_of(brand),
    }
    found = environment(folders)
    speak(found, page.lang)
    return rendered(found, PAGE, given, folders[0])


class _Folders(FileSystemLoader):
    """Templates of the first folder that has them; one that comes to stand before the one that was read is noticed."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_as_it_was = super().get_source(environment, template)
        return source, path, lambda: is_as_it_was() and self._first(template) == Path(path)

    def _first(self, template: str) -> Path | None:
        paths = (Path(folder, template) for folder in self.searchpath)
        return next((path for path in paths if path.is_file()), None)


@lru_cache(maxsize=4)
def environment(folders: tuple[Path, ...]) -> Environment:
    """Where templates are found: in the first folder that has them, and as ``shipped/…`` in the last, their base.

    It is kept with the templates it has compiled, which takes longer than a page; one whose file changes is read again.
    """
    shipped = PrefixLoader({SHIPPED: FileSystemLoader(folders[-1])})
    return Environment(
        loader=ChoiceLoader([_Folders(folders), shipped]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )


def speak(found: Environment, language: str) -> None:
    """Let templates translate what they say of our own: ``{{ _("Key points") }}`` and ``{% trans %}``."""
    catalogue = words_of(language).catalogue
    found.policies["ext.i18n.trimmed"] = True
    found.install_gettext_callables(  # type: ignore[attr-defined] # the extension adds it
        catalogue.gettext, catalogue.ngettext, newstyle=True, pgettext=catalogue.pgettext
    )


def rendered(found: Environment, name: str, given: Mapping[str, Any], templates: Path) -> str:
    """What a template makes of what it is given; ``templates`` is where its set stands.

    Raises ``TemplateError``, naming file and line.
    """
    try:
        return found.get_template(name).render(given)
    except BriefsError:
        raise
    except TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise TemplateError(f"{where}: {error.message}. Mend the template.") from error
    except UndefinedError as error:
        advice = "Names that there are: briefs templates fields."
        raise TemplateError(f"{_line(error, templates)}: {error.message}. {advice}") from error
    except TemplateNotFound as error:
        raise TemplateError(f"{_line(error, templates)}: there is no template named {error.name}") from error
    except RecursionError as error:
        advice = f"a template cannot extend itself; extend “{SHIPPED}/{PAGE}”"
        raise TemplateError(f"{_line(error, templates)}: does not end: {advice}") from error
    except Exception as error:  # a template is a program of its author's: it can raise anything
        message = f"{_line(error, templates)}: {type(error).__name__}: {error}. Mend the template."
        raise TemplateError(message) from error


def _line(error: BaseException, templates: Path) -> str:
    """File and line of the template that an error came from: the innermost frame that is a template's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(templates / PAGE)
