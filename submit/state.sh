# Sourced by scripts that start processes and stop them again: a folder of state that is ours alone, and processes that are
# known again whatever became of their ids. Who sources it has fail MESSAGE [CODE].

# Sets $state: what the variable named says, else a folder under the home directory, where nobody else can be first.
find_state() { # NAME VARIABLE
  local base=${XDG_STATE_HOME:-${HOME:+$HOME/.local/state}}
  state=${!2:-}
  if [[ -z $state ]]; then
    [[ -n $base ]] || fail "Cannot keep state: neither HOME nor XDG_STATE_HOME is set, expected a folder in $2"
    state=$base/galaxy-vae/$1
  fi
  [[ $state == /* ]] || state=$PWD/$state
  if [[ -e $state || -L $state ]]; then
    [[ ! -L $state && -d $state && -O $state && -z $(find "$state" -maxdepth 0 -perm /022) ]] ||
      fail "Cannot use state folder $state: others may write it or it is a link, expected a folder of yours with mode 700; set $2"
  fi
}

make_state() {
  (umask 077 && mkdir -p "$state") || fail "Cannot make state folder $state"
  chmod 700 "$state"
}

# When a process began, in clock ticks since the boot, and which boot.
start_time() { # PID
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra stat <<<"${stat##*) }"
  [[ ${stat[0]} != [ZX] ]] && echo "${stat[19]} $(</proc/sys/kernel/random/boot_id)"
}

remember() { # FILE PID
  echo "$2 $(start_time "$2")" >"$1"
}

pid_of() { # FILE
  local pid
  read -r pid _ 2>/dev/null <"$1" && [[ $pid =~ ^[0-9]+$ ]] && echo "$pid"
}

# A process counts only if it is the one we started: ids are used again.
alive() { # FILE
  local pid
  pid=$(pid_of "$1") && [[ -O /proc/$pid && $(<"$1") == "$pid $(start_time "$pid")" ]]
}

# Ends it; kills it after so many seconds.
end() { # FILE SECONDS
  local pid until=$((SECONDS + $2))
  if alive "$1"; then
    pid=$(pid_of "$1")
    kill "$pid" 2>/dev/null || true
    while alive "$1"; do
      if ((SECONDS >= until)); then
        kill -KILL "$pid" 2>/dev/null || true
      fi
      sleep 0.1
    done
  fi
  rm -f "$1"
}
