"""`python -m dmm_desktop.demo`"""

import sys

from .options import read_options
from .samples import write_samples
from .server import serve


def main() -> None:
    """Write the samples, or serve until told to end."""
    options = read_options()
    if options.write_samples:
        try:
            write_samples(options.write_samples)
        except OSError as error:
            sys.exit(f"The samples cannot be written: {error}")
    else:
        serve(options)


if __name__ == "__main__":
    main()
