"""OFAC's lists: the delimited files, and the XML files in three layouts."""
