"""``python -m ssoplan``: the command line; without arguments, check the embedded 2566 plan."""

from ssoplan.cli import main

if __name__ == "__main__":
    main()
