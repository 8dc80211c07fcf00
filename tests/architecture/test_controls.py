"""What the wheel of a mouse changes exists in one class only, which leaves it alone without the focus."""

from __future__ import annotations

import ast

import pytest

from architecture.project import SOURCE, modules

_OWN = SOURCE / "dmm_desktop" / "ui" / "widgets" / "choice.py"
#: Qt changes the value of all of these by the wheel, wherever the focus is [documented].
_RAW = {
    *("QComboBox", "QFontComboBox", "QAbstractSpinBox", "QSpinBox", "QDoubleSpinBox"),
    *("QDateTimeEdit", "QDateEdit", "QTimeEdit", "QSlider", "QDial", "QTabBar", "QTabWidget"),
}


def raw_controls(source: str) -> list[str]:
    """The controls of Qt in a module that the wheel changes."""
    names = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(names=imported):
                names += [one.name for one in imported]
            case ast.Attribute(attr=name):
                names.append(name)
    return [name for name in names if name in _RAW]


def test_no_module_uses_another_one() -> None:
    assert raw_controls(_OWN.read_text(encoding="utf-8")) == ["QComboBox"]
    found = {
        str(path.relative_to(SOURCE)): raw
        for path in modules()
        if path != _OWN and (raw := raw_controls(path.read_text(encoding="utf-8")))
    }
    assert found == {}, "use ui.widgets.choice.Choice, or a class like it"


@pytest.mark.parametrize(
    "source", ["from PySide6.QtWidgets import QSpinBox", "from PySide6 import QtWidgets\nbox = QtWidgets.QComboBox()"]
)
def test_another_one_is_noticed(source: str) -> None:
    assert len(raw_controls(source)) == 1
