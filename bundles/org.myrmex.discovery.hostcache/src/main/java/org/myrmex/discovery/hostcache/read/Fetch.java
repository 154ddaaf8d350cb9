package org.myrmex.discovery.hostcache.read;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.Realm;

/**
 * One GET on a socket of its own, on the caller's thread. Not {@code java.net.http.HttpClient}: its selector thread outlives the
 * bundle until the garbage collector comes by, since Java 17 has no way to close it; and it does not say which of a name's
 * addresses answered, on which it depends what the list may name.
 */
final class Fetch {
    /** A list of 255 records is half of that. */
    static final int MAX_BODY_BYTES = 64 << 10;

    private static final int MAX_HEAD_BYTES = 8 << 10;
    /** Of a name that has more, the rest is not tried: the patience would not do for it. */
    private static final int MAX_ADDRESSES = 4;

    private final Tasks tasks;
    /** Asked for when there is something to secure: the first time it reads the certificates that Java trusts. */
    private final Supplier<SocketFactory> secured;

    Fetch(Tasks tasks) {
        this(tasks, SSLSocketFactory::getDefault);
    }

    Fetch(Tasks tasks, Supplier<SocketFactory> secured) {
        this.tasks = tasks;
        this.secured = secured;
    }

    /**
     * What came.
     *
     * @param realm of the address that answered
     */
    record Answer(Realm realm, int status, OptionalInt retrySeconds, byte[] body) {}

    /** @throws IOException with one line that says why there is no answer */
    Answer get(CacheUrl url, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        IOException first = null;
        try {
            List<InetAddress> all = List.of(InetAddress.getAllByName(url.host()));
            List<InetAddress> tried = all.subList(0, Math.min(MAX_ADDRESSES, all.size()));
            for (int i = 0; i < tried.size(); i++) {
                // each has its share of what is left, so that one that is silent does not use it up
                long left = (end - System.nanoTime()) / (tried.size() - i);
                try {
                    return get(url, tried.get(i), left);
                } catch (UnreadableException answered) {
                    throw answered;
                } catch (IOException e) {
                    first = first == null ? e : first;
                }
            }
        } catch (UnknownHostException e) {
            throw new UnreadableException("there is no such host");
        }
        throw first;
    }

    private Answer get(CacheUrl url, InetAddress address, long nanos) throws IOException {
        if (nanos <= 0) {
            throw new UnreadableException("no answer in time");
        }
        Socket plain = new Socket();
        long end = System.nanoTime() + nanos;
        // a time limit for each read would let a server send a byte now and then for ever
        Registration cut = tasks.after(Duration.ofNanos(nanos), () -> close(plain));
        try (plain) {
            plain.connect(new InetSocketAddress(address, url.port()), (int)
                    Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
            Socket socket = url.tls() ? secure(plain, url) : plain;
            socket.getOutputStream()
                    .write(("GET " + url.target() + " HTTP/1.1\r\nHost: " + url.authority()
                                    + "\r\nAccept: application/vnd.myrmex.peers, application/octet-stream\r\n"
                                    + "User-Agent: myrmex\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return read(new BufferedInputStream(socket.getInputStream()), Realm.of(address));
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException e) {
            throw System.nanoTime() >= end ? new IOException("no answer in time", e) : plainly(e);
        } finally {
            cut.close();
        }
    }

    private Socket secure(Socket plain, CacheUrl url) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) secured.get();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static Answer read(InputStream in, Realm realm) throws IOException {
        ResponseHead head = ResponseHead.parse(head(in)).orElseThrow(() -> new UnreadableException("that is no HTTP"));
        if (head.status() != 200) {
            return new Answer(realm, head.status(), head.retrySeconds(), new byte[0]);
        }
        if (head.body() != ResponseHead.Body.PLAIN) {
            throw new UnreadableException("the list is sent in chunks or compressed; it must be sent as a plain file");
        }
        int most = head.length().orElse(MAX_BODY_BYTES + 1);
        byte[] body = in.readNBytes(Math.min(most, MAX_BODY_BYTES + 1));
        if (body.length > MAX_BODY_BYTES) {
            throw new UnreadableException("more than 64 KiB, which no list has");
        }
        if (head.length().isPresent() && body.length < most) {
            throw new UnreadableException("the answer is cut off");
        }
        return new Answer(realm, head.status(), head.retrySeconds(), body);
    }

    /** Up to the empty line, without it. */
    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newLines = 0;
        int kept = 0;
        while (newLines < 2) {
            int next = in.read();
            if (next < 0 || head.size() == MAX_HEAD_BYTES) {
                throw new UnreadableException(next < 0 ? "the answer is cut off" : "that is no HTTP");
            }
            if (next == '\n') {
                newLines++;
            } else if (next != '\r') {
                newLines = 0;
                kept = head.size() + 1;
            }
            head.write(next);
        }
        return Arrays.copyOf(head.toByteArray(), kept);
    }

    private static IOException plainly(IOException e) {
        if (e instanceof ConnectException) {
            return new IOException("nobody listens there", e);
        }
        if (e instanceof NoRouteToHostException) {
            return new IOException("there is no way to it", e);
        }
        if (e instanceof SSLException) {
            return new IOException("its certificate or its TLS is not accepted", e);
        }
        return new IOException("the connection broke", e);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone then.
        }
    }
}
