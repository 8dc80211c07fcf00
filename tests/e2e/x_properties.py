"""What the window manager knows of a window, by way of Xlib: no tool of the tests tells it."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_ulong, c_void_p


def window_states(display: str, window: int) -> set[str]:
    """The states of a window in ``_NET_WM_STATE``, such as ``_NET_WM_STATE_DEMANDS_ATTENTION``."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype, x.XInternAtom.restype, x.XGetAtomName.restype = c_void_p, c_ulong, c_void_p
    connection = c_void_p(x.XOpenDisplay(display.encode()))
    assert connection, f"no display {display}"
    kind, form, count, left, data = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ulong)()
    try:
        name = c_ulong(x.XInternAtom(connection, b"_NET_WM_STATE", False))
        found = (byref(kind), byref(form), byref(count), byref(left), byref(data))
        x.XGetWindowProperty(connection, c_ulong(window), name, c_long(0), c_long(64), False, c_ulong(4), *found)
        states = set()
        for atom in data[: count.value] if data else ():
            words = c_void_p(x.XGetAtomName(connection, c_ulong(atom)))
            states.add((ctypes.cast(words, c_char_p).value or b"").decode())
            x.XFree(words)
        if data:
            x.XFree(ctypes.cast(data, POINTER(c_ubyte)))
        return states
    finally:
        x.XCloseDisplay(connection)
