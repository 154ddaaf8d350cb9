package org.myrmex.discovery.lan.internal;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSIncoming;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.ServiceInfoImpl;
import javax.jmdns.impl.constants.DNSConstants;
import javax.jmdns.impl.constants.DNSRecordClass;
import org.myrmex.discovery.lan.heard.TextRecord;

/**
 * jmdns on one interface, with what it lacks: it keeps no cache, which anybody on the network could fill; it answers to the group
 * alone and only what concerns us; it asks no name server for its own name; it ends within a second. The label is all that it is
 * called by, as an instance and as a host.
 */
final class MdnsWire extends JmDNSImpl implements Wire {
    static final String TYPE = "_myrmex._tcp.local.";

    /** Answers go to everybody, so that a flood of questions must not become a flood of answers. */
    static final int MAX_ANSWERS_A_SECOND = 10;

    private static final String SUFFIX = "." + TYPE;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Its socket is closed by then: it has a packet to finish at most. Eight of them share the second of a peer's stop. */
    private static final long LISTENER_END_MILLIS = 100;

    private final Nic nic;
    private final String label;
    /** Null for a moment: the superclass listens before its constructor has returned. */
    private final Hearer hearer;

    private final Optional<Thread> listener;
    private final NoCache nothing = new NoCache(this::goodbye);
    private final Object closing = new Object();
    private volatile boolean broken;
    private final AtomicBoolean probed = new AtomicBoolean();
    private boolean closed;
    private long answersFromNanos = System.nanoTime();
    private int answers;

    private MdnsWire(Nic nic, String label, Hearer hearer) throws IOException {
        super(named(nic, label), label);
        this.nic = nic;
        this.label = label.toLowerCase(Locale.ROOT);
        this.hearer = hearer;
        this.listener = listenerOf(label);
    }

    /**
     * Listens, and announces the door if there is one. What cannot do both is closed: its threads would stay.
     *
     * @param label random, at most 63 characters: neither the host's name nor the user's
     */
    static MdnsWire open(Nic nic, String label, Optional<Door> door, Hearer hearer) throws IOException {
        MdnsWire wire = new MdnsWire(nic, label, hearer);
        boolean opened = false;
        try {
            wire.begin(door);
            opened = true;
            return wire;
        } finally {
            if (!opened) {
                wire.close();
            }
        }
    }

    private void begin(Optional<Door> door) throws IOException {
        if (listener.isEmpty()) {
            throw new IOException("jmdns does not listen");
        }
        if (door.isPresent()) {
            byte[] text = TextRecord.write(door.get().id());
            registerService(ServiceInfo.create(TYPE, getName(), door.get().port(), 0, 0, text));
            tell(DNSConstants.DNS_TTL);
        }
    }

    /** With a name of its own; for one without, jmdns would ask the name servers. */
    private static InetAddress named(Nic nic, String label) throws IOException {
        byte[] raw = nic.address().getAddress();
        return nic.address() instanceof Inet6Address
                ? Inet6Address.getByAddress(label, raw, NetworkInterface.getByName(nic.name()))
                : InetAddress.getByAddress(label, raw);
    }

