"""The ledger `quizzes/versions/`: what answers meant in each published version of a quiz."""
