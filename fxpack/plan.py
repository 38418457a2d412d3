"""What goes into a zip, complete before anything is written."""
