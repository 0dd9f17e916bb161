#!/bin/bash
# Stops what slurm-up.sh started, each process by its PID, and removes its folder.
root=${SLURM_ROOT:?}
export SLURM_CONF=$root/slurm.conf
scancel --full -u "$(id -un)" 2>/dev/null
sleep 1
for file in "$root"/run/slurmd-*.pid "$root/run/slurmctld.pid" "$root/munge/pid"; do
  pid=$(cat "$file" 2>/dev/null) || continue
  kill "$pid" 2>/dev/null
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
done
rm -rf "$root"
