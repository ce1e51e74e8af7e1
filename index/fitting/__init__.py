"""What a library teaches the search about its own words."""
