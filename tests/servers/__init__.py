"""Real web servers, run from the product's own settings; only port and folder are changed."""
