"""The tab of documents: uploads, the list, collections."""
