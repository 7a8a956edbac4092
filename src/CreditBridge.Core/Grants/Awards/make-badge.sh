#!/bin/sh
# Makes badge.png, the picture that every PNG award is baked into, from badge.svg. Run it after the drawing has changed; it needs chromium, which building and running do not.
set -eu
cd "$(dirname "$0")"
page=$(mktemp -d)
words='<text x="300" y="332" font-size="40" font-weight="700" fill="#17212b">Credit for</text><text x="300" y="380" font-size="40" font-weight="700" fill="#17212b">prior learning</text><text x="300" y="480" font-size="22" font-weight="500" fill="#556270">Open it with a badge</text><text x="300" y="510" font-size="22" font-weight="500" fill="#556270">reader to verify it</text>'
{
  printf '<!doctype html><style>html,body{margin:0;background:transparent}</style>'
  sed "s|<g id=\"words\"/>|<g>$words</g>|" badge.svg
} > "$page/badge.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 --window-size=600,600 --screenshot="$PWD/badge.png" "$page/badge.html" 2>/dev/null
rm -r "$page"
