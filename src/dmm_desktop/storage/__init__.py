"""What stays on this workstation: the database, the keys in the operating system's key store, the folders of both."""
