"""Apps of decorators, read as the worker would index them, without running a line of them.

script      which file the worker imports
running     what importing it does, statement by statement (relevance: in which files; loops: round
            by round; arguments: what calls say)
library     what azure.functions does when it is called (decorating: its decorators; registers: the
            apps and blueprints with their functions; things: what else it may be given)
objects     the app, among the names of the script
functions   what the worker finds in it: bindings, signature, what it refuses
app         all of these together
"""
