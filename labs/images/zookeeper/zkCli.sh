#!/bin/sh
exec /opt/java/bin/java -Xmx32m -Dorg.slf4j.simpleLogger.defaultLogLevel=off -cp '/opt/zookeeper/*' \
  org.apache.zookeeper.ZooKeeperMain "$@"
