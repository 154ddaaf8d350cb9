package org.myrmex.discovery.known.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.transport.PeerAddress;

/**
 * {@code peers.json}: {@code {"version":2,"peers":[{"address":…,"lastSeenMicros":…,"failures":…,"upMicros":…,
 * "carriedBytes":…,"countedMicros":…},…]}}. Version 1 had no worth: {@code {"address":…,"lastSuccessMicros":…,"failures":…}}.
 */
final class PeersJson {
    /** Bytes that a file of ours never reaches: 256 peers of about 400 bytes. */
    static final int MAX_BYTES = 1 << 20;

    private static final int VERSION = 2;
    private static final int VERSION_WITHOUT_WORTH = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private PeersJson() {}

    static byte[] write(List<KnownPeer> peers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("peers");
            for (KnownPeer peer : peers) {
                json.writeStartObject();
                json.writeStringField("address", peer.address().toString());
                json.writeNumberField("lastSeenMicros", peer.lastSeenMicros());
                json.writeNumberField("failures", peer.failures());
                json.writeNumberField("upMicros", peer.worth().upMicros());
                json.writeNumberField("carriedBytes", peer.worth().carriedBytes());
                json.writeNumberField("countedMicros", peer.worth().countedMicros());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it is anything else than {@link #write} writes or wrote; the message says what and where */
    static List<KnownPeer> read(byte[] bytes) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw new IOException("longer than " + MAX_BYTES + " bytes");
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            expect(json, JsonToken.START_OBJECT);
            long version = number(json, "version");
            if (version != VERSION && version != VERSION_WITHOUT_WORTH) {
                throw new IOException("its version is neither " + VERSION_WITHOUT_WORTH + " nor " + VERSION);
            }
            field(json, "peers");
            expect(json, JsonToken.START_ARRAY);
            List<KnownPeer> peers = new ArrayList<>();
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                if (next != JsonToken.START_OBJECT || peers.size() == KnownPeers.MAX_PEERS) {
                    throw unexpected(json);
                }
                peers.add(peer(json, version));
                expect(json, JsonToken.END_OBJECT);
            }
            expect(json, JsonToken.END_OBJECT);
            if (json.nextToken() != null) {
                throw unexpected(json);
            }
            return peers;
        }
    }

    private static KnownPeer peer(JsonParser json, long version) throws IOException {
        field(json, "address");
        expect(json, JsonToken.VALUE_STRING);
        String address = json.getText();
        long seenMicros = number(json, version == VERSION ? "lastSeenMicros" : "lastSuccessMicros");
        long failures = number(json, "failures");
        try {
            Worth worth = version == VERSION
                    ? new Worth(number(json, "upMicros"), number(json, "carriedBytes"), number(json, "countedMicros"))
                    : Worth.NONE;
            return new KnownPeer(PeerAddress.parse(address), seenMicros, Math.toIntExact(failures), worth);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(e.getMessage() + where(json), e);
        }
    }

    private static long number(JsonParser json, String name) throws IOException {
        field(json, name);
        expect(json, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static void field(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.FIELD_NAME);
        if (!json.currentName().equals(name)) {
            throw unexpected(json);
        }
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw unexpected(json);
        }
    }

    private static IOException unexpected(JsonParser json) {
        return new IOException("unexpected content" + where(json));
    }

    private static String where(JsonParser json) {
        return " in line " + json.currentLocation().getLineNr();
    }
}
