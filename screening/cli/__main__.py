"""``python -m screening.cli``: the same command line without its console script."""

from screening.cli import main

if __name__ == "__main__":
    main()
