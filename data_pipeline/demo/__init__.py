"""A made-up collaboration in the made-up town of Ekstad, written as senders would send it."""
