"""The import wizard: destination, file, options, review and start. It has no welcome page; Back keeps all entries."""
