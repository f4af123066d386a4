#!/bin/sh
exec /opt/java/bin/java -Xmx32m -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp '/opt/zookeeper/*' \
  org.apache.zookeeper.ZooKeeperMain "$@"
