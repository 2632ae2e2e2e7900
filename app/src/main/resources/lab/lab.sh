# Brings the lab's hosts up and down. Root's bash reads this from its standard input and, behind the last line, host.sh:
# nothing that root runs lies in a file of somebody else's. It tells its steps in lines "step ...", and what stopped
# it in one line "problem KIND|sentence|remedy"; other output is detail for the log.
#
#   up NAME HOSTS OWNER JAVA CLASSPATH   OWNER is the number of the user who gets the key
#   down NAME
#
# All that a lab consists of hangs on processes: a host's namespaces and mounts end with its first process, and its
# cable to this computer with them. Every process carries FIREWRIGHT_LAB_MEMBER=NAME/HOST in its environment (this one
# FIREWRIGHT_LAB_MEMBER=NAME), which finds it again whatever was killed. Files are all in /run/firewright-NAME.
set -euo pipefail
umask 022
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin

say() { printf 'step %s\n' "$1"; }

fail() {
  printf 'problem %s|%s|%s\n' "$1" "$2" "$3"
  exit 1
}

check_tools() {
  local missing=() pair
  for pair in ip:iproute2 unshare:util-linux nsenter:util-linux setsid:util-linux flock:util-linux mount:mount \
    sshd:openssh-server ssh-keygen:openssh-client sudo:sudo; do
    [ -x "$(type -P "${pair%%:*}")" ] || missing+=("${pair##*:}")
  done
  [ ${#missing[@]} = 0 ] || fail MISSING_FEATURE "The lab needs programs that are not installed." \
    "Install them: sudo apt-get install $(printf '%s\n' "${missing[@]}" | sort -u | tr '\n' ' ')(or what your distribution calls them)."
  unshare --mount --uts --ipc --net --pid --fork true ||
    fail MISSING_FEATURE "This computer does not let root make namespaces." \
      "In a container, start it with --privileged."
}

# One up or down of a lab at a time. A lock on a file that a down has removed meanwhile is none, so look again.
lock() {
  while :; do
    mkdir -p "$folder"
    exec 9>"$folder/lock"
    flock -w 60 9 || fail CONFLICT "Somebody else has been bringing the lab up or down for a minute." "Try again."
    if [ "$folder/lock" -ef /proc/self/fd/9 ]; then return; fi
  done
}

# The processes that carry this mark or one below it.
members() {
  { grep -lzE "^FIREWRIGHT_LAB_MEMBER=$1(/.*)?\$" /proc/[0-9]*/environ 2>/dev/null || true; } | cut -d/ -f3
}

end_members() {
  local pids deadline=$((SECONDS + 15))
  while pids=$(members "$1") && [ -n "$pids" ]; do
    # shellcheck disable=SC2086 # several numbers
    kill -KILL $pids 2>/dev/null || true
    ((SECONDS < deadline)) || fail INTERNAL "Processes of the lab do not end: $pids." "Look what holds them."
    sleep 0.05
  done
}

# clean_environment MEMBER COMMAND...: nothing of the caller's environment is a host's business.
clean_environment() {
  local member=$1
  shift
  env -i PATH="$PATH" LANG=C.UTF-8 FIREWRIGHT_LAB_MEMBER="$lab/$member" "$@"
}

cable() { printf 'fw%sh%s' "$block" "$1"; }

# address HOST_NUMBER END: this computer's end (1) or the host's (2) of a /30 in 198.18.0.0/15 (RFC 2544).
address() {
  local number=$(((198 << 24) + (18 << 16) + block * 1024 + ($1 - 1) * 4 + $2))
  printf '%s.%s.%s.%s' $((number >> 24 & 255)) $((number >> 16 & 255)) $((number >> 8 & 255)) $((number & 255))
}

# Each lab of this computer has a block of 1,024 addresses: the lab called "lab" the first, others one by their name,
# or the next that is free.
choose_block() {
  local sum step
  if [ -s "$folder/block" ]; then
    block=$(<"$folder/block")
    return
  fi
  sum=$(printf '%s' "$lab" | cksum | cut -d' ' -f1)
  for step in {0..127}; do
    if [ "$lab" = lab ]; then block=$step; else block=$(((sum + step) % 127 + 1)); fi
    if ! grep -qsx "$block" /run/firewright-*/block && ! ip link show dev "$(cable 1)" >/dev/null 2>&1; then
      printf '%s\n' "$block" >"$folder/block"
      return
    fi
  done
  fail CONFLICT "All 128 address blocks for labs are taken." "Bring some of the other labs down."
}

make_key() {
  [ -s "$folder/key" ] && [ -s "$folder/key.pub" ] && return
  rm -f "$folder"/key "$folder"/key.pub "$folder"/new*
  ssh-keygen -q -t ed25519 -N '' -C "firewright-$lab" -f "$folder/new"
  chown "$owner" "$folder/new" "$folder/new.pub"
  mv "$folder/new.pub" "$folder/key.pub"
  mv "$folder/new" "$folder/key"
}

remove_host() {
  end_members "$lab/$1"
  if [ -n "${block:-}" ]; then ip link delete dev "$(cable "${1#lab}")" 2>/dev/null || true; fi
  rm -rf "${folder:?}/$1"
}

# The number of a host's first process, as this computer counts; fails when it has none.
first_process() {
  local pid
  pid=$(cat "$folder/$1/init" 2>/dev/null) && [ -n "$pid" ] && members "$lab/$1" | grep -qx "$pid" && printf '%s' "$pid"
}

# host_stands HOST: set up to the end, by this lab's key. Its sshd and its traffic are looked after apart.
host_stands() {
  [ -s "$folder/$1/ready" ] && first_process "$1" >/dev/null && cmp -s "$folder/key.pub" "$folder/$1/authorized_keys"
}

# begin_host HOST: starts its first process, which sets itself up (host.sh), and gives it its cable.
begin_host() {
  local host=$1 number=${1#lab} home=$folder/$1 pid deadline=$((SECONDS + 15))
  remove_host "$host"
  mkdir -p "$home/root"
  cp "$folder/key.pub" "$home/authorized_keys"
  ssh-keygen -q -t ed25519 -N '' -C "$host" -f "$home/host_key"
  clean_environment "$host" setsid unshare --mount --uts --ipc --net --pid --fork --kill-child \
    bash "$folder/host.sh" "$host" "$home" "$(address "$number" 2)" "$java" </dev/null >"$home/log" 2>&1 9>&- &
  until pid=$(first_process "$host"); do
    ((SECONDS < deadline)) || host_failed "$host"
    sleep 0.02
  done
  ip link add "$(cable "$number")" type veth peer name eth0 netns "$pid"
  ip link set dev "$(cable "$number")" addrgenmode none alias "Firewright lab: $host" up
  ip address add "$(address "$number" 1)/30" dev "$(cable "$number")"
  address "$number" 2 >"$home/address"
}

host_failed() {
  tail -n 5 "$folder/$1/log" 2>/dev/null || true
  fail INTERNAL "Host $1 could not be set up." "The whole of what it said is in $folder/$1/log."
}

await_host() {
  local deadline=$((SECONDS + 20))
  until [ -s "$folder/$1/ready" ]; do
    first_process "$1" >/dev/null && ((SECONDS < deadline)) || host_failed "$1"
    sleep 0.02
  done
}

ssh_answers() {
  local banner=
  { read -t 2 -r banner <"/dev/tcp/$(address "${1#lab}" 2)/22"; } 2>/dev/null || true
  [[ $banner == SSH-* ]]
}

# An sshd of the host's own: it becomes a child of the host's first process, and ends with it.
ensure_sshd() {
  local pid deadline=$((SECONDS + 10))
  if ssh_answers "$1"; then return; fi
  say "Starting the SSH server of $1"
  pid=$(first_process "$1")
  clean_environment "$1" nsenter --target "$pid" --mount --uts --ipc --net --pid --root --wd \
    "$(command -v sshd)" -f /etc/ssh/sshd_config -E /var/log/sshd.log </dev/null >>"$folder/$1/log" 2>&1 9>&- ||
    host_failed "$1"
  until ssh_answers "$1"; do
    ((SECONDS < deadline)) || host_failed "$1"
    sleep 0.02
  done
}

# The traffic generator sees this computer's files, for its classes are there, but lives in the host's PID namespace to
# end with it. What it unpacks and runs (JNA's library) goes to a file system of its own, for /run may be mounted
# noexec; unmounting a disk elsewhere on this computer must reach it, hence slave.
begin_traffic() {
  local host=$1 home=$folder/$1 pid
  if [ -S "$home/traffic.sock" ] && [ -n "$(members "$lab/$host/traffic")" ]; then return; fi
  say "Starting the traffic of $host"
  end_members "$lab/$host/traffic"
  pid=$(first_process "$host")
  rm -f "$home/traffic.sock"
  mkdir -p "$home/tmp"
  # shellcheck disable=SC2016 # for the inner shell
  clean_environment "$host/traffic" setsid nsenter --target "$pid" --pid --net unshare --mount --propagation slave \
    bash -c 'mount -n -t tmpfs -o size=32m,mode=700 firewright "$1" && shift && exec "$@"' traffic "$home/tmp" \
    "$java" -Xms16m -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -Djava.io.tmpdir="$home/tmp" -Djna.tmpdir="$home/tmp" --enable-native-access=ALL-UNNAMED \
    -cp "$class_path" org.firewright.lab.Traffic "$host" "$home" "/proc/$pid/root/run/firewright-lab-inner" "$owner" \
    </dev/null >"$home/traffic.log" 2>&1 9>&- &
}

await_traffic() {
  local deadline=$((SECONDS + 30))
  until [ -S "$folder/$1/traffic.sock" ]; do
    if [ -z "$(members "$lab/$1/traffic")" ] || ((SECONDS >= deadline)); then
      grep -v '^[[:space:]]*at ' "$folder/$1/traffic.log" | head -n 5 || true
      fail INTERNAL "The traffic of $1 did not start." "The whole of what it said is in $folder/$1/traffic.log."
    fi
    sleep 0.02
  done
}

# Whole or not at all: who finds the file finds hosts that answer.
write_ssh_files() {
  local host
  for host in "${hosts[@]}"; do
    printf '%s %s\n' "$(address "${host#lab}" 2)" "$(cut -d' ' -f1,2 "$folder/$host/host_key.pub")"
  done >"$folder/known_hosts.new"
  mv "$folder/known_hosts.new" "$folder/known_hosts"
  {
    echo "# Firewright's lab: ssh -F $folder/ssh_config lab1"
    for host in "${hosts[@]}"; do
      printf 'Host %s %s-engineer %s-nosudo\n  HostName %s\n' "$host" "$host" "$host" "$(address "${host#lab}" 2)"
    done
    printf 'Host *-engineer\n  User engineer\nHost *-nosudo\n  User nosudo\nHost lab*\n  User root\n'
    printf '  IdentityFile %s\n  IdentitiesOnly yes\n' "$folder/key"
    printf '  UserKnownHostsFile %s\n  GlobalKnownHostsFile /dev/null\n' "$folder/known_hosts"
    printf '  StrictHostKeyChecking yes\n  ConnectTimeout 10\n'
  } >"$folder/ssh_config.new"
  mv "$folder/ssh_config.new" "$folder/ssh_config"
}

up() {
  local count=$2 host number begun=()
  lab=$1 owner=$3 java=$4 class_path=$5 folder=/run/firewright-$1 hosts=()
  check_tools
  lock
  cat >"$folder/host.sh"
  choose_block
  make_key
  for number in $(seq "$count"); do hosts+=("lab$number"); done
  for host in $(cat "$folder/hosts" 2>/dev/null); do
    if ((${host#lab} > count)); then
      say "Removing $host"
      remove_host "$host"
    fi
  done
  printf '%s\n' "${hosts[@]}" >"$folder/hosts"
  for host in "${hosts[@]}"; do
    if ! host_stands "$host"; then
      say "Setting up $host"
      begin_host "$host"
    fi
  done
  for host in "${hosts[@]}"; do await_host "$host"; done
  for host in "${hosts[@]}"; do begin_traffic "$host"; done
  for host in "${hosts[@]}"; do ensure_sshd "$host"; done
  for host in "${hosts[@]}"; do await_traffic "$host"; done
  write_ssh_files
  say "The lab is up: ssh -F $folder/ssh_config lab1"
}

down() {
  local host
  lab=$1 folder=/run/firewright-$1
  if [ ! -e "$folder" ] && [ -z "$(members "$lab")" ]; then
    say "There is no lab"
    return
  fi
  trap '' INT TERM HUP # once begun, it goes on to the end, also when somebody presses Ctrl+C again
  say "Removing the lab"
  end_members "$lab" # an up that is under way too
  lock
  end_members "$lab"
  if [ -s "$folder/block" ]; then
    block=$(<"$folder/block")
    for host in $(cat "$folder/hosts" 2>/dev/null); do
      ip link delete dev "$(cable "${host#lab}")" 2>/dev/null || true
    done
  fi
  rm -rf "${folder:?}"
  say "The lab is gone"
}

"$@"; exit
