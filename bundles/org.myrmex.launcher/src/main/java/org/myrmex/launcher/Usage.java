package org.myrmex.launcher;

/** The words that need no running peer. */
final class Usage {
    static final String TEXT =
            """
            usage: myrmex [--home DIR] WORD [ARGUMENTS]

              up        run a peer in the foreground
                --http [ADDRESS:]PORT     page and commands (127.0.0.1:7080; port 0 picks a free one)
                --listen [ADDRESS:]PORT   where neighbours connect (0.0.0.0:7081)
                --peer URI                connect to this peer; may be repeated
                --share DIR               share this folder; may be repeated
                --plugin FILE             start this bundle too; may be repeated
                --routing NAME            the routing protocol to use
                --feature NAME            which bundles to run (peer)
              demo      thirteen peers on this machine share a file; --once ends after it
              lab       simulates networks of peers, nothing leaves this machine; see: myrmex lab --help
                --plugin FILE             start this bundle too, such as a routing protocol; may be repeated
              version   print the version
              help      print this, and the commands of the running peer

            Every other word is a command of the peer that runs on the home folder
            (--home, else MYRMEX_HOME, else ~/.myrmex).
            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no peer is running.""";

    private Usage() {}
}
