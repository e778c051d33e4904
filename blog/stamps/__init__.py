"""What makes a kept page stale: a number for the site and one for each conversation, raised by the database itself."""
