"""Services shared by the panels: environments, runs and their jobs. No widgets except one banner."""
