"""`.po` files as data, and what people decided about messages."""
