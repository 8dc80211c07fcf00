"""What all panels of the window share: the environments, the runs, and the jobs on them. No widgets but one banner."""
