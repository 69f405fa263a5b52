"""What is kept between runs: sources and their state, and every byte that was retrieved."""
