"""`python -m sanctuary_score`."""

from sanctuary_score.cli import main

if __name__ == "__main__":
    main()
