"""The log of a run, as lines while it goes on and as files once they are saved."""
