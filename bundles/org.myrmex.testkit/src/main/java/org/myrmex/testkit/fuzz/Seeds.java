package org.myrmex.testkit.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The inputs that a fuzz test begins with, as its own class path holds them: {@code <package>/<Class>Inputs/<method>/}. A fuzzer
 * seldom finds what a decoder accepts by itself, so most of them are what is sent in earnest; those called {@code refused-…} are the
 * nearest that must not be taken. When a format changes, they change with it, or the fuzzer stays at the door.
 */
public final class Seeds {
    private static final String REFUSED = "refused-";
    /** What a refusal may allocate, whatever lengths and counts the input claims; more only for what is really there. */
    private static final long MAX_REFUSAL_BYTES = 64 << 10;

    private static final long MAX_BYTES_FOR_A_BYTE = 64;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Seeds() {}

    /** A decoder as its fuzz test calls it. */
    @FunctionalInterface
    public interface Decoder {
        /** Throws, or gives an empty {@link Optional} or false, for what it does not take. */
        Object decode(byte[] seed) throws Exception;
    }

    /**
     * Decodes all seeds of a target.
     *
     * @param target name of its method
     * @throws AssertionError with the names of those that their decoder takes for the other sort, or refuses at the price of much
     *     memory, or when none is accepted
     */
    public static void areWhatTheySay(Class<?> fuzzTest, String target, Decoder decoder) throws IOException {
        List<String> wrong = new ArrayList<>();
        int accepted = 0;
        for (Path seed : files(fuzzTest, target)) {
            String name = seed.getFileName().toString();
            byte[] bytes = Files.readAllBytes(seed);
            boolean taken = accepts(decoder, bytes);
            accepted += taken ? 1 : 0;
            if (taken == name.startsWith(REFUSED)) {
                wrong.add(name + (taken ? " is accepted" : " is refused"));
            }
            // the second time: the first loads classes, which are counted too
            long before = THREADS.getCurrentThreadAllocatedBytes();
            taken = accepts(decoder, bytes);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (!taken && allocated > Math.max(MAX_REFUSAL_BYTES, MAX_BYTES_FOR_A_BYTE * bytes.length)) {
                wrong.add(name + " costs " + allocated + " bytes");
            }
        }
        if (accepted == 0 || !wrong.isEmpty()) {
            throw new AssertionError("seeds of " + target + ": " + accepted + " accepted; wrong " + wrong);
        }
    }

    /** One seed. */
    public static byte[] read(Class<?> fuzzTest, String target, String name) throws IOException {
        return Files.readAllBytes(folder(fuzzTest, target).resolve(name));
    }

    /** A seed as a fuzz test gets it that consumes text; for text without characters beyond 16 bits, which it gets otherwise. */
    public static String text(byte[] seed) {
        return new String(seed, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("CatchingUnchecked") // most decoders refuse by an unchecked exception
    private static boolean accepts(Decoder decoder, byte[] seed) {
        try {
            Object result = decoder.decode(seed);
            return result instanceof Optional<?> optional ? optional.isPresent() : !Boolean.FALSE.equals(result);
        } catch (Exception refused) {
            return false;
        }
    }

    private static List<Path> files(Class<?> fuzzTest, String target) throws IOException {
        try (Stream<Path> files = Files.list(folder(fuzzTest, target))) {
            return files.sorted().toList();
        }
    }

    private static Path folder(Class<?> fuzzTest, String target) throws IOException {
        String name = fuzzTest.getSimpleName() + "Inputs/" + target;
        URL folder = fuzzTest.getResource(name);
        if (folder == null) {
            throw new IOException("there are no seeds in " + name);
        }
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
