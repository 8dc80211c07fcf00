"""One function per action of a person, each returning a Job that the window or the command line runs."""
