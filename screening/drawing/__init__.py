"""Plain values made visible; no words of the domain.

:mod:`~screening.drawing.characters` draws tables, bars and waterfalls in terminal cells;
:mod:`~screening.drawing.look` sets them for a terminal, a file, or somebody who listens.
"""
