"""The HTTP service: :class:`~screening.service.app.Service` answers requests, :mod:`.server` runs it.

Needs the extra ``serve``. ``screening serve`` starts it.
"""
