"""What all commands have in common: how each is found, and what becomes of what is wrong."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Mapping
from copy import copy
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.core import ParameterSource

from pipeline.commands.say.streams import abandon_output, flush_output, prepare_streams
from pipeline.commands.say.visible import VisibleFormatter, visible
from pipeline.errors import ExitCode, PipelineError, system_error
from pipeline.signals import exit_code


def _overrule(ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Let what stands after a command's name count, where it stands there."""
    if option.name and ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
        ctx.find_root().params[option.name] = value


# As shells have it: 128, and the number of SIGINT or SIGPIPE.
_FROM_KEYBOARD, _NOBODY_READS = 130, 141


class Commands(click.Group):
    """Bad input ends with its cause and remedy, never with a traceback; what click and the log say is visible, too.

    A command is imported when it is asked for: most need Pelican, which takes longer to import than some of them to
    do their work. So `summaries` says of each, by its name, what `--help` does. The group's own options are understood
    after a command's name as well.
    """

    def __init__(self, *arguments: Any, summaries: Mapping[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(self._summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name in self._summaries and cmd_name not in self.commands:
            name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
            self.add_command(getattr(import_module(f"pipeline.commands.{name}"), name))
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command does, in a line."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._summaries[name]) for name in self.list_commands(ctx)])

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, which takes the group's options, too."""
        for option in self.params:
            if isinstance(option, click.Option) and not option.is_eager:
                also = copy(option)
                also.expose_value, also.callback = False, _overrule
                cmd.params.append(also)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print what a person has to mend, and end with its exit code."""
        if logging.lastResort is not None:  # what is logged before or after a build goes straight to standard error
            logging.lastResort.setFormatter(VisibleFormatter())
        try:
            return super().invoke(ctx)
        except click.UsageError as error:  # it may quote the name of a file
            raise click.UsageError(visible(error.format_message()), error.ctx) from None
        except PipelineError as error:
            _report(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            abandon_output()
            ctx.exit(_NOBODY_READS)
        except OSError as error:
            _report(system_error(error))
            ctx.exit(ExitCode.BROKEN_INPUT)
        except (KeyboardInterrupt, click.Abort) as ended:
            if isinstance(ended, click.Abort) and not isinstance(ended.__context__, KeyboardInterrupt):
                raise  # there was no answer to a question
            from pipeline.commands.say.reporter import Reporter

            Reporter().err.line("interrupted")
            ctx.exit(exit_code() or _FROM_KEYBOARD)

    def main(self, *arguments: Any, **more: Any) -> Any:
        """As its base does, and write all that is to be written."""
        prepare_streams()
        try:
            return super().main(*arguments, **more)
        except (MemoryError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and "start new thread" not in str(error):
                raise
            _report(system_error(OSError(errno.ENOMEM, "memory is used up")))
            sys.exit(ExitCode.BROKEN_INPUT)
        except OSError as error:  # help is printed before there is a command
            abandon_output()
            _report(system_error(error, "standard output", doing="it cannot be written"))
            sys.exit(ExitCode.BROKEN_INPUT)
        finally:
            try:
                flush_output()
            except BrokenPipeError:
                sys.exit(_NOBODY_READS)
            except OSError as error:
                _report(system_error(error, "standard output", doing="it cannot be written"))
                sys.exit(ExitCode.BROKEN_INPUT)


def _report(error: PipelineError) -> None:
    """Tell what is wrong; the libraries for that are only needed if something is."""
    from pipeline.commands.say.reporter import Reporter

    Reporter().error(error)
