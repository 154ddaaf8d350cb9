package org.myrmex.itests;

/** The methods that read XML, each with a body that holds hostile content at a place where strangers' content may stand. */
enum HostileBody {
    PROPFIND("propfind", "<D:prop><D:displayname/>%s</D:prop>"),
    PROPPATCH("propertyupdate", "<D:set><D:prop><Q:q xmlns:Q=\"urn:q\">%s</Q:q></D:prop></D:set>"),
    LOCK(
            "lockinfo",
            "<D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>%s</D:owner>"),
    SEARCH(
            "searchrequest",
            "<D:basicsearch><D:select><D:prop><D:displayname/></D:prop></D:select><D:from><D:scope><D:href>"
                    + Stronghold.HERE + "</D:href><D:depth>1</D:depth></D:scope></D:from><D:where><D:like><D:prop>"
                    + "<D:displayname/></D:prop><D:literal>%s</D:literal></D:like></D:where></D:basicsearch>"),
    REPORT("sync-collection", "<D:sync-token/><D:sync-level>1</D:sync-level><D:prop><D:getetag/>%s</D:prop>"),
    MKCOL(
            "mkcol",
            "<D:set><D:prop><D:resourcetype><D:collection/></D:resourcetype><Q:q xmlns:Q=\"urn:q\">%s</Q:q></D:prop></D:set>");

    private final String root;
    private final String inner;

    HostileBody(String root, String inner) {
        this.root = root;
        this.inner = inner;
    }

    /** The name of the element that is the body's root. */
    String root() {
        return "D:" + root;
    }

    /** The content in its place. */
    String with(String content) {
        return with("", "", content);
    }

    /**
     * A body.
     *
     * @param before between the declaration and the root, say a document type
     * @param attributes of the root, beside the namespace
     */
    String with(String before, String attributes, String content) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + before + "<D:" + root + " xmlns:D=\"DAV:\" "
                + attributes + ">" + inner.replace("%s", content) + "</D:" + root + ">";
    }

    /** Where it is sent: a file for most; what it would make for MKCOL. */
    String target() {
        return switch (this) {
            case MKCOL -> Stronghold.HERE + "made-" + Stronghold.MARK;
            case SEARCH, REPORT -> Stronghold.HERE;
            default -> Stronghold.HERE + "target-" + Stronghold.MARK + ".txt";
        };
    }
}
