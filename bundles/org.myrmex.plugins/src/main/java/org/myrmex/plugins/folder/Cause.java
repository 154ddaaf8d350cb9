package org.myrmex.plugins.folder;

/** What a finding is about; {@code --json} prints it, so names stay. */
public enum Cause {
    WORKS,
    BEING_COPIED,
    CUT_OFF,
    NOT_A_BUNDLE,
    UNREADABLE,
    REFUSED,
    SAME_NAME,
    WRONG_JAVA,
    MISSING_PACKAGE,
    WRONG_VERSION,
    MISSING_BUNDLE,
    MISSING_CAPABILITY,
    FAILED_ACTIVATION,
    STILL_STARTING,
    UNSATISFIED_SERVICE,
    MISSING_CONFIGURATION,
    DUPLICATE_PATH,
    DUPLICATE_TREE,
    OFFERS_NOTHING,
    STOPPED,
    OTHER
}
