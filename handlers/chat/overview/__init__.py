"""Questions of all roles about figures; each is answered from the picture of a round."""
