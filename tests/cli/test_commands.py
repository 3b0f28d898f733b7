"""Every command is in one table, loads, has an example, and tells a wrong question what was right."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli.books import Asked
from votebook.cli.commands import COMMANDS, Command, load_command

NAMES = [command.name for command in COMMANDS]
PAGE = (Path(__file__).parents[2] / "docs/commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_every_command_can_be_loaded(command: Command) -> None:
    assert load_command(command).name == command.name


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_every_command_has_an_example_in_its_help(command: Command, ask: Asked) -> None:
    code, out, _ = ask(command.name, "--help")

    assert code == 0
    assert f"votebook {command.name} " in out.split("Arguments:")[0].partition("\n")[2]


def test_help_lists_every_command_in_its_order(ask: Asked) -> None:
    code, out, _ = ask("--help")

    listed = [line.split()[0] for line in out.partition("Commands:")[2].splitlines() if line.strip()]
    assert code == 0
    assert listed == NAMES
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (["shw"], "No such command 'shw'. Did you mean show?"),
        (["zzz"], "There are new, show, explain"),
        (["show"], "Missing argument 'BOOK'"),
        (["show", "x", "--format", "pdf"], "'pdf'"),
        (["explain", "x", "y", "--depth", "-1"], "depth"),
        (["variance", "x"], "--from"),
    ],
)
def test_a_question_put_wrongly_is_refused_with_exit_code_2(
    question: list[str], said: str, ask: Asked
) -> None:
    code, out, err = ask(*question)

    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_only_what_a_command_needs_is_read() -> None:
    watched = "rich", "holidays", "python_calamine", "votebook.core.check.examination"
    program = (
        "import sys; import votebook.cli.main, votebook.cli.commands, votebook.cli.show; "
        f"print([name for name in {watched!r} if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_the_page_of_commands_describes_every_command_and_option(command: Command, ask: Asked) -> None:
    _, _, section = PAGE.partition(f"\n## {command.name}\n")
    section, _, _ = section.partition("\n## ")
    options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", ask(command.name, "--help")[1], re.MULTILINE)

    assert options
    assert [option for option in options if option not in ("--help", *re.findall("--[a-z]+", section))] == []


def test_the_version_is_told(ask: Asked) -> None:
    assert ask("--version") == (0, f"votebook {version('votebook')}\n", "")
