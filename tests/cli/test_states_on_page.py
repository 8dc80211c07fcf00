"""The values of ``state`` in the JSON document, as the README lists them."""

from architecture.doc_rules import rows
from architecture.project import ROOT
from dmm_desktop.cli.exit_codes import of_state
from dmm_desktop.core.run_state import RunState


def test_the_page_lists_every_state_with_its_exit_code() -> None:
    page = rows((ROOT / "README.md").read_text("utf-8"))
    listed = {row[0].strip("`"): int(row[2]) for row in page if len(row) == 3 and row[0].strip("`") in [*RunState]}
    assert listed == {str(state): int(of_state(state)) if state.is_final else 0 for state in RunState}
