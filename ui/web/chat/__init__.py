"""The tab that answers: the talk, what is kept of it, what it is asked of."""
