"""The progress of a run on the window's button in the taskbar of Windows. Other systems show nothing.

Qt has no interface for it. This calls ITaskbarList3, a COM interface, through ctypes [documented by Microsoft].
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_LOG = logging.getLogger(__name__)

_NONE, _UNKNOWN, _NORMAL = 0, 1, 2  # TBPF_NOPROGRESS, TBPF_INDETERMINATE, TBPF_NORMAL
_STEPS = 1000


class TaskbarButton:
    """The button of a window. Use it from the GUI thread."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._list: _TaskbarList | None = None
        self._is_usable = QGuiApplication.platformName() == "windows"

    def show_progress(self, fraction: float | None) -> None:
        """Show how much is done, from 0 to 1; None if that is not known of a run in progress."""
        self._set(_UNKNOWN if fraction is None else _NORMAL, fraction or 0.0)

    def clear(self) -> None:
        """Show no progress."""
        if self._list is not None:
            self._set(_NONE, 0.0)

    def _set(self, state: int, fraction: float) -> None:
        if not self._is_usable:
            return
        try:
            if self._list is None:
                self._list = _TaskbarList()
            handle = int(self._window.winId())
            self._list.set_state(handle, state)
            if state == _NORMAL:
                self._list.set_value(handle, round(fraction * _STEPS), _STEPS)
        except OSError as error:  # another shell than Explorer need not have a taskbar
            self._is_usable = False
            _LOG.warning("the taskbar shows no progress: %s", error)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Guid(ctypes.Structure):
        _fields_ = (("bytes", ctypes.c_ubyte * 16),)

    _CLASS = "{56FDF344-FD6D-11D0-958A-006097C9A090}"  # CLSID_TaskbarList
    _INTERFACE = "{EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF}"  # IID_ITaskbarList3
    _IN_THIS_PROCESS = 1  # CLSCTX_INPROC_SERVER
    #: Places in the table of methods.
    _INITIALIZE, _SET_VALUE, _SET_STATE = 3, 9, 10

    class _TaskbarList:
        """The COM object, kept as long as the process. Qt has initialized COM. All methods raise OSError."""

        def __init__(self) -> None:
            found = ctypes.c_void_p()
            create = ctypes.oledll.ole32.CoCreateInstance
            create(_guid(_CLASS), None, _IN_THIS_PROCESS, _guid(_INTERFACE), ctypes.byref(found))
            self._object = found
            self._call(_INITIALIZE)

        def set_state(self, window: int, state: int) -> None:
            self._call(_SET_STATE, wintypes.HWND(window), ctypes.c_int(state))

        def set_value(self, window: int, done: int, total: int) -> None:
            self._call(_SET_VALUE, wintypes.HWND(window), ctypes.c_ulonglong(done), ctypes.c_ulonglong(total))

        def _call(self, place: int, *arguments: Any) -> None:
            types = [type(one) for one in arguments]
            method = ctypes.WINFUNCTYPE(ctypes.HRESULT, *types)(place, f"method {place} of ITaskbarList3")
            method(self._object, *arguments)

    def _guid(text: str) -> ctypes._CArgObject:
        guid = _Guid()
        ctypes.oledll.ole32.CLSIDFromString(text, ctypes.byref(guid))
        return ctypes.byref(guid)

else:

    class _TaskbarList:
        """There is none."""

        def set_state(self, window: int, state: int) -> None: ...

        def set_value(self, window: int, done: int, total: int) -> None: ...
