"""The readings of a checked tree: direct, columnar, Rete, prose."""
