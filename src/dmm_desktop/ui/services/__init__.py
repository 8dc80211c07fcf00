"""What the panels share: environments, runs and the jobs on them. No widgets except one banner."""
