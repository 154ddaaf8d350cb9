package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one TCP connection has carried so far, as the kernel counts it: bytes of TCP's payload, what was sent again included,
 * and segments. On the wire each segment has a header of IPv4 and one of TCP with time stamps.
 */
record LinkTraffic(long sentBytes, long receivedBytes, long sentSegments, long receivedSegments) {
    /** IPv4 20 (RFC 791), TCP 20 (RFC 9293), time stamps 12 with their padding (RFC 7323). */
    static final int HEADER_BYTES = 52;

    private static final Pattern LOCAL_AND_REMOTE = Pattern.compile("^\\s*\\d+\\s+\\d+\\s+(\\S+)\\s+(\\S+)");

    /** The connections of whoever has this address, by the other end's. */
    static Map<String, LinkTraffic> of(String address) throws IOException, InterruptedException {
        Process ss = new ProcessBuilder("ss", "-tinHO", "state", "established", "src", address)
                .redirectErrorStream(true)
                .start();
        String said = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ss.waitFor() != 0) {
            throw new IOException("ss: " + said);
        }
        Map<String, LinkTraffic> links = new TreeMap<>();
        for (String line : said.lines().toList()) {
            Matcher ends = LOCAL_AND_REMOTE.matcher(line);
            if (ends.find()) {
                LinkTraffic traffic = new LinkTraffic(
                        number(line, "bytes_sent"),
                        number(line, "bytes_received"),
                        number(line, "segs_out"),
                        number(line, "segs_in"));
                links.put(ends.group(2), traffic);
            }
        }
        return links;
    }

    /** The kernel leaves out what is 0. */
    private static long number(String line, String name) {
        Matcher found = Pattern.compile(" " + name + ":([0-9]+)").matcher(line);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    LinkTraffic since(LinkTraffic earlier) {
        return new LinkTraffic(
                sentBytes - earlier.sentBytes,
                receivedBytes - earlier.receivedBytes,
                sentSegments - earlier.sentSegments,
                receivedSegments - earlier.receivedSegments);
    }

    long sentOnWire() {
        return sentBytes + sentSegments * HEADER_BYTES;
    }

    long receivedOnWire() {
        return receivedBytes + receivedSegments * HEADER_BYTES;
    }

    /** Both directions. */
    long onWire() {
        return sentOnWire() + receivedOnWire();
    }
}
