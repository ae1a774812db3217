"""The planning group's console: one module and one template a page, one read module beside it."""
