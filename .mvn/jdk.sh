# Sourced by ./mvnw and ./loginpath: sets JAVA_HOME to a JDK of at least 21 where the default is older or missing.
# The newest one wins among JAVA_HOME, the java of the PATH and the places where package managers put JDKs.

# Prints the major version of the JDK in folder $1, or 0. The release file answers without starting a JVM.
jdk_major() {
  [ -x "$1/bin/javac" ] || { echo 0; return; }
  jdk_version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release" 2>/dev/null | head -n 1)
  jdk_version=${jdk_version%%[!0-9]*}
  echo "${jdk_version:-0}"
}

find_jdk() {
  jdk_minimum=21
  if [ -n "${JAVA_HOME-}" ] && [ "$(jdk_major "$JAVA_HOME")" -ge "$jdk_minimum" ]; then
    return 0
  fi
  jdk_best='' jdk_best_major=0
  jdk_of_path=$(command -v javac 2>/dev/null) && jdk_of_path=$(readlink -f "$jdk_of_path" 2>/dev/null) || jdk_of_path=''
  jdk_of_path=${jdk_of_path%/bin/javac}
  # The callers may run with globbing off.
  case $- in *f*) jdk_noglob=1; set +f ;; *) jdk_noglob='' ;; esac
  for jdk_home in "$jdk_of_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/java/* /usr/local/openjdk-* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$jdk_home" ] || continue
    jdk_found_major=$(jdk_major "$jdk_home")
    if [ "$jdk_found_major" -gt "$jdk_best_major" ]; then
      jdk_best=$jdk_home jdk_best_major=$jdk_found_major
    fi
  done
  [ -z "$jdk_noglob" ] || set -f
  if [ "$jdk_best_major" -lt "$jdk_minimum" ]; then
    echo "loginpath needs a JDK of version $jdk_minimum or newer and found none; install one or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$jdk_best
  export JAVA_HOME
}
