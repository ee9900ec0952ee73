"""The command line: one module a command, imported when the command is called.

Standard output carries results, standard error one line a problem. Exit codes: 0 done,
1 some inputs failed and the others are done, 2 wrong usage or nothing usable at all.
"""
