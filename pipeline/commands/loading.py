"""What every command begins with: a site, loaded when it is asked for."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any

import click
from click.core import ParameterSource

from pipeline.build import known_by_hand, published_now
from pipeline.commands.say.reporter import Reporter
from pipeline.commands.say.streams import abandon_output, flush_output, prepare_streams
from pipeline.commands.say.visible import VisibleFormatter, visible
from pipeline.config import Project
from pipeline.errors import CompoundError, ExitCode, PipelineError, system_error
from pipeline.review import Survey, survey
from pipeline.signals import exit_code
from pipeline.sources.extract import Extraction
from pipeline.sources.extract import extract as extract_source


@contextmanager
def needing_the_extra(name: str) -> Iterator[None]:
    """Import what an extra installs. Raises PipelineError, with what to install, where that is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise PipelineError(
            f"this needs a library that is not installed: {error.name}",
            hint=f'install it with: pip install "pelican-gettext[{name}]"',
        ) from None


LOCALES = click.argument("locales", nargs=-1, metavar="[LOCALE]...")


@dataclass(frozen=True, slots=True)
class Site:
    """What every command begins with."""

    project: Project
    settings: dict[str, Any]
    reporter: Reporter

    def extraction(self) -> Extraction:
        """All text of the site, read now. Raises PipelineError, for all of them, if there are sources without any."""
        found = self.extraction_in_part()
        if found.faults:
            raise CompoundError(found.faults)
        return found

    def extraction_in_part(self) -> Extraction:
        """The text of all sources that can be read, and why others cannot."""
        return extract_source(self.project, self.settings)

    def survey(self, locales: Sequence[str]) -> Survey:
        """What these locales are worth, or all of them, beside what is published now."""
        languages = self.project.select(locales)
        standing, by_hand = published_now(self.project), known_by_hand(self.project)
        return survey(self.project, self.settings, self.extraction_in_part(), languages, standing, by_hand)


def _overrule(ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Let what stands after a command's name count, where it stands there."""
    if option.name and ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
        ctx.find_root().params[option.name] = value


# As shells have it: 128, and the number of SIGINT or SIGPIPE.
_FROM_KEYBOARD, _NOBODY_READS = 130, 141


class Commands(click.Group):
    """Bad input ends with its cause and remedy, never with a traceback; what click and the log say is visible, too.

    The group's own options are understood after a command's name as well.
    """

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
            Reporter().error(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            abandon_output()
            ctx.exit(_NOBODY_READS)
        except OSError as error:
            Reporter().error(system_error(error))
            ctx.exit(ExitCode.BROKEN_INPUT)
        except (KeyboardInterrupt, click.Abort) as ended:
            if isinstance(ended, click.Abort) and not isinstance(ended.__context__, KeyboardInterrupt):
                raise  # there was no answer to a question
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
            Reporter().error(system_error(OSError(errno.ENOMEM, "memory is used up")))
            sys.exit(ExitCode.BROKEN_INPUT)
        finally:
            try:
                flush_output()
            except BrokenPipeError:
                sys.exit(_NOBODY_READS)
            except OSError as error:
                Reporter().error(system_error(error, "standard output", doing="it cannot be written"))
                sys.exit(ExitCode.BROKEN_INPUT)


#: What a command is handed: its site is loaded when it calls this, which raises PipelineError for faulty settings.
Loader = Callable[[], Site]
pass_loader = click.pass_obj
