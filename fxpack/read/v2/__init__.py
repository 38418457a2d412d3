"""Apps of decorators, read as the worker would index them, without running a line of them.

script      which file the worker imports
running     what importing it does to apps and blueprints, statement by statement (loops: which
            ones can be unrolled; arguments: what calls say)
registers   apps and blueprints with their functions, as azure.functions keeps them
objects     the app, among the names of the script
functions   what the worker finds in it: bindings, signature, what it refuses
"""
