package org.myrmex.launcher;

import java.util.regex.Pattern;

/** The R8 feature file's name of a bundle, {@code group:artifact:version}, and its place in a Maven repository. */
public record BundleId(String group, String artifact, String version) {
    private static final Pattern SHAPE =
            Pattern.compile("(?<group>[\\w.-]+):(?<artifact>[\\w.-]+):(?<version>[\\w.+-]+)");

    public static BundleId parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not group:artifact:version");
        }
        return new BundleId(matcher.group("group"), matcher.group("artifact"), matcher.group("version"));
    }

    public String repositoryPath() {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + ".jar";
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}
