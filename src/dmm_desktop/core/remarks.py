"""The remarks about a run that go beyond the sentence about its state, each a separate sentence."""

from __future__ import annotations

from .entered_ids import before_entry_remark, entry_doubts
from .models import ServerMessage
from .outcomes import sentence
from .reconciliation import difference_advice, reconciliation, reconciliation_sentence
from .run_state import RunState
from .runs import Run, has_failed
from .server_advice import advice_on
from .text import Text, counted, text, whole


def remarks(run: Run) -> tuple[Text, ...]:
    """All remarks: those of :func:`own_remarks`, then the server's message."""
    said = server_remark(run)
    return own_remarks(run) if said is None else (*own_remarks(run), said)


def own_remarks(run: Run) -> tuple[Text, ...]:
    """The application's remarks about a run that has ended, or about which nothing more will become known; before that,
    only those about a tracker id that a user entered."""
    entered = (*entry_doubts(run), *filter(None, (before_entry_remark(run),)))
    if not run.state.is_final:
        return entered
    found = (
        *(_failing(run), *_stop(run), _two_counts(run)),
        *(reconciliation_sentence(run), difference_advice(run), _advice(run)),
    )
    return (*entered, *(remark for remark in found if remark is not None and remark not in entered))


def _failing(run: Run) -> Text | None:
    """The failing entities of a run that ended after a stop request, unless the sentence counts them or the
    reconciliation names them."""
    if run.stop_requested_at is None or not run.failing_count or run.state is RunState.COMPLETED_WITH_ERRORS:
        return None
    if reconciliation(run) is not None:
        return None
    return counted("1 entity has errors.", "{n} entities have errors.", run.failing_count)


def _stop(run: Run) -> tuple[Text, ...]:
    """The outcome of a stop request, unless the state is *stopped*."""
    if run.stop_requested_at is None:
        return ()
    if run.stop_accepted_at is None:
        return (text("A stop was requested; it is not known whether the server accepted it."),)
    if run.state is not RunState.STOPPED:
        return (text("The server had accepted a stop request."),)
    if has_failed(run.status_word):
        return (text("The server reports “{status}”.", status=run.status_word),)
    return ()


def _two_counts(run: Run) -> Text | None:
    """The contradiction between two reports, unless the sentence mentions it."""
    if run.two_counts is None or run.state is not RunState.COMPLETED_WITH_ERRORS:
        return None
    return text(
        "The server's record counts disagree: {counted} during the run, {final} in the final report.",
        counted=run.two_counts[0],
        final=run.two_counts[1],
    )


def _advice(run: Run) -> Text | None:
    """The advice on the server's message, unless the run has succeeded."""
    return None if run.state is RunState.COMPLETED or isinstance(run.message, Text) else advice_on(run.message)


def server_remark(run: Run) -> Text | None:
    """The server's message about the end, if :func:`sentence` does not quote it. A message of type Success only repeats
    the state."""
    if run.state.quotes_server or not run.message or isinstance(run.message, Text):
        return None
    message = run.report.message if run.report else ServerMessage()
    if message.kind.strip().lower() == "success" and message.text == run.message:
        return None
    if run.state is RunState.COMPLETED_UNVERIFIED and run.message in str(sentence(run)):
        return None
    if run.state.leaves_outputs and message.kind.strip().lower() == "info" and message.text == run.message:
        return text("The server's last message: {message}", message=whole(run.message))
    if run.state.is_recordable:
        return text("The server last said: {message}", message=whole(run.message))
    return text("The server says: {message}", message=whole(run.message))
