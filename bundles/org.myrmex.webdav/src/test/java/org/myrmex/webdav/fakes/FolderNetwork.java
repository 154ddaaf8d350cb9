package org.myrmex.webdav.fakes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.Hit;
import org.myrmex.api.sharing.Searches;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.api.sharing.ShareSearch;
import org.myrmex.api.sharing.Streams;

/** A network that is a list of files on the disk; says how often it was asked. */
public final class FolderNetwork implements Searches, Streams {
    public final AtomicInteger searches = new AtomicInteger();
    public final AtomicInteger opened = new AtomicInteger();
    public final AtomicInteger open = new AtomicInteger();
    public final AtomicInteger listening = new AtomicInteger();
    public final List<Consumer<Hit>> listeners = new ArrayList<>();

    private final Map<ContentId, Path> files = new LinkedHashMap<>();
    private final Map<ContentId, String> names = new LinkedHashMap<>();

    /** Somebody shares a file, under whatever name. */
    public ContentId share(String name, Path file) throws IOException {
        ContentId id = ContentId.of(sha256(Files.readAllBytes(file)));
        files.put(id, file);
        names.put(id, name);
        return id;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Hit hit(ContentId id) {
        return new Hit(id, files.get(id).toFile().length(), "text/html<script>", names.get(id), new Nobody());
    }

    @Override
    public ShareSearch search(String words, Consumer<Hit> hits) {
        searches.incrementAndGet();
        listening.incrementAndGet();
        listeners.add(hits);
        files.keySet().stream()
                .filter(id -> names.get(id).contains(words.replaceAll(" .*", "")))
                .forEach(id -> hits.accept(hit(id)));
        return new ShareSearch() {
            @Override
            public int peersHeard() {
                return 1;
            }

            @Override
            public int hits() {
                return files.size();
            }

            @Override
            public void close() {
                listening.decrementAndGet();
            }
        };
    }

    @Override
    public SeekableSource open(ContentLink link, Duration patience, BooleanSupplier cancelled) throws IOException {
        opened.incrementAndGet();
        if (!files.containsKey(link.id())) {
            throw new IOException("nobody has it; search for it first");
        }
        SeekableByteChannel channel = Files.newByteChannel(files.get(link.id()));
        long size = channel.size();
        if (link.sizeBytes().orElse(size) != size) {
            channel.close();
            throw new IOException("nobody has it of that length; search again");
        }
        open.incrementAndGet();
        return new SeekableSource() {
            @Override
            public long sizeBytes() {
                return size;
            }

            @Override
            public int read(long position, ByteBuffer target) throws IOException {
                return channel.position(position).read(target);
            }

            @Override
            public void close() {
                open.decrementAndGet();
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Whoever it was. */
    private static final class Nobody implements Answer {
        @Override
        public VirtualAddress from() {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public Endpoint askedBy() {
            throw new UnsupportedOperationException();
        }
    }
}
