"""Questions that stay true while they are open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer

from .dialog import Question

Facts = TypeVar("Facts")

#: How often an open question is compared with the facts, in milliseconds.
_LOOKS = 200


class CurrentQuestion(Generic[Facts]):
    """A question about ``facts``, which may change while it is open: it is then withdrawn and asked anew, also if the
    user is just confirming it. Without facts (None) there is nothing to ask: the question is withdrawn.

    ``question`` makes the question; ``confirmed`` receives the facts that the user agreed to, if they are still true or
    there is nothing to ask any more.
    """

    def __init__(
        self,
        facts: Callable[[], Facts | None],
        question: Callable[[Facts], Question],
        confirmed: Callable[[Facts, Question], None],
    ) -> None:
        self._facts, self._make, self._confirmed = facts, question, confirmed
        self._asked: Facts | None = None  # about this
        self._open: Question | None = None

    @property
    def is_open(self) -> bool:
        """Whether the user is being asked."""
        return self._open is not None

    def ask(self) -> None:
        """Ask, unless the question is open or there is nothing to ask."""
        if self._open is None:
            self._ask(self._facts())

    def _ask(self, facts: Facts | None) -> None:
        former, self._asked = self._open, facts
        self._open = question = self._make(facts) if facts is not None else None
        if former is not None:
            former.reject()
        if question is None:
            return
        question.confirmed.connect(partial(self._agree, question))
        question.finished.connect(partial(self._forget, question))
        look = QTimer(question)
        look.timeout.connect(self._renew)
        look.start(_LOOKS)
        if former is not None:
            question.guard()
        question.open()

    def _renew(self) -> None:
        """Withdraw a question that no longer fits, and ask the one that does, if any."""
        facts = self._facts()
        if self._open is not None and facts != self._asked:
            self._ask(facts)

    def _agree(self, question: Question) -> None:
        facts, asked = self._facts(), self._asked
        if question is not self._open or asked is None:
            return
        if facts is not None and facts != asked:
            self._ask(facts)
        else:
            self._open = None
            self._confirmed(asked, question)

    def _forget(self, question: Question, _result: int) -> None:
        if question is self._open:
            self._open = None
