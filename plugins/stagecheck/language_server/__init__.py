"""Help while typing: a language server for front matters, which stand in files of Markdown."""
