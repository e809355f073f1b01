#!/bin/busybox sh
# First program of the virtual machine: reaches the disk, and hands over to machine.sh there.
set -eu
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t devtmpfs dev /dev
while read -r file; do insmod "/modules/$file"; done </modules/order
until [ -b /dev/vda ]; do usleep 10000; done
mount -t ext4 -o noatime /dev/vda /root
mount -t tmpfs -o mode=0755 run /root/run
cp -r /machine /root/run/machine
umount /proc
mount --move /dev /root/dev
exec switch_root /root /bin/sh /run/machine/machine.sh
