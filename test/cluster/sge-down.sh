#!/bin/bash
# Stops Grid Engine, each daemon by its PID; its jobs are deleted.
export SGE_ROOT=/var/lib/gridengine SGE_CELL=default
qdel -f -u '*' >/dev/null 2>&1
for file in /var/spool/gridengine/execd/*/execd.pid /var/spool/gridengine/qmaster/qmaster.pid; do
  pid=$(cat "$file" 2>/dev/null) || continue
  kill "$pid" 2>/dev/null
  for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
done
