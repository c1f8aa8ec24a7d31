#!/bin/sh
# Run inside dbus-run-session: a GNOME Keyring of our own, then one script per word, then the keyring ends.
# $1 is the state (unlocked or locked), $2 the bundle, the rest are scripts of child.mjs.
state=$1 bundle=$2
shift 2
if [ "$state" = unlocked ]; then
  printf 'test-only' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
else
  gnome-keyring-daemon --foreground --start --components=secrets >/dev/null 2>&1 &
fi
daemon=$!
trap 'kill $daemon 2>/dev/null; wait $daemon 2>/dev/null' EXIT
# It answers once it owns its name; until then a call could start a second, locked one by D-Bus activation.
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
  string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'; do
  tries=$((tries + 1))
  [ "$tries" -gt 100 ] && echo 'gnome-keyring-daemon did not start' >&2 && exit 1
  sleep 0.1
done
for script in "$@"; do
  "$NODE" "$(dirname "$0")/child.mjs" "$bundle" "$script" || exit 1
done
