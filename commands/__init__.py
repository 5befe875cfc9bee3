"""The commands, one file each: parse the options, one call into the core, print."""
