"""A table: command -> module, imported on dispatch so that no process carries the other side."""

from __future__ import annotations

import importlib
import sys

import click

from impersonation_watch import __version__, naming
from impersonation_watch.hardening import harden_process
from impersonation_watch.model import ConfigError, WatchError
from impersonation_watch.terminal import plain_lines

COMMANDS = {  # in the order a person meets them
    "demo": "Show the whole program at work on a practice network, without internet.",
    "init": "Make a vault, or change it: who is watched over, photos, settings.",
    "watch": "Look once, now.",
    "run": "Stay in the background and look every day.",
    "service": "Start the background process with each login, or take that back.",
    "add": "Keep a screenshot, a link or a few words as a case of its own.",
    "check": "Look at a link that a friend sent.",
    "review": "Open the pages: set up a vault, go through what was found, change settings.",
    "hits": "List what was found.",
    "takedown": "Write the report for a profile or a case.",
    "handover": "Hand a sealed batch to a helper, and take the decisions back.",
    "verify": "Check that a vault or a packet is unchanged.",
    "export": "Write everything out, readable without the program.",
    "backup": "Write the whole vault into one sealed file.",
    "restore": "Put the vault of a backup into a new folder.",
    "erase": "Erase a profile, a case, a person or everything.",
    "sources": "Which places are looked at, and which cannot be.",
    "doctor": "Check that everything here works.",
}
HIDDEN = {"unlock": "Hand the capsule key to the background process."}


class Table(click.Group):
    """The commands above; a module is imported only when its command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS and cmd_name not in HIDDEN:
            return None
        module = importlib.import_module(f"impersonation_watch.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None:
            ctx.fail(f"There is no command {name!r}. The commands are: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)


@click.group(cls=Table, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="impersonation-watch")
def table() -> None:
    """Look every day for profiles that pretend to be you, keep evidence, write the reports.

    It runs on your own machine. Start with `demo` to see it work, or with `review`.
    """


def main() -> None:
    """Run a command; every error reaches a person as a sentence and what to do next."""
    naming.wear()
    harden_process()
    try:
        table(standalone_mode=False)
    except click.Abort:
        _leave("Stopped. Nothing that was saved is lost.", "", 1)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except WatchError as error:
        _leave(_sentence(str(error)), error.advice, 2 if isinstance(error, ConfigError) else 1)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        where = f" ({error.filename})" if isinstance(error, OSError) and error.filename else ""
        _leave(f"That did not work: {reason}{where}.", "Nothing that was saved is lost.", 1)


def _sentence(message: str) -> str:
    """With a capital letter and a full stop; what begins with a path or ends in a list stays."""
    first = message if "/" in message.split(" ")[0] else message[:1].upper() + message[1:]
    return first if first.endswith((".", ":")) or "\n" in first else f"{first}."


def _leave(message: str, advice: str, code: int) -> None:
    click.echo(plain_lines(message), err=True)
    if advice:
        click.echo(plain_lines(advice), err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
