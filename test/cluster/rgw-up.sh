#!/bin/bash
# Starts a real S3 server on this machine, loopback only, as root: Ceph's gateway over one monitor and one store in memory, from Debian's
# packages radosgw, ceph-mon and ceph-osd, with its own ports and folder $RGW_ROOT, nothing in /etc. rgw-down.sh stops it.
set -euo pipefail
root=${RGW_ROOT:?} port=${RGW_PORT:?} host=127.0.0.1
mkdir -p "$root"/{mon,osd,run}
fsid=$(cat /proc/sys/kernel/random/uuid)
cat >"$root/ceph.conf" <<CONF
[global]
fsid = $fsid
mon host = [v2:$host:$((port + 1))]
public addr = $host
cluster addr = $host
keyring = $root/keyring
run dir = $root/run
pid file = $root/run/\$name.pid
admin socket = $root/run/\$name.asok
log file = $root/\$name.log
mon data = $root/mon
osd data = $root/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd crush chooseleaf type = 0
mon allow pool size one = true
rgw frontends = beast endpoint=$host:$port
CONF
export CEPH_CONF=$root/ceph.conf
{
  ceph-authtool "$root/keyring" --create-keyring
  for name in mon. client.admin osd.0 client.rgw; do
    ceph-authtool "$root/keyring" --gen-key -n "$name" --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
  done
  monmaptool --create --fsid "$fsid" --addv a "[v2:$host:$((port + 1))]" "$root/monmap"
  ceph-mon --mkfs -i a --monmap "$root/monmap" --keyring "$root/keyring"
  ceph-mon -i a
  ceph osd create
  ceph-osd -i 0 --mkfs
  ceph-osd -i 0
  radosgw -n client.rgw
  radosgw-admin user create --uid tester --display-name Tester --access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY"
} >"$root/up.log" 2>&1 </dev/null || { cat "$root/up.log"; exit 1; }
