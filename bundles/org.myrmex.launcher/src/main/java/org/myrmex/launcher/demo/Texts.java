package org.myrmex.launcher.demo;

import java.util.List;

/** What the demonstration says to somebody who has never seen it. */
final class Texts {
    static final List<String> INTRODUCTION = List.of(
            "Thirteen peers on this machine repeat the experiment that MUTE published: node D",
            "searches for a file that node S shares, and fetches it over the peers between.",
            "",
            "  D -- 9 -- (6 7 8) -- 4 -- 5 -- (1 2 3 10) -- 0 -- S",
            "",
            "Within brackets everybody is linked with everybody, and 9 also with 4. A peer",
            "knows its neighbours only: D never learns where S is, nor S where D is. Each is",
            "a whole peer with a framework, an identity and a home of its own; the links are",
            "real TLS over 127.0.0.1. The graph and the delays are a reconstruction from the",
            "figures that MUTE printed. The delays are ten times as long here, so that a busy",
            "machine does not decide which way is the shortest.");

    static final List<String> SEARCH = List.of(
            "  A search goes to everybody. Each peer passes the first copy on to all its",
            "  neighbours but the one it came from, counts and drops the others, and remembers",
            "  where the first one came from: that is the scent of the asker's address. The",
            "  answer follows it back, and leaves the scent of the answerer's.");

    static final List<String> FIRST_TRANSFER = List.of(
            "  Requests and blocks follow the scents, one block at a time; who is not on the",
            "  route hears nothing of it. The figures are higher than MUTE's, which had no",
            "  encrypted channel between the two ends with its handshake, acknowledgements and",
            "  retransmissions.");

    static final List<String> KILL = List.of(
            "  Its neighbours forget the scents that pointed at it. A message that finds none",
            "  goes to everybody, and its first copy lays the new way.");

    static final List<String> NEW_LINKS = List.of(
            "  MUTE's figures cannot be cumulative here, as in its other tables: node 0 falls",
            "  from 47 to 20. Compare the route.");

    private static final String ARROW = " > ";

    private Texts() {}

    static String route(List<String> nodes) {
        return String.join(ARROW, nodes);
    }

    /** As far as its page tells it. */
    static String routeOfExperiment(Fixture fixture, int step) {
        return switch (step) {
            case 2 -> "node 10 took the place of node 3";
            case 3 -> "9 > 6 > 2 > 5 > 10, where 9 > 8 > 0 would have been the best";
            default -> route(fixture.route());
        };
    }

    static List<String> next(List<String> welcome, String home, int peers) {
        String page = welcome.stream()
                .filter(line -> line.startsWith("page"))
                .map(line -> line.substring("page".length()).strip())
                .findFirst()
                .orElse("none");
        return List.of(
                "",
                "The " + peers + " peers that are left stay up. Go on in another terminal:",
                "  page of the downloader   " + page,
                "  ./myrmex --home " + home + " status",
                "  ./myrmex --home " + home + " search " + SharedFile.WORD,
                "  ./myrmex --home " + home + " routes",
                "Ctrl-C ends all of them and removes their homes.");
    }
}
