"""From a Draft to a Quiz: `quiz` is the only way, the other modules judge one part each."""
