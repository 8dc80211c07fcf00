"""The result of a connection test: a verdict on a tinted background, then a row for each finding."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.environment import KeyVerdict
from ...operations.check_environment import CheckedEnvironment, KeyPlace
from ..messages import tr, tr_text
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.labels import IconLabel, WrappedLabel
from ..widgets.painting import between_pixels, paint_box, paint_line


@dataclass(frozen=True, slots=True)
class ResultRow:
    """Icon with its tone, subject, and finding."""

    icon: str
    tone: Tone
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result in one sentence, and the rows."""

    tone: Tone
    sentence: str
    rows: tuple[ResultRow, ...]


def verdict(checked: CheckedEnvironment, name: str) -> Verdict:
    """The verdict on a connection test."""
    rows = (_address(checked), *_server(checked), _api(checked), _key(checked), *_key_store(checked))
    missing = {one.operation.value for one in checked.check.endpoint.contract.missing}
    is_refused = checked.check.key.verdict is KeyVerdict.REFUSED
    if is_refused or "StartExecution" in missing or "GetExecutionStatus" in missing:
        return Verdict(Tone.ERR, tr("You cannot import into {name} yet.").format(name=name), rows)
    if checked.environment.differences:
        return Verdict(Tone.WARN, tr("A different server responded at the address of {name}.").format(name=name), rows)
    is_sure = checked.check.key.verdict is KeyVerdict.ACCEPTED and checked.check.discovery.is_found
    if is_sure and not missing:
        return Verdict(Tone.OK, tr("{name} passed all checks.").format(name=name), rows)
    return Verdict(Tone.WARN, tr("{name} responds, but some things could not be confirmed.").format(name=name), rows)


def _address(checked: CheckedEnvironment) -> ResultRow:
    address = checked.environment.address
    if address.scheme == "https":
        sentence = tr("{address} responds, certificate valid").format(address=address.origin)
    else:
        sentence = tr("{address} responds on this computer").format(address=address.origin)
    return ResultRow("ok", Tone.OK, tr("Address"), sentence)


def _server(checked: CheckedEnvironment) -> tuple[ResultRow, ...]:
    """The differences from the server seen before, if any."""
    changes = [tr_text(difference) for difference in checked.environment.differences]
    if not changes:
        return ()
    sentence = " ".join([*changes, tr("If this is expected, save the environment.")])
    return (ResultRow("warn", Tone.WARN, tr("Server"), sentence),)


def _api(checked: CheckedEnvironment) -> ResultRow:
    contract = checked.check.endpoint.contract
    if not checked.check.discovery.is_found:
        sentence = tr("No API description was found. The built-in API description will be used; it may not match.")
        others = map(tr_text, (*checked.check.discovery.hidden_roots, *checked.check.discovery.others))
        return ResultRow("warn", Tone.WARN, tr("API"), " ".join([sentence, *others, _advice()]))
    total, missing = len(contract.operations), contract.missing
    sentence = tr("{found} of {total} operations at {root}").format(
        found=total - len(missing), total=total, root=checked.check.endpoint.root
    )
    if not missing:
        return ResultRow("ok", Tone.OK, tr("API"), sentence)
    problems = " ".join(f"{one.operation.value}: {tr_text(one.reason)}" for one in missing)
    return ResultRow("warn", Tone.WARN, tr("API"), f"{sentence}. {problems} {_advice()}")


def is_incomplete(checked: CheckedEnvironment) -> bool:
    """Whether an API description from the user would help."""
    return not checked.check.discovery.is_found or bool(checked.check.endpoint.contract.missing)


def _advice() -> str:
    return tr("If you have a request that works, DMM Desktop can learn the API description from it.")


def _key(checked: CheckedEnvironment) -> ResultRow:
    name, key = tr("REST API key"), checked.check.key
    reason = tr_text(key.reason) if key.reason else ""
    match key.verdict:
        case KeyVerdict.ACCEPTED:
            return ResultRow("ok", Tone.OK, name, tr("Accepted"))
        case KeyVerdict.REFUSED:
            return ResultRow("key", Tone.ERR, name, tr("Refused. {reason}").format(reason=reason))
        case KeyVerdict.UNCLEAR:
            return ResultRow("unknown", Tone.WARN, name, tr("Unknown. {reason}").format(reason=reason))
        case _ if reason:
            return ResultRow("unknown", Tone.WARN, name, tr("Not tested. {reason}").format(reason=reason))
        case _:
            return ResultRow("empty", Tone.MUTED, name, tr("Not tested, because no key was entered"))


def _key_store(checked: CheckedEnvironment) -> tuple[ResultRow, ...]:
    """Where the tested key is, if one was tested. Whether the key store accepts it is known only once it is saved."""
    match checked.key_place:
        case KeyPlace.KEYRING:
            sentence = tr("The key is saved in this computer's key store")
        case KeyPlace.SESSION:
            sentence = tr("The key is kept until DMM Desktop closes")
        case _ if checked.check.key.verdict is KeyVerdict.NOT_CHECKED:
            return ()
        case _:
            sentence = tr("Not saved yet. To save the key in this computer's key store, save the environment.")
    return (ResultRow("lock", Tone.INFO, tr("Key store"), sentence),)


_ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}


class ResultFrame(QWidget):
    """Shows a verdict; hidden until then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("test_result")
        self._verdict: Verdict | None = None
        self._shown: list[QWidget] = []
        self._icon, self._head = IconLabel(), WrappedLabel()
        set_role(self._head, Role.NAME)
        self._header = QWidget()
        head = QHBoxLayout(self._header)
        head.setContentsMargins(13, 9, 13, 9)
        head.setSpacing(12)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._head, 1)
        self._body = QWidget()
        self._rows = QGridLayout(self._body)
        self._rows.setContentsMargins(13, 10, 13, 10)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(12)
        self._rows.setColumnMinimumWidth(1, 114)
        self._rows.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._body)
        column.addStretch(1)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a result, replacing the previous one."""
        self._verdict = verdict
        self._head.setText(verdict.sentence)
        self.setAccessibleName(verdict.sentence)
        for widget in self._shown:
            self._rows.removeWidget(widget)
            widget.deleteLater()
        self._shown = []
        self._icon.show_icon(_ICONS[verdict.tone], verdict.tone)
        for number, row in enumerate(verdict.rows):
            icon, name, sentence = IconLabel(), QLabel(row.name), WrappedLabel(row.sentence)
            self._shown += [icon, name, sentence]
            icon.show_icon(row.icon, row.tone)
            set_role(name, Role.NAME)
            sentence.setAccessibleName(f"{row.name}: {row.sentence}")
            top = Qt.AlignmentFlag.AlignTop
            self._rows.addWidget(icon, number, 0, top)
            self._rows.addWidget(name, number, 1, top)
            self._rows.addWidget(sentence, number, 2)
        self.show()
        self.update()

    def clear(self) -> None:
        """Hide the result, because the fields no longer contain what was tested."""
        self._verdict = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, frame and separator."""
        if self._verdict is None:
            return
        painter, tokens = QPainter(self), tokens_of(self.palette())
        box = self.rect()
        box.setBottom(self._body.geometry().bottom())
        paint_box(painter, box, 6, tokens.base)
        painter.save()
        around = QPainterPath()
        around.addRoundedRect(between_pixels(painter, box), 6, 6)
        painter.setClipPath(around)
        header = self._header.geometry()
        painter.fillRect(header, QColor(tokens.tint(self._verdict.tone)))
        paint_line(painter, QRect(header.left(), header.bottom(), header.width(), 1), tokens.line)
        painter.restore()
        paint_box(painter, box, 6, None, tokens.line)
