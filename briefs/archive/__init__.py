"""The editions that stand in ``out/`` become a site that can be searched and subscribed to."""
