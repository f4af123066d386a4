#!/bin/sh
exec /opt/java/bin/java -Xmx64m -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/opt/zookeeper/*' \
  org.apache.zookeeper.server.quorum.QuorumPeerMain /etc/zoo.cfg
