"""Python read as the worker would load it, without running a line of it.

source     bytes → tree, by the grammar of the target version
scope      a module's names, with the order in which they are bound
modules    which file a dotted name leads to
values     what an expression stands for
annotations  what an annotation is to the worker
entry      what the entry point's signature is
load       which modules a function executes, and where that fails
imports    all import statements of a file
"""
