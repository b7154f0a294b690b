"""What an editor begins: a page, a play or a quiz that passes every check, in its place."""
