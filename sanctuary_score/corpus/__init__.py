"""The whole record of places: what is known of it, how it was checked, and the page that shows it. Scores nothing."""
