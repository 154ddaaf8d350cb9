package org.myrmex.discovery.dns.zone;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.PeerAddress;

/** What is known of one domain, for as long as its records hold. Not for several threads. */
public final class Zone {
    /** Services and texts that name peers directly, each. */
    static final int MAX_DIRECT = 80;

    /** Each takes a pointer, a service and a text. */
    static final int MAX_INSTANCES = 32;

    /** Records that are kept of a domain, whatever it sends. */
    public static final int MAX_RECORDS = 2 * MAX_DIRECT + 3 * MAX_INSTANCES;

    /** A text of an instance has an id and addresses; what has more strings is cut. */
    private static final int MAX_STRINGS = 16;

    /** Where peers of a domain are named. */
    private static final String SERVICE = "_myrmex._tcp.";

    /** Longer than that a record is not believed: RFC 8767, section 4, thinks of days as a cap, and peers move. */
    private static final long MAX_TTL_SECONDS = 86_400;

    /** RFC 2308, section 5, allows hours; a peer that has nobody should not wait for them. */
    private static final long MAX_NEGATIVE_SECONDS = 300;

    /** Whatever a zone says, "no" is not asked for again and again; nor is a server that fails. */
    private static final long MIN_NEGATIVE_SECONDS = 5;

    private static final long MICROS = 1_000_000;

    private final String domain;
    private final Question services;
    private final Question texts;
    private final Question instances;
    private final Predicate<String> dialable;
    private final TreeMap<Question, Held> held = new TreeMap<>();

    /**
     * @param domain without a dot at its end
     * @param dialable whether a host can be dialled, name or literal address
     */
    public Zone(String domain, Predicate<String> dialable) {
        this.domain = domain;
        String name = SERVICE + domain.toLowerCase(Locale.ROOT) + ".";
        this.services = new Question(name, Kind.SRV);
        this.texts = new Question(name, Kind.TXT);
        this.instances = new Question(name, Kind.PTR);
        this.dialable = dialable;
    }

    public String domain() {
        return domain;
    }

    /** A search begins: what holds no longer is forgotten. Whatever is learnt from now on serves this search at least. */
    public void begin(long nowMicros) {
        held.values().removeIf(answer -> answer.expiresMicros() <= nowMicros);
    }

    /** Whatever it has answered is not known any more. */
    public void forget() {
        held.clear();
    }

    /** The questions that nothing is known of, and that may be asked. */
    public List<Question> open() {
        LinkedHashSet<Question> open = new LinkedHashSet<>(List.of(services, texts, instances));
        for (String instance : instanceNames()) {
            open.add(new Question(instance, Kind.SRV));
            open.add(new Question(instance, Kind.TXT));
        }
        open.removeAll(held.keySet());
        return List.copyOf(open);
    }

    /** Keeps what an answer says, up to the caps. */
    public void learn(Question question, Answer answer, long nowMicros) {
        List<Entry> entries = entries(question, answer);
        int cap = cap(question);
        List<Entry> kept = List.copyOf(entries.subList(0, Math.min(cap, entries.size())));
        long expiresMicros = nowMicros + seconds(answer) * MICROS;
        held.put(question, new Held(answer.result(), kept, entries.size() - kept.size(), expiresMicros));
        if (question.equals(instances)) {
            List<String> named = instanceNames();
            held.keySet().removeIf(known -> !known.name().equals(instances.name()) && !named.contains(known.name()));
        }
    }

    /** What it names now: services in their order, then texts, then instances, these two in an order of chance. */
    public List<PeerAddress> peers(RandomGenerator random) {
        Places places = new Places();
        for (Entry.Service service : ServiceOrder.of(entries(services, Entry.Service.class), random)) {
            address(service).ifPresent(places::add);
        }
        for (Entry.Text text : shuffled(entries(texts, Entry.Text.class), random)) {
            PeerText.parse(text.strings().get(0), dialable).ifPresent(places::add);
        }
        for (String instance : shuffled(instanceNames(), random)) {
            addresses(instance, random).forEach(places::add);
        }
        return places.all();
    }

    /**
     * What came of asking it, for {@code peers --why}.
     *
     * @param peers how many it names
     */
    public String said(int peers, long nowMicros) {
        return domain + ": " + Saying.of(held.values(), !open().isEmpty(), peers, nowMicros);
    }

    private List<PeerAddress> addresses(String instance, RandomGenerator random) {
        List<Entry.Text> records = entries(new Question(instance, Kind.TXT), Entry.Text.class);
        Optional<InstanceText> text = records.isEmpty()
                ? Optional.of(InstanceText.NONE)
                : InstanceText.parse(records.get(0).strings(), dialable);
        if (text.isEmpty() || !text.get().addresses().isEmpty()) {
            return text.map(InstanceText::addresses).orElse(List.of());
        }
        List<Entry.Service> named = entries(new Question(instance, Kind.SRV), Entry.Service.class);
        return ServiceOrder.of(named, random).stream()
                .flatMap(service -> address(service).stream())
                .map(address -> text.get().id().map(address::withId).orElse(address))
                .toList();
    }

    private Optional<PeerAddress> address(Entry.Service service) {
        String host = service.target().substring(0, service.target().length() - 1);
        return PeerText.parse("tls://" + host + ":" + service.port(), dialable);
    }

    /** Those below the service: nothing is asked for names elsewhere, which nobody configured. */
    private List<String> instanceNames() {
        return entries(instances, Entry.Instance.class).stream()
                .map(Entry.Instance::name)
                .toList();
    }

    private List<Entry> entries(Question question, Answer answer) {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : answer.entries()) {
            if (entry instanceof Entry.Text text && question.equals(texts)) {
                // each string is an address of its own, so each counts
                text.strings().forEach(string -> entries.add(new Entry.Text(List.of(string))));
            } else if (entry instanceof Entry.Text text && text.strings().size() > MAX_STRINGS) {
                entries.add(new Entry.Text(List.copyOf(text.strings().subList(0, MAX_STRINGS))));
            } else if (!(entry instanceof Entry.Instance instance)
                    || instance.name().endsWith("." + instances.name())) {
                entries.add(entry);
            }
        }
        return new ArrayList<>(new LinkedHashSet<>(entries));
    }

    private int cap(Question question) {
        if (question.equals(instances)) {
            return MAX_INSTANCES;
        }
        return question.name().equals(instances.name()) ? MAX_DIRECT : 1;
    }

    private static long seconds(Answer answer) {
        return answer.result() == Result.RECORDS
                ? Math.min(answer.ttlSeconds(), MAX_TTL_SECONDS)
                : Math.max(MIN_NEGATIVE_SECONDS, Math.min(answer.ttlSeconds(), MAX_NEGATIVE_SECONDS));
    }

    private <E extends Entry> List<E> entries(Question question, Class<E> kind) {
        Held answer = held.get(question);
        return answer == null
                ? List.of()
                : answer.entries().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .toList();
    }

    private static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T moved = shuffled.set(i, shuffled.get(other));
            shuffled.set(other, moved);
        }
        return shuffled;
    }
}
