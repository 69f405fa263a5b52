"""What the documents say about each other: which of them go back to the same origin."""
