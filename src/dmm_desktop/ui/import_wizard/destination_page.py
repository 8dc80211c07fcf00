"""First page of an import: the connection that receives the records."""

from __future__ import annotations

from ...core.environment import Destination
from ..start_wizard.target_page import TargetPage, TargetWords
from .draft import Draft


class DestinationPage(TargetPage):
    """Shows the destinations. The connection that the file was exported from is marked, and chosen by the user only."""

    draft: Draft

    def words(self) -> TargetWords:
        """What the page says about destinations."""
        return TargetWords(
            kind="destination",
            step=self.tr("Destination"),
            list_name=self.tr("Destinations"),
            heading=self.tr("Where should the data go?"),
            hint=self.tr("Choose the connection that receives the records."),
            choose=self.tr("Choose where the data should go."),
            add=self.tr("Add the environment you want to import into."),
            missing=self.tr("{name} is no longer in the list. Choose where the data should go."),
            moved=self.tr(
                "The earlier import was sent to {before}, but {name} is now {now}. Choose where the data should go."
            ),
        )

    def remark(self, target: Destination) -> str:
        """Whether the file was exported from there."""
        return self.tr("The export came from here") if self._is_origin(target) else ""

    def warning(self, target: Destination) -> str:
        """What an import of an export into its source does."""
        if not self._is_origin(target):
            return ""
        return self.tr("The export came from here. Append mode would duplicate its records.")

    def take_origin(self) -> None:
        """Another file was chosen: do not preselect the connection that it was exported from."""
        if self.must_ask and self.draft.target is not None and self._is_origin(self.draft.target):
            self.ask()
        self.show_remarks()

    def _is_origin(self, target: Destination) -> bool:
        origin = self.draft.file_origin
        return origin is not None and origin.is_from(target)
