"""Runs jobs on separate threads and delivers their progress and results to the GUI thread; uses QtCore only."""
