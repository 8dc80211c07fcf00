"""A column of a data file: the kind of its values, how many are NULL or empty, and which are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto

from .facts import Fault
from .values import Form, form_of, is_quoted


class Kind(Enum):
    """The kind of a column's values."""

    TEXT = auto()
    DATE = auto()
    NUMBER = auto()
    OTHER = auto()  # booleans, binary values, and anything unknown


#: The kind that the forms of values suggest; other forms suggest none.
_SPEAKS_FOR = {
    Form.TEXT: Kind.TEXT,
    Form.UNCLOSED: Kind.TEXT,
    Form.WORDS: Kind.TEXT,
    Form.DATE: Kind.DATE,
    Form.IMPOSSIBLE_DATE: Kind.DATE,
    Form.OTHER_DATE: Kind.DATE,
    Form.INTEGER: Kind.NUMBER,
    Form.NUMBER: Kind.NUMBER,
    Form.BOOLEAN: Kind.OTHER,
    Form.SIGNS: Kind.OTHER,
    Form.OPAQUE: Kind.OTHER,
}
#: If as many values suggest one kind as another, a well-formed text or date decides.
_DECIDES = (Form.TEXT, Form.DATE, Form.INTEGER, Form.NUMBER, Form.BOOLEAN, Form.OPAQUE, Form.SIGNS)

#: Judgements of recurring values are remembered: up to this size in bytes, and this many.
_REMEMBERED, _MOST_REMEMBERED = 40, 2000


class Column:
    """A column. ``kind`` is None until it is known. ``forms`` are the forms that its values may have, each with whether
    it is in double quotes; the row pattern is made of them."""

    def __init__(self, name: str, kind: Kind | None = None) -> None:
        self.name = name
        self.kind = kind
        self.forms: set[tuple[Form, bool]] = set()
        self.empty = 0
        self._known: dict[bytes, Form] = {}

    def decide(self, values: Iterable[bytes]) -> None:
        """Determine the kind from the column's values, if it is unknown, and which forms are usual."""
        forms = [(form_of(value), is_quoted(value)) for value in values]
        if self.kind is None:
            self.kind = _kind_of(Counter(form for form, _ in forms))
        self.forms.update(
            (form, quoted) for form, quoted in forms if form is not Form.EMPTY and self._fault(form) is None
        )

    def judge(self, value: bytes) -> Fault | None:
        """The fault of a value that is neither ``NULL`` nor missing, or None; the form of a correct value becomes
        usual."""
        form = self._known.get(value)
        if form is None:
            form = form_of(value)
            if len(value) <= _REMEMBERED and len(self._known) < _MOST_REMEMBERED:
                self._known[value] = form
        if form is Form.EMPTY:
            self.empty += 1
            return None
        if (fault := self._fault(form)) is None:
            self.forms.add((form, is_quoted(value)))
        return fault

    def _fault(self, form: Form) -> Fault | None:
        if form is Form.TEXT:
            return None
        if form is Form.UNCLOSED:
            return Fault.NOT_CLOSED
        if self.kind is Kind.TEXT:
            return Fault.NOT_WRAPPED
        if form is Form.IMPOSSIBLE_DATE:
            return Fault.IMPOSSIBLE_DATE
        if form is Form.OTHER_DATE or (self.kind is Kind.DATE and form is not Form.DATE):
            return Fault.NOT_A_DATE
        is_text = form is Form.WORDS or (self.kind is Kind.NUMBER and form is Form.OPAQUE)
        return Fault.NOT_WRAPPED if is_text else None


def _kind_of(forms: Counter[Form]) -> Kind | None:
    """The kind that most values suggest; None if none suggests any."""
    votes: Counter[Kind] = Counter()
    for form, count in forms.items():
        if form in _SPEAKS_FOR:
            votes[_SPEAKS_FOR[form]] += count
    if not votes:
        return None
    if forms[Form.TEXT]:  # so that possibly binary values count as text as well
        votes[Kind.TEXT] += forms[Form.OPAQUE] + forms[Form.SIGNS]
    most = max(votes.values())
    leading = {kind for kind, count in votes.items() if count == most}
    for form in _DECIDES:
        if forms[form] and _SPEAKS_FOR[form] in leading:
            return _SPEAKS_FOR[form]
    return leading.pop()
