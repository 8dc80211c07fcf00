"""The data stored on this workstation: the database, the keys in the operating system's key store, and the data
folder."""
