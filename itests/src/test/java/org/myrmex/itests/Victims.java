package org.myrmex.itests;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Doors that nobody asked anybody to knock at: each counts who comes, and shuts at once. */
final class Victims implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final Map<InetSocketAddress, Integer> counts = new TreeMap<>(
            java.util.Comparator.comparing(InetSocketAddress::getHostString).thenComparing(InetSocketAddress::getPort));
    private final Thread thread = new Thread(this::run, "victims");
    private volatile boolean ended;

    Victims() throws IOException {
        thread.start();
    }

    /** Opens one. */
    int open(String host) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open();
        door.bind(new InetSocketAddress(host, 0));
        door.configureBlocking(false);
        InetSocketAddress address = (InetSocketAddress) door.getLocalAddress();
        synchronized (counts) {
            counts.put(address, 0);
        }
        door.register(selector, SelectionKey.OP_ACCEPT, address);
        selector.wakeup();
        return address.getPort();
    }

    /** Of each door how many came. */
    Map<InetSocketAddress, Integer> counts() {
        synchronized (counts) {
            return Map.copyOf(counts);
        }
    }

    private void run() {
        try {
            while (!ended) {
                selector.select();
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey door = ready.next();
                    ready.remove();
                    accept(door);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(SelectionKey door) throws IOException {
        try (SocketChannel came = ((ServerSocketChannel) door.channel()).accept()) {
            if (came != null) {
                synchronized (counts) {
                    counts.merge((InetSocketAddress) door.attachment(), 1, Integer::sum);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        selector.wakeup();
        for (SelectionKey door : selector.keys()) {
            door.channel().close();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }
}