    private static Optional<Thread> listenerOf(String label) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[2 * group.activeCount() + 16];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals("SocketListener(" + label + ")")) {
                return Optional.of(threads[i]);
            }
        }
        return Optional.empty();
    }

    @Override
    public void ask() {
        synchronized (closing) {
            if (!closed) {
                startServiceResolver(TYPE);
            }
        }
    }

    @Override
    public boolean isAlive() {
        return !broken
                && listener.filter(Thread::isAlive).isPresent()
                && !isCanceling()
                && !isCanceled()
                && !isClosing()
                && !isClosed();
    }

    /** Everything about us in one packet, at once: nobody else has a label like ours, so that nobody need be asked first. */
    private void tell(int ttlSeconds) throws IOException {
        DNSOutgoing out = new DNSOutgoing(DNSConstants.FLAGS_QR_RESPONSE | DNSConstants.FLAGS_AA);
        for (ServiceInfo info : getServices().values()) {
            for (DNSRecord record : ((ServiceInfoImpl) info)
                    .answers(DNSRecordClass.CLASS_ANY, DNSRecordClass.UNIQUE, ttlSeconds, getLocalHost())) {
                out.addAnswer((DNSIncoming) null, record);
            }
        }
        for (DNSRecord record : getLocalHost().answers(DNSRecordClass.CLASS_ANY, DNSRecordClass.UNIQUE, ttlSeconds)) {
            out.addAnswer((DNSIncoming) null, record);
        }
        send(out);
    }

    /** While the superclass is made, there is none of ours. */
    @Override
    public DNSCache getCache() {
        return nothing == null ? super.getCache() : nothing;
    }

    private void goodbye(DNSRecord record) {
        InetAddress sender = record.getRecordSource();
        if (hearer != null && sender != null) {
            left(record).ifPresent(instance -> hearer.goodbye(nic, sender, instance));
        }
    }

    /** The instance that a record with no time left tells of. */
    private static Optional<String> left(DNSRecord record) {
        return switch (record.getRecordType()) {
            case TYPE_SRV, TYPE_TXT -> instance(record.getName());
            case TYPE_PTR ->
                record.getName().equalsIgnoreCase(TYPE)
                        ? instance(record.getServiceInfo().getQualifiedName())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Called for each record that is not in the cache, and none ever is: so for each that comes. */
    @Override
    public void updateRecord(long now, DNSRecord record, Operation operation) {
        InetAddress sender = record.getRecordSource();
        boolean told = operation == Operation.Add || operation == Operation.Update;
        if (hearer == null || sender == null || !told) {
            return;
        }
        String name = record.getName();
        switch (record.getRecordType()) {
            case TYPE_SRV ->
                instance(name).ifPresent(instance -> {
                    ServiceInfo info = record.getServiceInfo();
                    hearer.service(nic, sender, instance, info.getServer(), info.getPort(), record.getTTL());
                });
            case TYPE_TXT ->
                instance(name)
                        .ifPresent(instance -> hearer.text(
                                nic, sender, instance, record.getServiceInfo().getTextBytes(), record.getTTL()));
            case TYPE_A, TYPE_AAAA -> {
                for (InetAddress address : record.getServiceInfo().getInetAddresses()) {
                    hearer.address(nic, sender, name, address);
                }
            }
            default -> {
                // pointers name what the others tell of
            }
        }
    }

    private static Optional<String> instance(String name) {
        boolean ours = name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        return ours ? Optional.of(name.substring(0, name.length() - SUFFIX.length())) : Optional.empty();
    }

    /** jmdns would remember every type that anybody names. */
    @Override
    public boolean registerServiceType(String type) {
        return type.equalsIgnoreCase(TYPE) && super.registerServiceType(type);
    }

    /**
     * Without a service there is nothing to say, not even a host's name. Nobody else comes by our label by chance: when jmdns wants
     * to defend it, somebody forges it, and could make us do that for ever. Another label is better.
     */
    @Override
    public void startProber() {
        if (getServices().isEmpty()) {
            return;
        }
        if (probed.compareAndSet(false, true)) {
            super.startProber();
        } else {
            broken = true;
        }
    }

    /** From the start: the label is ours alone. */
    @Override
    public boolean isAnnounced() {
        return !getServices().isEmpty() && !isCanceling() && !isCanceled();
    }

    /**
     * Answers to the group, never to where a question claims to come from: that could be anybody's address, on this network or
     * beyond. Whoever asks what services there are in general is told nothing.
     */
    @Override
    public void startResponder(DNSIncoming question, InetAddress address, int port) {
        boolean ours = question.getQuestions().stream()
                .map(each -> each.getName().toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals(TYPE) || name.endsWith(SUFFIX) || name.equals(label + ".local."));
        if (ours && isAnnounced() && mayAnswer()) {
            super.startResponder(question, getGroup(), DNSConstants.MDNS_PORT);
        } else {
            respondToQuery(question); // else jmdns would add all that follows to it
        }
    }

    private synchronized boolean mayAnswer() {
        long now = System.nanoTime();
        if (now - answersFromNanos >= SECOND_NANOS) {
            answersFromNanos = now;
            answers = 0;
        }
        answers++;
        return answers <= MAX_ANSWERS_A_SECOND;
    }

    /** Ours is to open another; that of jmdns waits for itself for seconds. */
    @Override
    public void recover() {
        broken = true;
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (!closed) {
                closed = true;
                super.close();
            }
        }
    }

    /** In place of goodbyes in three steps of a second each: one, and the end of the listener. */
    @Override
    public void unregisterAllServices() {
        try {
            if (!getServices().isEmpty()) {
                tell(0);
            }
        } catch (IOException unreachable) {
            // nobody is there to be told
        }
        getServices().clear();
        getSocket().close();
        try {
            if (listener.isPresent()) {
                listener.get().join(LISTENER_END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is left to wait for. */
    @Override
    public boolean waitForCanceled(long timeout) {
        return true;
    }
}
