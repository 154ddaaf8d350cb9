package org.myrmex.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One peer to be started in this process.
 *
 * @param home where it lives; its folders must exist
 * @param feature what it consists of; may be shared by many peers
 * @param commandLine the highest layer of configuration, by pid
 * @param plugins bundle jars that start after the feature's own; copied, so that they may be overwritten meanwhile
 */
public record PeerSpec(
        Home home,
        String version,
        Feature.Verified feature,
        Map<String, Map<String, Object>> commandLine,
        List<Path> plugins) {}
