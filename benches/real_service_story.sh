#!/bin/bash
# Runs as root inside the machine that real_service.sh makes: "ok" or "NOT" for each thing shown.
set -u

UNIT=notes.service
HOME_OF_HER=/home/naomi
CLOCK=$HOME_OF_HER/.notes/clock
LOG=$HOME_OF_HER/run.log
LARGEST=40960 # KiB resident
PATH=$PATH:/opt/program/bin

shows() { # SENTENCE COMMAND...
  local sentence=$1
  shift
  if "$@" >/dev/null 2>&1; then echo "ok   $sentence"; else echo "NOT  $sentence"; fi
}

within() { # SECONDS COMMAND...: wait until it holds
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || return 1
    sleep 2
  done
}

fails() { ! "$@"; }
her() { su - naomi -c "PATH=$PATH; $*"; }
unit() { her systemctl --user "$@" $UNIT 2>&1; }
process() { unit show -P MainPID; }
is() { [ "$(unit "is-$1")" = "$2" ]; }
says() { grep -q "$1" <<<"$2"; }
listing() { find $HOME_OF_HER -printf '%P\n' | sort; }
outside() { listing | grep -v '^.notes/'; }
same() { diff <(echo "$1") <(echo "$2") >&3; }
waiting() { pgrep -u naomi -x notes; }
one_waits() { [ "$(waiting | wc -l)" = 1 ]; }
has_tried() { [ "$(grep -c 'Looking now' $LOG)" = "$1" ]; }
says_why_twice() { [ "$(grep -c "no place could" $LOG)/$(wc -l <$LOG)" = 2/4 ]; }
quote() { sed 's/^/     | /' <<<"$1"; }

forgotten() {
  local places="$HOME_OF_HER /run/user /run/systemd /etc/systemd /var/lib/systemd"
  [ -z "$(find $places -name "*$UNIT*")" ]
}

log_in() {
  su - naomi -c 'sleep infinity' >/dev/null 2>&1 &
  session=$!
  within 60 her systemctl --user is-active default.target
}

log_out() {
  kill $session
  within 90 fails pgrep -u naomi
}

installs() {
  log_in
  bare=$(listing)
  her iw init settings.yaml --passphrase-file secret >/dev/null
  before=$(outside)
  quote "$(her iw service install)"
  shows "systemd runs it: active" within 30 is active active
  shows "systemd starts it at login: enabled" is enabled enabled
  within 60 grep -q locked $CLOCK
  quote "$(unit status --no-pager)"
  said=$(her iw service status)
  quote "$said"
  shows "status says the same" says "systemd says: active, enabled" "$said"
  shows "it waits locked, and the record says so" grep -q "could not start: locked" $CLOCK
}

stays_small_and_silent() {
  local pid title
  pid=$(process)
  title=$(ps -o comm=,args= -p "$pid")
  quote "$(ps -o pid,comm,rss,args -p "$pid")"
  shows "its title says nothing" grep -qE "^notes +notes *$" <<<"$title"
  shows "it holds at most 40 MB" [ "$(ps -o rss= -p "$pid")" -le $LARGEST ]
  shows "her own manager holds it" grep -q "/user@1000.service/.*/$UNIT" "/proc/$pid/cgroup"
  shows "the journal has it by that name" grep -q "Started $UNIT" <(journalctl -b)
  shows "the journal has no telling word" fails grep -qiE "impersonation|whitaker" <(journalctl -b)
}

lives_with_the_session() {
  shows "it ends when she logs out" log_out
  log_in
  shows "it starts by itself when she logs in" within 60 is active active
  within 60 waiting # by its title, which it puts on when it has started
  shows "it is there once" one_waits
}

looks_without_a_network() {
  her "nohup iw run --passphrase-file secret >run.log 2>&1 </dev/null &"
  shows "after one unlock it looks at once" within 120 grep -q "Looking now" $LOG
  shows "without a network it could not look" within 300 grep -q "no place could be reached" $CLOCK
  date -s "+61 minutes" >/dev/null # as a laptop that slept
  shows "an hour later it tries again" within 400 has_tried 2
  shows "and counts both" within 300 grep -q '"failures": 2' $CLOCK
  quote "$(cat $LOG)"
  quote "$(her iw service status)"
  shows "the log says so, in two lines for each try" says_why_twice
}

comes_back() {
  local killed
  killed=$(process)
  kill -9 "$killed"
  shows "killed, it waits to be restarted" within 30 is active activating
  looks_without_a_network
  shows "after five minutes it runs again" within 400 is active active
  shows "as another process" [ "$(process)" != "$killed" ]
  quote "$(unit show -p NRestarts -p Result -p ActiveState)"
}

is_removed() {
  rm $LOG
  quote "$(her iw service remove)"
  shows "removed: no file, link or folder is left" same "$before" "$(outside)"
  shows "removed: nothing by its name anywhere" forgotten
  shows "removed: systemd finds none" says "No such file" "$(unit is-enabled)"
  shows "removed: systemd lists none" fails says $UNIT "$(her systemctl --user list-units --all)"
  shows "removed: only the one she started herself waits" one_waits
}

is_erased() {
  her iw service install >/dev/null
  shows "installed again it runs" within 30 is active active
  quote "$(her iw erase --everything --yes)"
  shows "erased: no file, link or folder is left" same "$bare" "$(listing)"
  shows "erased: nothing by its name anywhere" forgotten
  shows "erased: no process is left" fails waiting
  log_out
  log_in
  shows "erased: nothing starts at the next login" fails is active active
  shows "erased: the manager misses nothing" her systemctl --user is-system-running
}

exec 3>&1
echo "     $(systemctl --version | head -1), Linux $(uname -r)"
installs
stays_small_and_silent
lives_with_the_session
comes_back
is_removed
is_erased
echo "end"
