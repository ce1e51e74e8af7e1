"""The settings of a running server: kept, changed, told of."""
