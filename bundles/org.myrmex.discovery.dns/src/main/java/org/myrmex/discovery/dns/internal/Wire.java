package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.discovery.dns.zone.Answer;
import org.myrmex.discovery.dns.zone.Entry;
import org.myrmex.discovery.dns.zone.Kind;
import org.myrmex.discovery.dns.zone.Question;
import org.myrmex.discovery.dns.zone.Result;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Questions and answers as messages. */
final class Wire {
    private static final int HEADER_BYTES = 12;

    /** What passes any path in one piece: DNS flag day 2020. */
    private static final int UDP_BYTES = 1232;

    /** Aliases of aliases are frowned upon (RFC 1034, section 3.6.2); more are a circle or a trick. */
    private static final int MAX_ALIASES = 8;

    private Wire() {}

    /**
     * A question to a resolver.
     *
     * @param extended whether more than 512 bytes may come by UDP (RFC 6891)
     */
    static Message ask(Question question, boolean extended) {
        try {
            Message message = Message.newQuery(
                    Record.newRecord(Name.fromString(question.name()), type(question.kind()), DClass.IN));
            if (extended) {
                message.addRecord(new OPTRecord(UDP_BYTES, 0, 0), Section.ADDITIONAL);
            }
            return message;
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a name: " + question.name(), e);
        }
    }

    /** What a message says to a question that was asked. */
    static Reply read(byte[] bytes, Message asked) {
        if (bytes.length < HEADER_BYTES
                || ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF))
                        != asked.getHeader().getID()) {
            return Reply.of(Reply.Verdict.NOT_OURS);
        }
        Message message;
        try {
            message = new Message(bytes);
        } catch (IOException | RuntimeException e) {
            // the library throws what it likes at what others send
            return Reply.of(Reply.Verdict.NONSENSE);
        }
        boolean response =
                message.getHeader().getFlag(Flags.QR) && message.getHeader().getOpcode() == Opcode.QUERY;
        int rcode = message.getRcode();
        if (response && (rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP || rcode == Rcode.BADVERS)) {
            return asked.getOPT() != null ? Reply.of(Reply.Verdict.PLAIN_WANTED) : Reply.failed(Result.REFUSED);
        }
        if (!response || !asked.getQuestion().equals(message.getQuestion())) {
            return Reply.of(Reply.Verdict.NONSENSE);
        }
        if (message.getHeader().getFlag(Flags.TC)) {
            return Reply.of(Reply.Verdict.TRUNCATED);
        }
        return switch (rcode) {
            case Rcode.NOERROR, Rcode.NXDOMAIN -> new Reply(Reply.Verdict.ANSWER, answer(message));
            case Rcode.REFUSED -> Reply.failed(Result.REFUSED);
            default -> Reply.failed(Result.FAILED);
        };
    }

    private static Answer answer(Message message) {
        Name name = message.getQuestion().getName();
        int type = message.getQuestion().getType();
        List<Record> records = message.getSection(Section.ANSWER);
        TreeSet<Name> names = new TreeSet<>();
        long ttl = Long.MAX_VALUE;
        while (names.add(name) && names.size() <= MAX_ALIASES) {
            List<Entry> entries = new ArrayList<>();
            Optional<CNAMERecord> alias = Optional.empty();
            long least = ttl;
            for (Record record : records) {
                if (record.getDClass() == DClass.IN && record.getName().equals(name)) {
                    if (record.getType() == type) {
                        entry(record).ifPresent(entries::add);
                        least = Math.min(least, record.getTTL());
                    } else if (record instanceof CNAMERecord found) {
                        alias = Optional.of(found);
                    }
                }
            }
            if (!entries.isEmpty()) {
                return new Answer(Result.RECORDS, entries, least);
            }
            if (alias.isEmpty()) {
                return none(message, names.size() > 1);
            }
            ttl = Math.min(ttl, alias.get().getTTL());
            name = alias.get().getTarget();
        }
        return Answer.none(Result.ALIAS_LOOP, ttl);
    }

    private static Answer none(Message message, boolean alias) {
        // RFC 2308, section 5: the smaller of the record's own time and its minimum
        Optional<SOARecord> start = message.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .findFirst();
        long ttl = start.map(soa -> Math.min(soa.getTTL(), soa.getMinimum())).orElse(0L);
        if (message.getRcode() == Rcode.NXDOMAIN) {
            return Answer.none(Result.NO_SUCH_NAME, ttl);
        }
        return Answer.none(alias && start.isEmpty() ? Result.ALIAS_OPEN : Result.NO_RECORDS, ttl);
    }

    private static Optional<Entry> entry(Record record) {
        if (record instanceof SRVRecord service) {
            return Optional.of(new Entry.Service(
                    service.getPriority(), service.getWeight(), service.getPort(), text(service.getTarget())));
        }
        if (record instanceof PTRRecord pointer) {
            return Optional.of(new Entry.Instance(text(pointer.getTarget())));
        }
        if (record instanceof TXTRecord strings) {
            return Optional.of(new Entry.Text(strings.getStringsAsByteArrays().stream()
                    .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .toList()));
        }
        return Optional.empty();
    }

    private static String text(Name name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case SRV -> Type.SRV;
            case TXT -> Type.TXT;
            case PTR -> Type.PTR;
        };
    }
}
