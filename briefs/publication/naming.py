"""Whether templates use only names that there are: found by reading them, without a page to set.

Types are followed as far as they can be: from what is given through loops to the fields of each item. What a macro is
called with is not followed; there any field of any view will do.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from briefs.publication.fields import GIVEN, fields_of, views
from briefs.publication.sets import own
from briefs.publication.templates import environment

_ALSO: Final = frozenset(
    {*DEFAULT_NAMESPACE, "loop", "caller", "self", "sheet", "_", "gettext", "ngettext", "pgettext"}
)
_APART: Final = ("archive/", "serving/")
"""Where the site of all editions and the pages of the server stand, which are given other names."""

_ROUNDS: Final = 6
"""As deep as loops nest in loops; a name is known once the loops around it are."""

_Kinds = frozenset[type] | None
"""The views that a name can stand for; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misnamed:
    """A name in a template that nothing has, or a template that cannot be read."""

    path: Path
    line: int
    message: str


def misnamed(folders: Sequence[Path]) -> Iterator[Misnamed]:
    """Every wrong name in the templates of the first folder; those it falls back to are read for what they bind."""
    found = environment(tuple(folders))
    trees: dict[Path, nodes.Template] = {}
    wrong = []
    for folder in reversed(folders):
        for path in (path for name, path in own(folder).items() if _is_of_a_brief(name)):
            try:
                trees[path] = _parsed(path, found)
            except TemplateSyntaxError as error:
                wrong.append(
                    Misnamed(path=path, line=error.lineno, message=error.message or "cannot be read")
                )
            except (OSError, UnicodeDecodeError) as error:
                wrong.append(Misnamed(path=path, line=1, message=f"cannot be read: {error}"))
    names = _bound(trees.values())
    for path, tree in trees.items():
        if folders[0] in path.parents:
            wrong += [Misnamed(path=path, line=line, message=told) for line, told in _wrong(tree, names)]
    yield from sorted(wrong, key=lambda it: (it.path, it.line, it.message))


def _is_of_a_brief(name: str) -> bool:
    return name.endswith(".j2") and not name.startswith(_APART)


def _parsed(path: Path, found: Environment) -> nodes.Template:
    return found.parse(path.read_text("utf-8"), filename=str(path))


def _bound(trees: Collection[nodes.Template]) -> dict[str, _Kinds]:
    """Every name that is given, or that some template binds, with what it can stand for."""
    names: dict[str, _Kinds] = {name: frozenset({kind}) for name, kind in GIVEN.items()}
    names |= dict.fromkeys(_ALSO, None)
    for tree in trees:
        names |= dict.fromkeys(_imported(tree), None)
        for macro in tree.find_all(nodes.Macro):
            names |= {macro.name: None, **{argument.name: None for argument in macro.args}}
        targets = [it.target for it in tree.find_all(nodes.Assign)]
        targets += [it.target for it in tree.find_all(nodes.AssignBlock)]
        names |= dict.fromkeys((name for target in targets for name in _targets(target)), None)
    for _ in range(_ROUNDS):
        for tree in trees:
            for loop in tree.find_all(nodes.For):
                _bind(loop, names)
    return names


def _imported(tree: nodes.Template) -> Iterator[str]:
    for whole in tree.find_all(nodes.Import):
        yield whole.target
    for part in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in part.names)


def _targets(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    yield from (name.name for name in target.find_all(nodes.Name))


def _bind(loop: nodes.For, names: dict[str, _Kinds]) -> None:
    kinds = _kinds(loop.iter, names)
    for target in _targets(loop.target):
        if target in names and (names[target] is None or kinds is None):
            names[target] = None
        else:
            names[target] = (names.get(target) or frozenset()) | (kinds or frozenset())


def _kinds(node: nodes.Node, names: Mapping[str, _Kinds]) -> _Kinds:
    """The views that an expression can stand for, or that stand in it where it is a list."""
    if isinstance(node, nodes.Name):
        return names.get(node.name, frozenset())
    if isinstance(node, nodes.Getattr):
        owners = _kinds(node.node, names)
        if owners is None:
            return None
        return frozenset(kind for owner in owners for kind in fields_of(owner).get(node.attr, ()))
    if isinstance(node, nodes.Or | nodes.And):
        left, right = _kinds(node.left, names), _kinds(node.right, names)
        return None if left is None or right is None else left | right
    return None


def _wrong(tree: nodes.Template, names: Mapping[str, _Kinds]) -> Iterator[tuple[int, str]]:
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in names:
            yield name.lineno, f"nothing is named “{name.name}”{_meant(name.name, names)}"
    for found in tree.find_all(nodes.Getattr):
        if _is_lacking(found, names) and not _is_told(found.node, names):
            owners = _kinds(found.node, names)
            of = (
                ""
                if owners is None
                else " in " + (" or ".join(sorted(kind.__name__ for kind in owners)) or "a text")
            )
            close = _meant(found.attr, _fields_at(found.node, names))
            yield found.lineno, f"there is no “{found.attr}”{of}{close}"


def _fields_at(node: nodes.Node, names: Mapping[str, _Kinds]) -> set[str]:
    """The fields that an expression can have: any of any view where it is not known what it stands for."""
    owners = _kinds(node, names)
    return {field for owner in (views() if owners is None else owners) for field in fields_of(owner)}


def _is_lacking(found: nodes.Getattr, names: Mapping[str, _Kinds]) -> bool:
    return not _is_of_jinja(found.node) and found.attr not in _fields_at(found.node, names)


def _is_told(node: nodes.Node, names: Mapping[str, _Kinds]) -> bool:
    """Whether an expression is wrong already: what is asked of it would be a second line for one mistake."""
    if isinstance(node, nodes.Name):
        return node.name not in names
    if isinstance(node, nodes.Getattr):
        return _is_lacking(node, names) or _is_told(node.node, names)
    return False


def _is_of_jinja(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name in {"loop", "self"}


def _meant(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean “{close[0]}”?" if close else ""
