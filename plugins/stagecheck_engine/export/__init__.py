"""What a reader takes along: texts for files, messages and calendars. Imported when asked for."""
