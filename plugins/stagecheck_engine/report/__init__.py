"""Words and markup for what scoring found. Imported when the first report is written."""
