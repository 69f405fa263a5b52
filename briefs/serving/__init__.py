"""What answers on the web: refusals by one click, the site of all editions, and whether all is well."""
