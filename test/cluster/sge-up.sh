#!/bin/bash
# Starts Grid Engine on this machine as root, from Debian's packages gridengine-master, gridengine-exec and gridengine-client: one host
# of four slots, in the cell that the packages made, since their programs know no other. sge-down.sh stops it.
set -euo pipefail
export SGE_ROOT=/var/lib/gridengine SGE_CELL=default
common=$SGE_ROOT/$SGE_CELL/common made=$(mktemp -d)
trap 'rm -r "$made"' EXIT
# Installing the packages may have started it under the name of this machine. All its names are one host here.
[ "$(cat "$common/act_qmaster")" = localhost ] || bash "$(dirname "$0")/sge-down.sh"
echo "localhost $(hostname)" >"$common/host_aliases"
echo localhost >"$common/act_qmaster"
mkdir -p /run/gridengine
chown sgeadmin: /run/gridengine
until_ok() { for _ in $(seq 300); do "$@" >/dev/null 2>&1 && return; sleep .1; done; "$@"; }

pgrep -x sge_qmaster >/dev/null || sge_qmaster
until_ok qconf -sh
qconf -as localhost >/dev/null 2>&1 || true
# Root may run jobs, and they start within a second.
qconf -sconf | sed '/^#/d; s/^min_uid .*/min_uid 0/; s/^min_gid .*/min_gid 0/' >"$made/global"
qconf -Mconf "$made/global" >/dev/null
qconf -ssconf | sed 's/^\(schedule_interval\) .*/\1 0:0:1/; s/^\(flush_submit_sec\|flush_finish_sec\) .*/\1 1/' >"$made/scheduler"
qconf -Msconf "$made/scheduler" >/dev/null
qconf -sp smp >/dev/null 2>&1 || {
  printf '%s\n' 'pe_name smp' 'slots 999' 'user_lists NONE' 'xuser_lists NONE' 'start_proc_args /bin/true' 'stop_proc_args /bin/true' \
    'allocation_rule $pe_slots' 'control_slaves FALSE' 'job_is_first_task TRUE' 'urgency_slots min' 'accounting_summary FALSE' \
    'qsort_args NONE' >"$made/smp"
  qconf -Ap "$made/smp" >/dev/null
}
pgrep -x sge_execd >/dev/null || sge_execd
qconf -sq all.q >/dev/null 2>&1 || {
  qconf -sq | sed 's/^qname .*/qname all.q/; s/^hostlist .*/hostlist localhost/; s/^pe_list .*/pe_list smp/
    s/^slots .*/slots 4/; s/^load_thresholds .*/load_thresholds NONE/' >"$made/queue"
  qconf -Aq "$made/queue" >/dev/null
}
until_ok bash -c 'qstat -f | grep -qE "^all.q.* lx-amd64 *$"'
