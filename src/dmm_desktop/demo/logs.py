"""Pages of log lines, as GetExecutionStatus sends them while a run goes on."""

from .answers import Base64
from .options import Options

_DEFAULT_RECORDS = 10  # documented: without LogRecords and LogPage only the first ten lines come


def log_page(lines: list[str], records: int | None, page: int | None, options: Options) -> tuple[Base64, int]:
    """The lines of one page and the number of pages there are now."""
    size = records if records and records > 0 else _DEFAULT_RECORDS
    if options.log_page_cap:
        size = min(size, options.log_page_cap)
    pages = -(-len(lines) // size)
    number = 0 if page is None else page - options.log_page_base
    if number == -1 and options.page_zero_like_one:
        number = 0
    if number >= pages and options.past_last_like_last:
        number = pages - 1
    wanted = lines[number * size : (number + 1) * size] if number >= 0 else []
    return Base64("\n".join(wanted).encode()), pages
