# What somebody new to the site does: clone it, `make run`, open it. Then the same again, as on the next day.

# run_clean_clone FOLDER
run_clean_clone() {
  local port
  git clone --quiet . "$1"
  port=$(free_port)
  serve_and_look "$1" "$port" "first time"
  serve_and_look "$1" "$port" "second time"
}

serve_and_look() {
  local log=$1/run.log started=$SECONDS
  # In a session of its own, so that the server goes with make. It says itself when it serves.
  env -u CI -u DATA_DIR -u DATABASE_URL setsid make -C "$1" --no-print-directory run PORT="$2" >"$log" 2>&1 </dev/null &
  running=$!
  for address in "http://localhost:$2/" "http://127.0.0.1:$2/" "http://localhost:$2/admin/"; do
    wait_for "$address" || { cat "$log"; return 1; }
  done
  refuse_a_second_one "$1" "$2" || return 1
  stop_clean_clone
  grep "The clinic is on http://localhost:$2/" "$log"
  echo "make run, $3: up in $((SECONDS - started)) seconds"
}

# wait_for ADDRESS: until it answers 200 (after redirects), for five minutes at most.
wait_for() {
  for _ in $(seq 300); do
    kill -0 "$running" 2>/dev/null || { echo "make run has ended"; return 1; }
    [ "$(curl --silent --location --max-time 20 --output /dev/null --write-out '%{http_code}' "$1")" = 200 ] && return 0
    sleep 1
  done
  echo "$1 does not answer 200"
  return 1
}

refuse_a_second_one() {
  local said
  if said=$(make -C "$1" --no-print-directory run PORT="$2" 2>&1 </dev/null); then
    echo "A second make run on port $2 should have stopped"
    return 1
  fi
  grep --quiet "^Port $2 is taken by another program" <<<"$said" || { echo "$said"; return 1; }
}

stop_clean_clone() {
  [ -n "${running:-}" ] || return 0
  kill -TERM -- "-$running" 2>/dev/null || true
  wait "$running" 2>/dev/null || true
  running=
}
