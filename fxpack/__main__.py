"""The program: `fxpack`, and `python -m fxpack`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line in a process of its own.

    The garbage collector stays off: what fxpack makes holds no cycles worth finding, and looking for
    them takes a tenth of the time, from the first import on. Python looks once more when it ends, on
    or off, at all that is not frozen.
    """
    gc.disable()
    try:
        from fxpack.cli import main as run

        run()
    except KeyboardInterrupt:
        # Ctrl-C while the modules load, where no command hears it yet
        sys.exit(130)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
