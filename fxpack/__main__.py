"""`python -m fxpack`."""

from fxpack.cli import main

if __name__ == "__main__":
    main()
