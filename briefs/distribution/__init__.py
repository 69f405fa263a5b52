"""What leaves this machine by mail."""
