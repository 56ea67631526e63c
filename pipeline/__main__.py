"""Where commands start: `pelican-gettext` and `python -m pipeline`."""

from __future__ import annotations

import gc


def run() -> None:
    """Run a command."""
    # Hardly anything becomes garbage while a command runs; looking for it less often saves a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    from pipeline.commands import main

    main()


if __name__ == "__main__":
    run()
