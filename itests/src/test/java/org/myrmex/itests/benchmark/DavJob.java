package org.myrmex.itests.benchmark;

/** What a WebDAV server is given to do, in the order of the tables. */
enum DavJob {
    PROPFIND_BY_1("PROPFIND of 1,000 files by 1 client, /s", "%.0f", Way.MORE_IS_BETTER, "≥ nginx (Tomcat)"),
    PROPFIND_BY_8("PROPFIND of 1,000 files by 8 clients, /s", "%.0f", Way.MORE_IS_BETTER, "≥ nginx (Tomcat)"),
    GET_BY_8("GET of 4 KiB by 8 clients, /s", "%.0f", Way.MORE_IS_BETTER, "≥ Tomcat"),
    GET_BIG("GET of a big file, MB/s", "%.0f", Way.MORE_IS_BETTER, "≥ 0.9 × Apache"),
    PUT_BIG("PUT of a big file, MB/s", "%.0f", Way.MORE_IS_BETTER, "≥ 1.0 × Apache"),
    LOCK("LOCKs of names that are free, all of them, s", "%.2f", Way.LESS_IS_BETTER, "≥ Tomcat"),
    PROPFIND_OF_LOCKED("PROPFIND of what they made, MB", "%.2f", Way.LESS_IS_BETTER, "≤ 3 MB");

    final String title;
    final String format;
    final Way way;
    final String goal;

    /** Which of two figures is the better one. */
    enum Way {
        MORE_IS_BETTER,
        LESS_IS_BETTER
    }

    DavJob(String title, String format, Way way, String goal) {
        this.title = title;
        this.format = format;
        this.way = way;
        this.goal = goal;
    }
}
