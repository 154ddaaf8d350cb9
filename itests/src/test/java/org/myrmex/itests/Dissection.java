package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tshark, a TLS implementation of other people, makes of a capture: packets with TLS records, in order. */
final class Dissection {
    /** RFC 8446 section 5.1, as the numbers of records that anybody can see. */
    static final int CHANGE_CIPHER_SPEC = 20;

    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    /** RFC 8446 section 4. */
    static final int CLIENT_HELLO = 1;

    static final int SERVER_HELLO = 2;

    private static final List<String> FIELDS = List.of(
            "tcp.stream",
            "ip.src",
            "tls.record.content_type",
            "tls.record.opaque_type",
            "tls.handshake.type",
            "tls.handshake.extensions.supported_version",
            "tls.handshake.extensions_key_share_group");

    private Dissection() {}

    /**
     * One packet.
     *
     * @param stream the number of its connection
     * @param records the types of its records, as anybody can see them
     * @param messages handshake messages that are not encrypted
     * @param versions in the extension supported_versions
     * @param groups in the extension key_share
     */
    record Packet(
            int stream,
            String from,
            List<Integer> records,
            List<Integer> messages,
            List<Integer> versions,
            List<Integer> groups) {
        static Packet parse(String line) {
            String[] fields = line.split(";", -1);
            List<Integer> records =
                    Stream.concat(numbers(fields[2]), numbers(fields[3])).toList();
            return new Packet(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    records,
                    numbers(fields[4]).toList(),
                    numbers(fields[5]).toList(),
                    numbers(fields[6]).toList());
        }

        private static Stream<Integer> numbers(String field) {
            return Arrays.stream(field.split(",", -1))
                    .filter(text -> !text.isEmpty())
                    .map(Integer::decode);
        }
    }

    /** Everything that went to or from a port; both directions of each connection. */
    static List<Packet> of(Path capture, int port, Path folder) throws IOException, InterruptedException {
        Stream<String> fields = FIELDS.stream().flatMap(field -> Stream.of("-e", field));
        List<String> command = Stream.concat(
                        Stream.of(
                                "tshark",
                                "-n",
                                "-r",
                                capture.toString(),
                                "-d",
                                "tcp.port==" + port + ",tls",
                                "-Y",
                                "tls",
                                "-T",
                                "fields",
                                "-E",
                                "separator=;"),
                        fields)
                .toList();
        return Program.say(folder, Map.of(), command).lines().map(Packet::parse).toList();
    }
}
