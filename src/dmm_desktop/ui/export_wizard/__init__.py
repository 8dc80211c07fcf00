"""The export wizard: source, configuration, review and start. It has no welcome page; Back keeps all entries."""
