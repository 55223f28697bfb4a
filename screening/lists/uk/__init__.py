"""The United Kingdom's lists: the UK Sanctions List, and the OFSI list that it replaced."""
