#!/bin/bash
# Stops what rgw-up.sh started.
root=${RGW_ROOT:?}
for name in client.rgw osd.0 mon.a; do
  pid=$(cat "$root/run/$name.pid" 2>/dev/null) || continue
  kill -9 "$pid" 2>/dev/null
done
exit 0
