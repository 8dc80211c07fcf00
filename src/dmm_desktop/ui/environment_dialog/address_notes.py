"""What is said below the address of an environment about other environments and about runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...core.environment import Environment, with_address
from ...core.runs import Run, follower_of
from ...core.text import Text, text
from ..theme.tokens import Tone


def address_notes(
    entered: Environment, saved: Sequence[Environment], unfinished: Iterable[Run]
) -> tuple[tuple[Text, ...], Tone | None]:
    """What to know before an environment is saved with the address entered, and the tone: who has the address already,
    and which runs that have not ended can be watched and stopped no longer, or can be again."""
    others = [one for one in saved if one.id != entered.id]
    same = [one.name for one in with_address(entered.address, others)]
    notes = [text("“{name}” has this address already.", name=name) for name in same[:1]]
    followed = [(follower_of(run, saved), follower_of(run, [*others, entered])) for run in unfinished]
    if any(now is not None and now.id == entered.id and later is None for now, later in followed):
        notes.append(
            text(
                "A run at the current address may not have ended. Once another address is saved, it can be "
                "neither watched nor stopped from here."
            )
        )
    tone = Tone.WARN if notes else None
    if any(now is None and later is not None for now, later in followed):
        notes.append(
            text(
                "A run at this address may not have ended. Once you save this address with its REST API key, the run "
                "can be watched and stopped from here."
            )
        )
    return tuple(notes), tone
