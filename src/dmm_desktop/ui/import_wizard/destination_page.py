"""First page of an import: the connection that receives the records."""

from __future__ import annotations

from ..start_wizard.target_page import TargetPage, TargetWords


class DestinationPage(TargetPage):
    """Shows the destinations."""

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
