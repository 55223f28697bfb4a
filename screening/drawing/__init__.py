"""Plain values drawn: lines of characters for terminals and files. Nothing here knows what the values mean.

:mod:`~screening.drawing.characters` draws tables, bars and waterfalls in terminal cells.
"""
