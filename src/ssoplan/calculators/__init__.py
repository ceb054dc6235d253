"""Pure, exact calculations on what plans print. One file a family."""
