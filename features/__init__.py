"""From text to numbers: documents, cues and measures of news articles.

Nothing here imports ``detector``: the scoring road and the training road both
stand on this package.
"""
