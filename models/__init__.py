"""What is stored and the rules that hold about it. No Flask, no LINE."""
