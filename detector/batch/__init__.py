"""Many articles: a source of records in, one report each out, in order.

The road of a run: ``sources`` opens the input and yields raw records; ``work`` scores
them in chunks, here or in other processes; ``output`` writes what comes back, so that
a run that was cut off can go on. Memory does not grow with the number of articles.
"""
