"""Where commands start: `pelican-gettext` and `python -m pipeline`."""

from __future__ import annotations

import gc
import sys

from pipeline.signals import exit_code, heed_signals, leave_signals


def run() -> None:
    """Run a command."""
    # Hardly anything becomes garbage while a command runs; looking for it less often saves a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    heed_signals()
    try:
        from pipeline.again import listening, say_again

        arguments = sys.argv[1:]
        if (code := say_again(arguments)) is not None:
            sys.exit(code)
        with listening(arguments):
            from pipeline.commands import main

            main()
    except SystemExit:
        if exit_code() is None:
            raise
    except KeyboardInterrupt:
        pass  # before there was a command that could say so
    finally:
        leave_signals()
    # Whatever a library has made of a signal.
    sys.exit(exit_code())


if __name__ == "__main__":
    run()
