"""General widgets, independent of DMM."""
