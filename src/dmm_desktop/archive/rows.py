"""Tells whether a CSV has anything below its header, whatever its separator and encoding."""

from __future__ import annotations

_BLANK = b" \t\r\n\0\x1a"  # NUL: the other half of a UTF-16 character; 0x1A: the end mark of old DOS programs


class RowFinder:
    """Takes a file block by block; ``found`` is True as soon as a line that is not blank stands after the first."""

    def __init__(self) -> None:
        self.found = False
        self._in_header = False
        self._after_header = False

    def feed(self, block: bytes) -> None:
        if self.found:
            return
        if not self._in_header and not self._after_header:
            block = block.lstrip(_BLANK)
            self._in_header = bool(block)
        if self._in_header:
            ends = [at for at in (block.find(b"\n"), block.find(b"\r")) if at >= 0]
            if not ends:
                return
            self._in_header, self._after_header = False, True
            block = block[min(ends) :]
        self.found = self._after_header and bool(block.strip(_BLANK))
