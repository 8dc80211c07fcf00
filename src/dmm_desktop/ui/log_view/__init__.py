"""The log of a run: as lines while it is running, as files once saved."""
