"""Widgets that know nothing of DMM."""
