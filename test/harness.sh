# Read by test/bench, test/conformance and test/gallery, not run: builds the test module and finds its classes.
. "$(dirname "${BASH_SOURCE[0]}")/../app/environment.sh"

# Builds everything without running a test; sets class_path and window_flags for the test module.
build_tests() {
  local jar modules=()
  mkdir -p "$root/test/target"
  MAVEN_COLOR=never maven -q -B package -DskipTests >&2 || fail "The build failed; what Maven said is above."
  class_path=$root/test/target/test-classes
  for jar in "$root"/test/target/lib/*.jar; do
    case $jar in
      */javafx-*) modules+=("$jar") ;;
      *) class_path+=:$jar ;;
    esac
  done
  window_flags=(--module-path "$(IFS=:; echo "${modules[*]}")" --add-modules javafx.controls,javafx.fxml,javafx.swing
    --enable-native-access=javafx.graphics,ALL-UNNAMED)
}

# The names that classes PackageFolder/*Suffix.java answer to, such as agent for AgentBench.
known() { (cd "$root/test/src/test/java/org/firewright/test/$1" 2>/dev/null && ls ./*"$2".java 2>/dev/null) | sed "s|^\./||; s|$2\.java$||; s/\([a-z]\)\([A-Z]\)/\1-\2/g" | tr '[:upper:]' '[:lower:]' | paste -sd' ' -; }

# agent -> Agent, nft-decode -> NftDecode
class_name() { sed -E 's/(^|-)([a-z])/\U\2/g' <<<"$1"; }
