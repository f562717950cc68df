#!/bin/sh
# Copies the jars that pom.xml names, and those that they bring, to target/lib.
# When Maven cannot, the cause stands in the first of its many lines, but a report quotes the last ones: so only
# the cause is written. -U asks the registry again each time: what it did not have once, it may have now.
if ! said=$(mvn -q -B -ntp -U dependency:copy-dependencies 2>&1); then
  cause=$(printf '%s\n' "$said" | sed -n 's/.*\(Could not [a-z]* artifact .*\) -> .*/\1/p')
  printf '%s\n' "${cause:-$said}"
  exit 1
fi
