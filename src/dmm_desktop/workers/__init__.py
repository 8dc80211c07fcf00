"""Runs the jobs of the operations on threads of their own and brings what they tell to the GUI thread; QtCore only."""
