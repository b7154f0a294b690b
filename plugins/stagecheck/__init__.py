"""The build: quizzes in Markdown become pages, packed quizzes, and problems with their places."""
