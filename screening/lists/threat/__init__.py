"""Identifiers from threat intelligence: e-mails, handles, domains, addresses, wallets and phones."""
