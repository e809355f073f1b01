#!/bin/sh
# First process of a member of the lab, started in new mount, UTS, network and PID namespaces. It writes down who it is,
# gives the member a root of its own, says "ready" and then only reaps: the engine can end and start again below it.
#   hold-member.sh NAME RUN_FOLDER ROOT DATA_FOLDER [PATH...]   a host; each PATH is bound read-only at the same place
#   hold-member.sh NAME RUN_FOLDER                              the switch, which keeps the machine's root
set -eu
name=$1 run=$2
shift 2
read -r stat </proc/self/stat
printf '%s\n' "$stat" >"$run/holder.stat"
hostname "$name"
mount --make-rprivate /

if [ $# -eq 0 ]; then
  mount -t proc proc /proc
  mount -t sysfs sysfs /sys
else
  root=$1 data=$2
  shift 2

  # The root is read through an overlay: what a host writes stays in its own memory, and vanishes with it.
  mkdir -p "$run/root"
  mount -t tmpfs -o mode=0755 portolan-root "$run/root"
  mkdir "$run/root/upper" "$run/root/work" "$run/root/merged"
  new=$run/root/merged
  mount -t overlay -o "lowerdir=$root,upperdir=$run/root/upper,workdir=$run/root/work" portolan-root "$new"

  mkdir -p "$new/proc" "$new/sys" "$new/dev" "$new/run" "$new/etc/docker" "$new/var/lib/docker"
  mount -t proc proc "$new/proc"
  mount -t sysfs sysfs "$new/sys"
  mount --rbind /sys/fs/cgroup "$new/sys/fs/cgroup"
  mount --rbind /dev "$new/dev"
  mount -t tmpfs -o mode=0755 tmpfs "$new/run"
  mkdir -p "$new$run" "$new/run/lock"
  mount --bind "$run" "$new$run"
  mount --bind "$data" "$new/var/lib/docker"

  for path; do
    if [ -d "$path" ]; then
      mkdir -p "$new$path"
    else
      mkdir -p "$new${path%/*}"
      [ -e "$new$path" ] || : >"$new$path"
    fi
    mount --bind "$path" "$new$path"
    mount -o remount,bind,ro "$new$path"
  done

  # /etc is the host's own: its name, its identity, and no resolver outside the lab.
  cp "$run/etc/"* "$new/etc/"

  cd "$new"
  pivot_root . .
  umount -l .
  cd /

  # As on a machine with systemd: a container may be told of mounts that come later (rslave).
  mount --make-rshared /
fi

echo ready
exec sh -c 'exec </dev/null >/dev/null 2>&1; while :; do sleep 86400 & wait $!; done'
