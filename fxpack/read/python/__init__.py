"""Python read as the worker would load it, without running a line of it.

source       bytes → tree, by the grammar of the target version (conditions, older: its fine print)
scope        a module's names, with the order in which they are bound (makers: what binds them)
modules      which file a dotted name leads to
outside      what is known of modules outside the app
values       what an expression may stand for
interpreter  expressions → values, with its rooms links, classes and calls
constants    the constants that expressions are
annotations  what an annotation is to the worker, with the forms of typing
entry        what the entry point's signature is
bodies       what an entry point's body does that bites when it is called
writes       what writes into the app's folder (app_paths: where a path leads; reached: who calls it)
load         which modules a function executes, and where that fails (names_used)
imports      all import statements of a file
"""
