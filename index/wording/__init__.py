"""From a query as typed to what is searched: mended slips, other names, readings."""
