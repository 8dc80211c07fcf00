"""Gives Python its own import statement back, which PySide6 has replaced; to be imported right after Qt.

PySide6 looks for ``from __feature__ import ...``, which we never write. To know which modules use Qt it reads the
source of every module that is imported after it, ours and others', and all those lines stay in memory: 6 MiB and a
tenth of the time to the first paint. Should PySide6 do otherwise one day, nothing happens here.
"""

import builtins

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
