#!/bin/sh
. "$(dirname "$(readlink -f "$0")")/launch"
launch_tool io.barnabas.cli.records.DeleteRecordsCommand "$@"
