"""Restores Python's import statement, which PySide6 replaces; import this right after Qt.

PySide6 looks for ``from __feature__ import ...``, which we never use. To find out which modules use Qt, it reads the
source of every module imported after it and keeps all those lines in memory: 6 MiB and a tenth of the time to the first
paint. If PySide6 stops doing so, this does nothing.
"""

import builtins

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
