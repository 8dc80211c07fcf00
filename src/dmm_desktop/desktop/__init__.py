"""What the desktop does for the window: notifications, and keeping the computer awake. All of it runs in jobs."""
