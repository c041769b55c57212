#!/usr/bin/env bash
# The first program of the machine: lays its root from this machine's /usr, /etc and /var as they are, with all that is
# changed kept apart, and becomes systemd. It is called in namespaces of its own (machine.py): nothing of this is seen
# outside. FOLDER holds root/ (/, with /opt and root's home), and what is changed in the three folders.
set -eu
folder=$1
root=$folder/root
mount --make-rprivate /
mount --bind "$root" "$root"
for each in usr etc var; do
  mkdir -p "$root/$each" "$folder/changed/$each" "$folder/work/$each"
  mount -t overlay overlay -o "lowerdir=/$each,upperdir=$folder/changed/$each,workdir=$folder/work/$each" "$root/$each"
done
for each in bin sbin lib lib64; do
  if [ -L "/$each" ]; then ln -sfn "usr/$each" "$root/$each"; fi
done
mkdir -p "$root"/{proc,sys,dev,run,tmp,opt,root,home,srv,mnt/outside}
chmod 1777 "$root/tmp"
chmod 700 "$root/root"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
# No device of the kernel's is this machine's to manage.
mount -o remount,bind,ro "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for each in null zero full random urandom tty; do
  touch "$root/dev/$each"
  mount --bind "/dev/$each" "$root/dev/$each"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for each in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${each%:*}" "$root/dev/${each#*:}"; done

cd "$root"
pivot_root . mnt/outside
cd /
umount -l mnt/outside
# What systemd mounts for a service (its secrets) has to be seen by the service.
mount --make-rshared /
# As Debian's packages leave them: a cluster of PostgreSQL without anything in it, no configuration of nginx but its own.
if [ ! -e /var/lib/.as-new ]; then
  rm -rf /etc/postgresql/* /var/lib/postgresql/* /var/log/postgresql/* /etc/nginx/conf.d/* /etc/letsencrypt
  rm -f /usr/local/bin/ketabyar
  for each in /usr/lib/postgresql/*; do pg_createcluster "${each##*/}" main >/dev/null; done
  echo '127.0.0.1 localhost ask.library.example' >/etc/hosts
  # Its network is the loopback device, for which nobody has to wait.
  for each in systemd-networkd NetworkManager; do ln -sfn /dev/null "/etc/systemd/system/$each-wait-online.service"; done
  # No other web server of this machine takes the ports of the page's.
  for each in caddy apache2 lighttpd; do ln -sfn /dev/null "/etc/systemd/system/$each.service"; done
  # An interpreter that was built for another folder finds its own library here.
  ls -d /opt/ketabyar/python/*/lib >/etc/ld.so.conf.d/interpreters.conf 2>/dev/null || true
  ldconfig
  touch /var/lib/.as-new
fi
ip link set lo up
exec env -i container=ketabyar PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --show-status=no
