"""Reports as people read them: terminal, notebook. Imports ``detector.report`` only."""
