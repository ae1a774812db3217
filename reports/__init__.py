"""The official report: one frozen picture of a round -> tables (pure) -> findings -> documents."""
