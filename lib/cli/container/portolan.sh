#!/bin/sh
# What a container of Portolan runs: agent, web or door, each as its only process; "healthy agent" and "healthy web" are their health checks.
set -eu
home=/portolan
what=${1:-}
[ $# -eq 0 ] || shift
case $what in
  # As `npm start` runs it: few arenas, young objects in less room.
  agent) MALLOC_ARENA_MAX=2 exec node --max-semi-space-size=4 "$home/agent.js" "$@" ;;
  web | door | healthy) exec node "$home/$what.js" "$@" ;;
  *)
    echo "portolan agent | web | door | healthy agent | healthy web" >&2
    exit 2
    ;;
esac
