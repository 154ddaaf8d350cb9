package org.myrmex.example.zip.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which archives there are, and what was read of them. A file that changed is read again when it is next asked for. Any thread. */
final class Archives {
    /** Archives that are shown; further ones are named by the health check. */
    static final int MAX_ARCHIVES = 100;

    /** Directories that are kept in memory: 20 MB each at most, usually much less. */
    static final int MAX_KEPT = 8;

    /** Files of which is remembered what came of reading them. */
    private static final int MAX_JUDGED = 4 * MAX_ARCHIVES;

    private static final String SUFFIX = ".zip";

    private final List<Path> files;
    private final Optional<Path> folder;
    private final LinkedHashMap<Path, Archive> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Path, Judged> judged = new HashMap<>();

    /** What came of reading a file: it need not be read again to know. */
    private record Judged(Archive.State state, boolean shown, Optional<String> problem) {}

    /**
     * Makes them.
     *
     * @param files these
     * @param folder and whatever ends in {@code .zip} in here
     */
    Archives(List<Path> files, Optional<Path> folder) {
        this.files = List.copyOf(files);
        this.folder = folder;
    }

    /** Name and file of each, readable or not. */
    NavigableMap<String, Path> all() throws IOException {
        NavigableMap<String, Path> all = new TreeMap<>();
        for (Path file : found()) {
            if (all.size() < MAX_ARCHIVES) {
                all.put(freeName(all, name(file)), file);
            }
        }
        return all;
    }

    /** The archive of a name; empty when there is none, or none that can be read. */
    Optional<Archive> get(String name) throws IOException {
        Path file = all().get(name);
        return file == null ? Optional.empty() : read(file);
    }

    /** One line each: archives that are not shown, or not whole. */
    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        NavigableMap<String, Path> all = all();
        for (Path file : all.values()) {
            read(file);
        }
        synchronized (this) {
            judged.keySet().retainAll(all.values());
            for (Path file : all.values()) {
                Optional.ofNullable(judged.get(file))
                        .flatMap(Judged::problem)
                        .ifPresent(problem -> problems.add(file.getFileName() + " " + problem));
            }
        }
        if (found().size() > MAX_ARCHIVES) {
            problems.add("there are more than " + MAX_ARCHIVES + " archives; the rest is not shown, take some away");
        }
        return problems;
    }

    private synchronized Optional<Archive> read(Path file) {
        Archive.State state = new Archive.State(-1, -1, "");
        try {
            state = Archive.State.of(file);
            Judged before = judged.get(file);
            Archive known = kept.get(file);
            if (known != null && known.state().equals(state)) {
                return Optional.of(known);
            }
            if (before != null && before.state().equals(state) && !before.shown()) {
                return Optional.empty();
            }
            Archive fresh = Archive.open(file, state);
            kept.put(file, fresh);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            judge(file, new Judged(state, true, leftOut(fresh)));
            return Optional.of(fresh);
        } catch (BadArchive e) {
            return bad(file, state, e.getMessage());
        } catch (NoSuchFileException e) {
            return bad(file, state, "is not there; copy it there, or take it out of the configuration");
        } catch (IOException e) {
            return bad(file, state, "cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    private static Optional<String> leftOut(Archive archive) {
        return archive.leftOut() == 0
                ? Optional.empty()
                : Optional.of("is shown without " + archive.leftOut()
                        + " members, which are double or have names that lead elsewhere; nothing need be done");
    }

    private Optional<Archive> bad(Path file, Archive.State state, String problem) {
        kept.remove(file);
        judge(file, new Judged(state, false, Optional.of(problem)));
        return Optional.empty();
    }

    /** Files come and go: those that went are forgotten with the others, and the others are judged again. */
    private void judge(Path file, Judged judgement) {
        if (judged.size() >= MAX_JUDGED) {
            judged.clear();
        }
        judged.put(file, judgement);
    }

    private List<Path> found() throws IOException {
        List<Path> found = new ArrayList<>(files);
        if (folder.isPresent()) {
            List<Path> inside = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.get())) {
                for (Path file : stream) {
                    if (isZip(file) && inside.size() <= 10 * MAX_ARCHIVES) {
                        inside.add(file);
                    }
                }
            }
            Collections.sort(inside);
            found.addAll(inside);
        }
        return found;
    }

    private static boolean isZip(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX)
                && !file.getFileName().toString().startsWith(".");
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return isZip(file) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** Files of one name from different folders are told apart by a number. */
    private static String freeName(Map<String, Path> taken, String wanted) {
        String name = wanted;
        for (int number = 2; taken.containsKey(name); number++) {
            name = wanted + " (" + number + ")";
        }
        return name;
    }
}
