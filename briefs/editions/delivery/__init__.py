"""Editions on their way: who gets them, how they leave, and what comes back."""
