"""The tab of settings: the look, the answers, the models, how the program stands."""
