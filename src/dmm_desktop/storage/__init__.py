"""What is stored on this workstation: the database, the keys in the operating system's key store, and their folders."""
