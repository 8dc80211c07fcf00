"""The HTML pages of the environment."""

from html import escape

NOT_FOUND = """<!DOCTYPE html>
<html><head><title>404 - File or directory not found.</title></head>
<body><div id="header"><h1>Server Error</h1></div>
<h2>404 - File or directory not found.</h2>
<h3>The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.</h3>
</body></html>
"""

LOGIN = """<!DOCTYPE html>
<html><head><title>Login</title></head>
<body><form method="post" action="/Users/Login.aspx">
<h1>Log in</h1>
<label>Username <input name="username"></label>
<label>Password <input name="password" type="password"></label>
<button>Log in</button>
</form></body></html>
"""


def authentication_token(one_time_token: str) -> str:
    """The page where a person reads the one-time token."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Authentication Token</title>
<style>body {{ font: 16px sans-serif; margin: 4em }} code {{ font-size: 24px; user-select: all }}</style></head>
<body><h1>Authentication Token</h1>
<p>Give this one-time token when you start an execution in this environment:</p>
<p><code id="token">{escape(one_time_token)}</code></p>
</body></html>
"""
