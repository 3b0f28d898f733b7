"""Commands: the one table of what can be asked, each loaded by name when it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from votebook.cli.loading import load


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, and the module whose function ``answer`` it is."""

    name: str
    module: str


COMMANDS = (
    Command("new", "votebook.cli.new"),
    Command("show", "votebook.cli.show"),
    Command("explain", "votebook.cli.explain"),
    Command("check", "votebook.cli.check"),
    Command("diff", "votebook.cli.diff"),
    Command("variance", "votebook.cli.variance"),
    Command("months", "votebook.cli.months"),
    Command("calibrate", "votebook.cli.calibrate"),
)
"""Every command, in the order in which a newcomer needs them."""

_HELP = """Plan a governed budget, publish it, and explain every figure in it.

A budget is a folder of plain files, called a BOOK: a spreadsheet opens its tables, and git compares
its versions. Votebook never changes a book unless you say --write.

\b
Begin:    votebook new my-budget
Look:     votebook show my-budget
Ask why:  votebook explain my-budget total
Check:    votebook check my-budget

Exit codes: 0 all is well, 1 the book has findings or faults, 2 the question could not be answered.
"""

INTERRUPTED = 130

UsageError: Any = typer.BadParameter.__mro__[2]
"""What typer raises for a question that is put wrongly; some releases bring it as their own copy."""


class CommandTable(TyperGroup):
    """The group of all commands, which reads a command's module only when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer's context, whichever release
        """Name the commands in their order."""
        return [command.name for command in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - typer's context and command
        """Load a command by its name; None when there is none."""
        entry = next((command for command in COMMANDS if command.name == cmd_name), None)
        return None if entry is None else load_command(entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as typer has it
        """Find the command that is asked for; a name that is none is refused with the nearest."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(refusal_of(args[0]))
        return super().resolve_command(ctx, args)


def refusal_of(name: str) -> str:
    """Say that there is no such command, and which one may have been meant.

    >>> refusal_of("shwo")
    "No such command 'shwo'. Did you mean show?"
    """
    names = [command.name for command in COMMANDS]
    near = get_close_matches(name.casefold(), names, n=1, cutoff=0.5)
    further = f"Did you mean {near[0]}?" if near else f"There are {', '.join(names[:-1])} and {names[-1]}."
    return f"No such command {name!r}. {further}"


def load_command(entry: Command) -> Any:  # noqa: ANN401 - typer's command, whichever release
    """Read a command's module and make its function a command."""
    application = typer.Typer(add_completion=False, rich_markup_mode=None)
    application.command(entry.name)(load(entry.module).answer)
    loaded = typer.main.get_command(application)
    loaded.name = entry.name
    return loaded


def command_table() -> CommandTable:
    """Make the group of all commands."""
    return CommandTable(
        name="votebook",
        help=_HELP,
        params=[_version_option()],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _version_option() -> Any:  # noqa: ANN401 - typer's option, whichever release
    application = typer.Typer(add_completion=False, rich_markup_mode=None)
    application.command()(_say_version)
    return typer.main.get_command(application).params[0]


def _say_version(
    version_asked: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda asked: _tell_version() if asked else None,
            help="Say which version this is.",
        ),
    ] = False,
) -> None:
    """Carry the option ``--version`` for the group of all commands."""


def _tell_version() -> None:
    print(f"votebook {load('importlib.metadata').version('votebook')}")
    raise typer.Exit


def run(arguments: Sequence[str]) -> int:
    """Answer the question that the arguments put, and give the exit code."""
    try:
        code = command_table().main(list(arguments), prog_name="votebook", standalone_mode=False)
    except typer.Abort as abandoned:
        raise KeyboardInterrupt from abandoned
    except UsageError as refused:
        refused.show()
        return 2
    except SystemExit as left:
        if isinstance(left.__context__, OSError):
            raise left.__context__ from None  # a reader that has gone, which typer met before us
        raise
    if code == INTERRUPTED:  # typer meets an interruption before us, and says nothing
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0
