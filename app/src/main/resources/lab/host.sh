# The first process of a lab host, in new mount, UTS, IPC, PID and network namespaces: makes them a server's, then
# waits, and reaps what is orphaned. When it ends, the kernel ends everything else of the host.
#
#   HOST FOLDER ADDRESS JAVA   FOLDER is the host's in the lab's state, ADDRESS its end of the cable
#
# The host's files are in memory, but for the system's programs, which are this computer's, read-only. Of this
# computer's other files nothing is to be seen.
set -euo pipefail
umask 022
host=$1 folder=$2 address=$3 java=$4
root=$folder/root
customers=(acme globex initech)
inner=/run/firewright-lab-inner

trap 'echo "host.sh stopped in line $LINENO"' ERR

# In the /proc that is still this computer's, it is known by this computer's number.
read -r pid _ </proc/self/stat
printf '%s\n' "$pid" >"$folder/init.new"
mv "$folder/init.new" "$folder/init"
exec 3>"$folder/ready"

bind_read_only() {
  local mounted
  mkdir -p "$root$1"
  mount -n --rbind "$1" "$root$1"
  while read -r _ _ _ _ mounted _; do
    case $mounted in "$root$1" | "$root$1"/*) mount -n -o remount,bind,ro "$mounted" ;; esac
  done < <(cat /proc/self/mountinfo)
}

programs() {
  local name java_home
  bind_read_only /usr
  for name in bin sbin lib lib32 lib64 libx32; do
    if [ -L "/$name" ]; then
      cp -P "/$name" "$root/$name"
    elif [ -d "/$name" ]; then
      bind_read_only "/$name"
    fi
  done
  # A Java that is not the system's, so that the host has one as new as Firewright's.
  java_home=$(dirname "$(dirname "$(readlink -f "$java")")")
  case $java_home in /usr/*) ;; *) bind_read_only "$java_home"; echo "SetEnv JAVA_HOME=$java_home" >>"$folder/sshd_extra" ;; esac
}

devices() {
  local name
  mkdir -p "$root/dev/pts" "$root/dev/shm"
  for name in null zero full random urandom tty; do
    touch "$root/dev/$name"
    mount -n --bind "/dev/$name" "$root/dev/$name"
  done
  mount -n -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts"
  chmod 1777 "$root/dev/shm"
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  ln -s /proc/self/fd/0 "$root/dev/stdin"
  ln -s /proc/self/fd/1 "$root/dev/stdout"
  ln -s /proc/self/fd/2 "$root/dev/stderr"
}

# Settings of this computer that its programs need (Java's, PAM's, the loader's), but other users, keys and names.
settings() {
  local etc=$root/etc user
  cp -a /etc/. "$etc"
  rm -rf "$etc"/ssh "$etc"/sudoers* "$etc"/*shadow* "$etc"/passwd* "$etc"/group* "$etc"/hosts "$etc"/hostname \
    "$etc"/resolv.conf "$etc"/motd "$etc"/machine-id "$etc"/cron* "$etc"/systemd "$etc"/fstab
  cat >"$etc/passwd" <<TEXT
root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
sshd:x:100:65534::/run/sshd:/usr/sbin/nologin
engineer:x:1001:1001:may use sudo:/home/engineer:/bin/bash
nosudo:x:1002:1002:may not use sudo:/home/nosudo:/bin/bash
TEXT
  printf '%s\n' root:x:0: tty:x:5: nogroup:x:65534: engineer:x:1001: nosudo:x:1002: >"$etc/group"
  # No password is the hash of "*": keys only.
  printf '%s:*:20000:0:99999:7:::\n' root nobody sshd engineer nosudo >"$etc/shadow"
  chmod 600 "$etc/shadow"
  printf '%s\n' 'Defaults env_reset' \
    'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"' \
    'root ALL=(ALL:ALL) ALL' 'engineer ALL=(ALL:ALL) NOPASSWD: ALL' >"$etc/sudoers"
  chmod 440 "$etc/sudoers"
  echo "$host" >"$etc/hostname"
  printf '127.0.0.1 localhost\n::1 localhost\n%s %s\n' "$address" "$host" >"$etc/hosts"
  touch "$etc/resolv.conf" "$etc/fstab"
  for user in engineer nosudo; do
    mkdir -m 700 -p "$root/home/$user"
  done
  chown 1001:1001 "$root/home/engineer"
  chown 1002:1002 "$root/home/nosudo"
}

ssh_server() {
  local etc=$root/etc/ssh
  mkdir -p "$etc" "$root/run/sshd"
  cp "$folder/host_key" "$folder/host_key.pub" "$folder/authorized_keys" "$etc/"
  chmod 600 "$etc/host_key"
  cat >"$etc/sshd_config" <<TEXT
HostKey /etc/ssh/host_key
PidFile /run/sshd.pid
AuthorizedKeysFile /etc/ssh/authorized_keys
AuthenticationMethods publickey
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
MaxStartups 100
MaxSessions 100
Subsystem sftp internal-sftp
TEXT
  cat "$folder/sshd_extra" >>"$etc/sshd_config" 2>/dev/null || true
  # From OpenSSH 9.8 on, who tries wrong keys is locked out for a while; here that is an exercise.
  if "$(command -v sshd)" -t -f "$etc/sshd_config" -o HostKey="$etc/host_key" -o PerSourcePenalties=no 2>/dev/null; then
    echo 'PerSourcePenalties no' >>"$etc/sshd_config"
  fi
}

file_system() {
  mount -n -t tmpfs -o mode=755,size=1g firewright "$root"
  mkdir -p "$root"/{dev,proc,sys,etc,home,mnt,srv,old,run/netns,run/lock,var/lib,var/log,var/cache,var/empty}
  mkdir -m 700 "$root/root"
  mkdir -m 1777 "$root/tmp" "$root/var/tmp"
  ln -s /run "$root/var/run"
  programs
  devices
  settings
  ssh_server
  mount -n -t proc proc "$root/proc"
  mount -n -t sysfs sysfs "$root/sys"
  mount -n -t bpf bpf "$root/sys/fs/bpf"
  cd "$root"
  pivot_root . old
  cd /
  umount -l /old
  rmdir /old
}

quiet_ipv6() {
  local name
  for name in all default; do
    echo 0 >"/proc/sys/net/ipv6/conf/$name/accept_ra"
    echo 0 >"/proc/sys/net/ipv6/conf/$name/accept_dad"
    echo 0 >"/proc/sys/net/ipv6/conf/$name/autoconf"
    echo 1 >"/proc/sys/net/ipv6/conf/$name/addr_gen_mode"
  done
}

router() {
  local name
  quiet_ipv6
  echo 1 >/proc/sys/net/ipv4/ip_forward
  echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
  for name in all default; do
    echo 0 >"/proc/sys/net/ipv4/conf/$name/rp_filter"
    echo 0 >"/proc/sys/net/ipv4/conf/$name/send_redirects"
  done
}

# Customer number K between the world's interface and the origin's, both named for the customer. The servers behind
# the origin are a /26 of 192.0.2.0/24 and 2001:db8:K:100::/64. Neighbours are fixed: no packet waits for an answer.
customer() {
  local name=$1 k=$2 mac=02:fe:00:00:0$2
  ip -n "$name" -batch - <<TEXT
link set dev lo up
link add name world address $mac:02 type veth peer name $name address $mac:01 netns $inner/world
link add name origin address $mac:03 type veth peer name $name address $mac:04 netns $inner/origin
link set dev world up
link set dev origin up
address add 100.64.$k.2/30 dev world
address add 100.64.$k.5/30 dev origin
address add 2001:db8:$k:1::2/64 dev world nodad
address add 2001:db8:$k:2::1/64 dev origin nodad
neighbour add 100.64.$k.1 lladdr $mac:01 dev world nud permanent
neighbour add 100.64.$k.6 lladdr $mac:04 dev origin nud permanent
neighbour add 2001:db8:$k:1::1 lladdr $mac:01 dev world nud permanent
neighbour add 2001:db8:$k:2::2 lladdr $mac:04 dev origin nud permanent
TEXT
  nsenter --net="$inner/world" ip -batch - <<TEXT
link set dev $name up
address add 100.64.$k.1/30 dev $name
address add 2001:db8:$k:1::1/64 dev $name nodad
TEXT
  nsenter --net="$inner/origin" ip -batch - <<TEXT
link set dev $name up
address add 100.64.$k.6/30 dev $name
address add 2001:db8:$k:2::2/64 dev $name nodad
TEXT
  ip -n "$name" -batch - <<TEXT
route add default via 100.64.$k.1 dev world
route add 192.0.2.$(((k - 1) * 64))/26 via 100.64.$k.6 dev origin
route add default via 2001:db8:$k:1::1 dev world
route add 2001:db8:$k:100::/64 via 2001:db8:$k:2::2 dev origin
TEXT
}

network() {
  local name deadline=$((SECONDS + 15)) k=0
  echo "$host" >/proc/sys/kernel/hostname
  ip link set dev lo up
  quiet_ipv6
  mkdir -m 700 "$inner"
  for name in world origin; do
    touch "$inner/$name"
    unshare --net="$inner/$name" bash -c "$(declare -f quiet_ipv6); quiet_ipv6"
  done
  for name in "${customers[@]}"; do
    ip netns add "$name"
    nsenter --net="/run/netns/$name" bash -c "$(declare -f quiet_ipv6 router); router"
    k=$((k + 1))
    customer "$name" "$k"
  done
  until [ -e /sys/class/net/eth0 ]; do
    ((SECONDS < deadline)) || { echo "the cable to this computer did not come"; exit 1; }
    sleep 0.02
  done
  ip address add "$address/30" dev eth0
  ip link set dev eth0 up
}

file_system
network
echo ready >&3
exec 3>&-
trap - ERR
trap : TERM INT HUP # there is nothing to tidy: who ends the host kills it
while :; do
  sleep 1000000 &
  wait || true
done
