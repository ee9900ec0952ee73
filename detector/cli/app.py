"""The command ``lesart``: finds the command that is called, and ends it cleanly."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from detector import __version__
from detector.errors import DetectorError, told

_COMMANDS = (
    "score",
    "clean",
    "batch",
    "compare",
    "report",
    "train",
    "evaluate",
    "benchmark",
    "audit",
)
_UNUSABLE = 2
_CLICKS_OWN = (click.ClickException, click.exceptions.Exit, click.Abort)
DEBUG = "LESART_DEBUG"
_HINT = f"{DEBUG}=1 shows the whole trace"
_INTERRUPTED = 130  # what a shell reports for Ctrl-C


class _Commands(click.Group):
    """Commands that are imported on call, with one way to end for all of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """List the commands in the order of the help page."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command by name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"detector.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> None:
        """Run a command; turn what may go wrong into one line and an exit code."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _close_stdout()
            ctx.exit(0)  # the reader has seen enough, as in ``| head``
        except DetectorError as error:
            complain(str(error))
            ctx.exit(_UNUSABLE)
        except OSError as error:
            complain(_refused(error))
            _close_stdout()
            ctx.exit(_UNUSABLE)
        except KeyboardInterrupt:
            complain("interrupted")
            ctx.exit(_INTERRUPTED)
        except Exception as error:
            if os.environ.get(DEBUG) or isinstance(error, _CLICKS_OWN):
                raise
            complain(f"{told(error)}; a fault of Lesart: please report it ({_HINT})")
            ctx.exit(_UNUSABLE)


def _refused(error: OSError) -> str:
    """Return what the machine refused: a file it names, else the output."""
    if error.filename is None:
        return f"the output cannot be written: {error.strerror}"
    return f"{error.filename}: cannot be used: {error.strerror}"


def complain(problem: str) -> None:
    """Say on standard error what is wrong, in one line."""
    from detector.render.safe import harmless

    click.echo(f"lesart: {harmless(problem)}", err=True)


def _close_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter ends in silence."""
    with suppress(OSError):  # a stream without a file needs no silencing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lesart")
def main() -> None:
    """Read news articles: leftovers of the page, likeness to AI text, framing.

    "lesart COMMAND --help" explains a command.
    """
    # What is alive at the end goes with the process; the interpreter would search
    # all of it for garbage once more, at the cost of several articles.
    atexit.register(gc.freeze)
