"""What commands have in common: two options of most, and how words become values without the cost of typer's own way.

Typer asks pydantic to turn ``"out"`` into ``Path("out")``: 0.1 s of CPU for an import that nothing else here
needs, a twentieth of a whole build. A command of this class takes texts and paths as they stand.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

Configuration = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Default: briefs.toml here.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


class PlainCommand(TyperCommand):
    """A command whose parameters are texts, paths, lists of paths and flags, and nothing else."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As typer has it, with its converters replaced first."""
        _take_as_they_stand(self.get_params(ctx))
        return super().parse_args(ctx, args)


class PlainGroup(TyperGroup):
    """A group of commands whose own parameters are flags, those that typer adds among them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As typer has it, with its converters replaced first."""
        _take_as_they_stand(self.get_params(ctx))
        return super().parse_args(ctx, args)


def _take_as_they_stand(parameters: Sequence[Any]) -> None:
    for parameter in parameters:
        # Where typer keeps a converter once it is made. A typer that keeps it elsewhere makes its own.
        parameter._runtime_param = _Plain()  # noqa: SLF001


class _Plain:
    """The converter of any such parameter: paths and texts are told apart by what typer knows of it."""

    def coerce(self, value: Any, param: Any, ctx: object) -> object:
        """The value as the command wants it: None when it was not given."""
        del ctx
        annotation = param.type_descriptor.annotation
        if annotation == list[Path]:
            return [Path(item) for item in value] if value else None
        return Path(value) if annotation is Path and value is not None else value
