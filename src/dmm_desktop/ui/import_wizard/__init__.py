"""The import wizard: destination, file, options, review and start. No welcome page; Back keeps everything."""
