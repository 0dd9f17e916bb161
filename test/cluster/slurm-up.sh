#!/bin/bash
# Starts a real Slurm of four nodes on this machine, loopback only, as root, from Debian's packages slurmctld, slurmd, slurm-client
# and munge: its own key, ports and folder $SLURM_ROOT, nothing in /etc. A second run starts what does not run. slurm-down.sh stops it.
set -euo pipefail
root=${SLURM_ROOT:?} nodes=4 port=${SLURM_PORT:-17400} host=$(hostname -s)
export SLURM_CONF=$root/slurm.conf
mkdir -p "$root"/{ctld,log,run,munge}
chmod 755 "$root"
alive() { [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null; }

# munged takes a folder and a key of its own user only; --force, since /tmp may be written to by everybody.
[ -s "$root/munge/key" ] || head -c 1024 /dev/urandom >"$root/munge/key"
chown -R munge: "$root/munge"
chmod 755 "$root/munge"
chmod 400 "$root/munge/key"
alive "$root/munge/pid" || setpriv --reuid=munge --regid=munge --clear-groups munged --force --key-file="$root/munge/key" \
  --socket="$root/munge/socket" --pid-file="$root/munge/pid" --log-file="$root/munge/log" --seed-file="$root/munge/seed"

# No cgroups, so that it runs in a container; a node that does not answer is given up after ten seconds, and its jobs are queued again.
cat >"$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=$port
AuthType=auth/munge
AuthInfo=socket=$root/munge/socket
CredType=cred/munge
StateSaveLocation=$root/ctld
SlurmdSpoolDir=$root/spool/%n
SlurmctldPidFile=$root/run/slurmctld.pid
SlurmdPidFile=$root/run/slurmd-%n.pid
SlurmctldLogFile=$root/log/slurmctld.log
SlurmdLogFile=$root/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=2
PriorityType=priority/basic
SlurmdTimeout=10
InactiveLimit=0
KillWait=5
MinJobAge=300
ReturnToService=2
JobRequeue=1
MaxArraySize=5
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SlurmdParameters=config_overrides
MailProg=/bin/true
$(for n in $(seq $nodes); do echo "NodeName=w$n NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + n)) CPUs=2 RealMemory=1000 State=UNKNOWN"; done)
PartitionName=main Nodes=w[1-$nodes] Default=YES MaxTime=INFINITE State=UP
CONF

alive "$root/run/slurmctld.pid" || slurmctld -f "$SLURM_CONF"
for n in $(seq $nodes); do
  mkdir -p "$root/spool/w$n"
  alive "$root/run/slurmd-w$n.pid" || slurmd -N "w$n" -f "$SLURM_CONF"
done
for _ in $(seq 60); do
  ready=$(sinfo -h -N -o %t 2>/dev/null | grep -cE '^(idle|mix|alloc)$' || true)
  [ "$ready" -lt $nodes ] || exit 0
  for n in $(seq $nodes); do
    case "$(sinfo -h -n "w$n" -o %t 2>/dev/null)" in down* | drain*) scontrol update NodeName="w$n" State=RESUME || true ;; esac
  done
  sleep 0.5
done
echo "slurm-up: not all nodes are up; see $root/log" >&2
exit 1
