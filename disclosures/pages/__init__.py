"""What each page of the site shows: questions to the database in, frozen values for the templates out."""
