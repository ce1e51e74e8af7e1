"""The tab that measures: gold sets, runs, results, drafts."""
