# Read by the commands of app/ and test/, not run: finds a JDK, system packages and builds what is out of date.
# After it, $root is the project's folder and $java the java of a JDK that is new enough.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jdk_wanted=25

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 3; }

# The feature release of the JDK in a folder, such as 25; nothing where there is no whole JDK.
jdk_release() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# JAVA_HOME if it is new enough, else what PATH has, else the newest in the usual places.
find_jdk() {
  local on_path home release best='' best_release=0
  on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path"; do
    release=$([ -n "$home" ] && jdk_release "$home") || release=0
    if [ "${release:-0}" -ge "$jdk_wanted" ]; then best=$home best_release=$release; break; fi
  done
  if [ -z "$best" ]; then
    for home in /usr/lib/jvm/* /opt/*jdk* /opt/java/* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/*; do
      release=$(jdk_release "$home") || release=0
      if [ "${release:-0}" -gt "$best_release" ]; then best=$home best_release=$release; fi
    done
  fi
  [ "$best_release" -ge "$jdk_wanted" ] || fail "Firewright needs a JDK $jdk_wanted or newer and found none in JAVA_HOME, on the PATH, in /usr/lib/jvm, /opt, ~/.sdkman or ~/.jdks; install one (for example Temurin $jdk_wanted from https://adoptium.net) or point JAVA_HOME at it."
  export JAVA_HOME=$best
  java=$best/bin/java
}

missing_packages=()

# A fresh machine knows no packages by name yet.
refresh_package_lists() {
  command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 0
  [ -n "$(apt-cache show openssh-server 2>/dev/null)" ] || apt-get update -qq >/dev/null 2>&1 || true
}

# want command NAME PACKAGE… or want library SONAME PACKAGE…: of several package names the first that exists is meant.
want() {
  local kind=$1 name=$2 package
  shift 2
  case $kind in
    command) PATH=$PATH:/usr/sbin:/sbin command -v "$name" >/dev/null 2>&1 && return ;;
    # Not grep -q, which would end before ldconfig has said all, and that counts as a failure here.
    library) { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -F "$name" >/dev/null && return ;;
    file) compgen -G "$name" >/dev/null && return ;;
  esac
  refresh_package_lists
  for package in "$@"; do
    if apt-cache show "$package" >/dev/null 2>&1; then missing_packages+=("$package"); return; fi
  done
  missing_packages+=("$1")
}

# Installs what want found missing when run as root, otherwise names it; the argument says what it is needed for.
install_missing() {
  [ ${#missing_packages[@]} -gt 0 ] || return 0
  local names="${missing_packages[*]}"
  command -v apt-get >/dev/null 2>&1 || fail "For $1 Firewright needs what Debian calls: $names. Install it with your package manager."
  [ "$(id -u)" = 0 ] || fail "For $1 Firewright needs a few system packages; install them with: sudo apt-get install $names"
  say "Installing for $1: $names"
  local log
  log=$(mktemp)
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing_packages[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "Installing $names failed (the last lines are above); mend that, or install them by hand."
  fi
  rm -f "$log"
  missing_packages=()
}

want_window() {
  want library libgtk-3.so.0 libgtk-3-0t64 libgtk-3-0
  want library libXtst.so.6 libxtst6
  want library libGL.so.1 libgl1
  want library libXxf86vm.so.1 libxxf86vm1
  want command fc-match fontconfig
  want file '/usr/share/fonts/*/*' fonts-dejavu-core
}

want_lab() {
  want command ip iproute2
  want command unshare util-linux
  want command sshd openssh-server
  want command ssh-keygen openssh-client
  want command sudo sudo
}

maven() {
  command -v mvn >/dev/null 2>&1 || fail "Firewright is built with Maven 3.8 or newer, which is not on the PATH; install it with: sudo apt-get install maven"
  (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" mvn -Dstyle.color="${MAVEN_COLOR:-auto}" "$@")
}

# Builds the desktop when a source is newer than the last build; what it says goes to standard error, for standard output
# is the command's. Checks of style are the test command's business.
build_app() {
  local stamp=$root/app/target/built changed
  mkdir -p "$root/app/target"
  exec 9>"$root/app/target/build.lock"
  flock 9
  if [ -f "$stamp" ]; then
    changed=$(cd "$root" && find pom.xml bpf remote-agent app fxml css \( -name target -o -name dependency-reduced-pom.xml \) -prune -o -type f -newer "$stamp" -print -quit)
  else
    changed=first
  fi
  if [ -n "$changed" ]; then
    say "Building Firewright${changed:+ ($([ "$changed" = first ] && echo 'first start: this takes a minute or two' || echo "$changed has changed"))}"
    rm -rf "$root/app/target/lib"
    MAVEN_COLOR=never maven -q -B package -pl app -am -DskipTests -Dspotless.check.skip=true >&2 9>&- || fail "The build failed; what Maven said is above."
    touch "$stamp"
  fi
  exec 9>&-
}

# Sets class_path and window_flags for what build_app made.
app_class_path() {
  local jar modules=()
  class_path=$(ls "$root"/app/target/app-*.jar)
  for jar in "$root"/app/target/lib/*.jar; do
    case $jar in
      */javafx-*) modules+=("$jar") ;;
      *) class_path+=:$jar ;;
    esac
  done
  window_flags=(--module-path "$(IFS=:; echo "${modules[*]}")" --add-modules javafx.controls,javafx.fxml
    --enable-native-access=javafx.graphics,ALL-UNNAMED -XX:+UseG1GC -Xmx2g)
  # With so few processors the optimizing compiler keeps one of them from drawing for a while; without it frames
  # are smooth from the start, and what is computed in the background takes longer (docs/architecture.md).
  [ "$(nproc)" -gt 2 ] || window_flags+=(-XX:TieredStopAtLevel=1)
}

# Adds to window_flags what makes the window open in less than half the time: the classes and their links, which the first start
# of each build records (JEP 483 and 514; docs/architecture.md). The file is made when that window has been closed.
quick_start() {
  local start=$root/app/target/start-$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release").aot record=$root/app/target/start-$$.record
  if [ "$start" -nt "$root/app/target/built" ]; then
    window_flags+=("-XX:AOTCache=$start" -Xlog:aot=off)
    return
  fi
  rm -f "$root"/app/target/start-*.record* # of windows that were killed
  (
    tail --pid=$$ -f /dev/null
    [ -f "$record" ] && nice "$java" "${window_flags[@]}" -XX:AOTMode=create "-XX:AOTConfiguration=$record" "-XX:AOTCache=$record.aot" \
      -cp "$class_path" && mv "$record.aot" "$start"
    rm -f "$record" "$record.aot"
  ) </dev/null >/dev/null 2>&1 &
  window_flags+=(-XX:AOTMode=record "-XX:AOTConfiguration=$record" -Xlog:aot=off)
}
