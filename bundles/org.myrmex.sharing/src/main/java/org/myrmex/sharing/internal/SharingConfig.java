package org.myrmex.sharing.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "Sharing", description = "Shared folders and downloads")
public @interface SharingConfig {
    @AttributeDefinition(description = "Folders that are shared, beside those added by the command share.")
    String[] shares() default {};

    @AttributeDefinition(description = "Most bytes that are hashed in a second; 0 for as fast as the disk gives them.")
    long hashBytesPerSecond() default 0;

    @AttributeDefinition(
            description = "Whether the system tells of changes in shares; false where it cannot, as on network drives.")
    boolean watchShares() default true;

    @AttributeDefinition(
            description = "Seconds between two looks at all that is watched; what is not is looked at every 10 s.")
    int rescanSeconds() default 60;

    @AttributeDefinition(
            description = "Names of files and folders that are never shared; * and ? stand for any characters.")
    String[] excludedNames() default {
        ".*", "*.myrmex-part", "*.myrmex-state", "*~", "*.part", "*.crdownload", "Thumbs.db", "desktop.ini"
    };

    @AttributeDefinition(
            description = "Folder for downloads that name no file; empty for downloads in the peer's home.")
    String downloads() default "";
}
