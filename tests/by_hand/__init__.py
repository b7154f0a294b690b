"""Scores a quiz as a person with a pencil does: by what is printed on the page, and nothing else.

Nothing here comes from the product. Which questions, how many, from where to where and what then:
all this is read from the words of the form and of its scoring key. A key is read from its first
word to its last, and words that are not understood are an error. What some of its sentences mean,
as those on open answers, is known here; they must stand there, word for word.
"""
