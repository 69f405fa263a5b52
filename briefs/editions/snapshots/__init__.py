"""Everything an edition is made of, as one value that is kept: taken, made into files, sealed, and made again."""
