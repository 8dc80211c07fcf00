"""Files that are dragged: those of a drop whose data cannot be had are those of the drag."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from dmm_desktop.ui.drops import begin_drag, dropped_zip


def _data(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _without_data() -> QMimeData:
    """What Qt hands over at a drop for which it got no data: the type alone."""
    data = QMimeData()
    data.setData("text/uri-list", b"")
    return data


def test_a_drop_without_data_brings_what_was_dragged(tmp_path: Path) -> None:
    path, other = tmp_path / "a.zip", tmp_path / "b.zip"
    assert begin_drag(_data(path))
    assert dropped_zip(_without_data()) == path
    assert dropped_zip(_data(other)) == other
    assert dropped_zip(QMimeData()) is None


def test_a_former_drag_is_forgotten(tmp_path: Path) -> None:
    assert begin_drag(_data(tmp_path / "a.zip"))
    assert begin_drag(_without_data())
    assert dropped_zip(_without_data()) is None
    assert begin_drag(_data(tmp_path / "a.zip"))
    assert not begin_drag(QMimeData())
    assert dropped_zip(_without_data()) is None
