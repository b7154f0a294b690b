"""The scoring key of a paper form, made from the data that scores."""
