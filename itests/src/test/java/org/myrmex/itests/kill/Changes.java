package org.myrmex.itests.kill;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Thinks of changes that a world takes, from a seed. */
final class Changes {
    private static final int MAX_BYTES = 400_000;
    private static final int MAX_THINGS = 24;
    private static final int MAX_LOCKS = 3;

    private final Random random;
    private final String url;

    /** @param url absolute path of the world's folder */
    Changes(long seed, String url) {
        this.random = new Random(seed);
        this.url = url;
    }

    Change next(World world) {
        while (true) {
            Optional<Change> change =
                    switch (random.nextInt(12)) {
                        case 0, 1 -> put(world);
                        case 2 -> makeFolder(world);
                        case 3 -> delete(world);
                        case 4, 5, 6 -> copyOrMove(world, true);
                        case 7, 8 -> copyOrMove(world, false);
                        case 9, 10 -> patch(world);
                        default -> random.nextBoolean() ? lock(world) : unlock(world);
                    };
            if (change.isPresent() && change.get().after().things().size() <= MAX_THINGS) {
                return change.get();
            }
        }
    }

    private Optional<Change> put(World world) {
        String path = place(world);
        if (world.isFolder(path)) {
            return Optional.empty();
        }
        byte[] body = new byte[random.nextInt(MAX_BYTES)];
        random.nextBytes(body);
        Thing after = world.at(path).map(thing -> thing.withHash(hash(body))).orElse(Thing.file(hash(body)));
        return Optional.of(change("PUT", path, world, Map.of(), body, world.with(path, after)));
    }

    private Optional<Change> makeFolder(World world) {
        String path = place(world);
        return world.has(path)
                ? Optional.empty()
                : Optional.of(change("MKCOL", path, world, Map.of(), new byte[0], world.with(path, Thing.folder())));
    }

    private Optional<Change> delete(World world) {
        return some(world).map(path -> change("DELETE", path, world, Map.of(), new byte[0], world.without(path)));
    }

    private Optional<Change> copyOrMove(World world, boolean move) {
        Optional<String> from = some(world);
        String to = place(world);
        if (from.isEmpty() || (from.get() + "/").startsWith(to + "/") || (to + "/").startsWith(from.get() + "/")) {
            return Optional.empty();
        }
        World after = move ? world.moved(from.get(), to) : world.copied(from.get(), to, false);
        return Optional.of(
                change(move ? "MOVE" : "COPY", from.get(), world, Map.of("Destination", url + to), new byte[0], after));
    }

    private Optional<Change> patch(World world) {
        Optional<String> path = some(world);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Thing thing = world.at(path.get()).orElseThrow();
        TreeMap<String, String> properties = new TreeMap<>(thing.properties());
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String name = "p" + random.nextInt(4);
            String value = Long.toString(random.nextLong());
            properties.put(name, value);
            set.append("<u:")
                    .append(name)
                    .append('>')
                    .append(value)
                    .append("</u:")
                    .append(name)
                    .append('>');
        }
        Optional<String> modified = thing.modified();
        if (!thing.isFolder() && random.nextBoolean()) {
            modified = Optional.of(String.format(
                    java.util.Locale.ROOT,
                    "Sat, 02 Jan 2010 00:%02d:%02d GMT",
                    random.nextInt(60),
                    random.nextInt(60)));
            set.append("<D:getlastmodified>").append(modified.get()).append("</D:getlastmodified>");
        }
        String removed = "p" + random.nextInt(4);
        properties.remove(removed);
        String body = "<D:propertyupdate xmlns:D=\"DAV:\" xmlns:u=\"u:\"><D:set><D:prop>" + set
                + "</D:prop></D:set><D:remove><D:prop><u:" + removed + "/></D:prop></D:remove></D:propertyupdate>";
        World after = world.with(path.get(), thing.withProperties(properties).withModified(modified));
        return Optional.of(
                change("PROPPATCH", path.get(), world, Map.of(), body.getBytes(StandardCharsets.UTF_8), after));
    }

    private Optional<Change> lock(World world) {
        String path = place(world);
        Thing thing = world.at(path).orElse(Thing.file(hash(new byte[0])));
        if (path.isEmpty() || thing.lock().isPresent() || locks(world).size() >= MAX_LOCKS) {
            return Optional.empty();
        }
        String body = "<D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/>"
                + "</D:locktype></D:lockinfo>";
        return Optional.of(change(
                "LOCK",
                path,
                world,
                Map.of("Depth", "0", "Timeout", "Second-86400"),
                body.getBytes(StandardCharsets.UTF_8),
                world.with(path, thing.withLock(Optional.of(Thing.SOME)))));
    }

    private Optional<Change> unlock(World world) {
        return locks(world).entrySet().stream()
                .findFirst()
                .map(lock -> change(
                        "UNLOCK",
                        lock.getKey(),
                        world,
                        Map.of("Lock-Token", "<" + lock.getValue() + ">"),
                        new byte[0],
                        world.with(
                                lock.getKey(),
                                world.at(lock.getKey()).orElseThrow().withLock(Optional.empty()))));
    }

    /** With the tokens of all locks that there are. */
    private Change change(
            String method, String path, World world, Map<String, String> headers, byte[] body, World after) {
        TreeMap<String, String> all = new TreeMap<>(headers);
        if (!locks(world).isEmpty()) {
            all.put(
                    "If",
                    locks(world).entrySet().stream()
                            .map(lock -> "<" + url + lock.getKey() + "> (<" + lock.getValue() + ">)")
                            .collect(Collectors.joining(" ")));
        }
        return new Change(method, path, all, body, after);
    }

    private static Map<String, String> locks(World world) {
        TreeMap<String, String> locks = new TreeMap<>();
        world.things().forEach((path, thing) -> thing.lock().ifPresent(token -> locks.put(path, token)));
        return locks;
    }

    /** Something that is there. */
    private Optional<String> some(World world) {
        List<String> paths = world.paths();
        return paths.isEmpty() ? Optional.empty() : Optional.of(paths.get(random.nextInt(paths.size())));
    }

    /** A path in a folder that is there: of something, or of nothing yet. */
    private String place(World world) {
        List<String> folders = new ArrayList<>(List.of(""));
        world.things().forEach((path, thing) -> {
            if (thing.isFolder() && path.chars().filter(c -> c == '/').count() < 3) {
                folders.add(path);
            }
        });
        return folders.get(random.nextInt(folders.size())) + "/" + (char) ('a' + random.nextInt(5));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
