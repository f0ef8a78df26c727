"""How much an uploaded form may cost. The kernel holds the box to it, whatever a library does with the file."""

import resource
import sys

import pikepdf

MOST_PAGES = 20
MOST_FIELDS = 300
MOST_BOXES = 1000  # places on the pages, several to a field
MOST_OBJECTS = 50_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes: all streams of the file together
LARGEST_PAGE = 2000  # points: 70 cm
SECONDS = 10  # of computing
MEMORY = 768 * 1024 * 1024  # of addresses; a form of two pages needs 200 MB
LARGEST_ANSWER = 48 * 1024 * 1024


def hold() -> None:
    """For the rest of this process. What it would write, grow or start beyond that ends it."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_ANSWER, LARGEST_ANSWER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED,
        run_length_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED,
        tiff_max_memory=MOST_UNPACKED,
        dct_max_memory=MOST_UNPACKED,
        dct_max_progressive_scans=100,
        doc_max_warnings=50,
    )
