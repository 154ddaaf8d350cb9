package org.myrmex.itests.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A client that changes one folder of a share until the server is gone, and then knows what may be there. */
public final class Writer implements Runnable {
    private static final Pattern RESPONSE = Pattern.compile("<D:response>(.*?)</D:response>", Pattern.DOTALL);
    private static final Pattern HREF = Pattern.compile("^<D:href>([^<]*)</D:href>");
    private static final Pattern PROPERTY = Pattern.compile("<u:(p[0-9]) xmlns:u=\"u:\">([^<]*)</u:");
    private static final Pattern TOKEN = Pattern.compile("<D:locktoken><D:href>([^<]*)</D:href>");
    private static final Pattern MODIFIED = Pattern.compile("<D:getlastmodified>([^<]*)</D:getlastmodified>");

    private static final String OWN = ".myrmex-";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final String url;
    private final Changes changes;
    private final Path share;
    private String base = "";
    private String account = "";
    private World world = World.empty();
    private Optional<Change> unanswered = Optional.empty();
    private Optional<String> wrong = Optional.empty();
    private int answered;

    /**
     * Of one folder.
     *
     * @param share folder on the disk
     * @param url absolute path of the share
     * @param name of the folder in it
     */
    public Writer(Path share, String url, String name, long seed) throws IOException {
        this.share = share;
        this.folder = Files.createDirectories(share.resolve(name));
        this.url = url + "/" + name;
        this.changes = new Changes(seed, this.url);
    }

    /** Where the server is this time. */
    public void at(String address, String authorization) {
        base = address;
        account = authorization;
    }

    /** Changes this and that until nobody answers. */
    @Override
    public void run() {
        while (wrong.isEmpty()) {
            Change change = changes.next(world);
            unanswered = Optional.of(change);
            try {
                HttpResponse<String> answer = send(change.method(), url + change.path(), change);
                if (answer.statusCode() / 100 != 2 || refusesAProperty(answer)) {
                    wrong = Optional.of(change + ": " + answer.statusCode() + " " + answer.body());
                    return;
                }
                world = change.method().equals("LOCK") ? locked(change, answer) : change.after();
                unanswered = Optional.empty();
                answered++;
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean refusesAProperty(HttpResponse<String> answer) {
        return answer.statusCode() == 207 && !answer.body().contains("200 OK");
    }

    private static World locked(Change change, HttpResponse<String> answer) {
        String token = answer.headers().firstValue("Lock-Token").orElseThrow().replaceAll("[<>]", "");
        Thing thing = change.after().at(change.path()).orElseThrow();
        return change.after().with(change.path(), thing.withLock(Optional.of(token)));
    }

    private HttpResponse<String> send(String method, String target, Change change)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", account)
                .method(
                        method,
                        change.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(change.body()));
        change.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** How many changes were answered since the last time that this was asked. */
    public int answered() {
        int count = answered;
        answered = 0;
        return count;
    }

    /** What is wrong with what is there now; empty when nothing is. The next run begins with it. */
    public Optional<String> judge() throws IOException, InterruptedException {
        if (wrong.isPresent()) {
            return wrong;
        }
        World seen = look();
        if (world.fits(seen)) {
            world = world.seen(seen);
        } else if (unanswered.isPresent() && unanswered.get().after().fits(seen)) {
            world = unanswered.get().after().seen(seen);
        } else {
            return Optional.of("in " + folder.getFileName() + " there was\n" + lines(world) + "then "
                    + unanswered.map(Change::toString).orElse("nothing") + "\nand now there is\n" + lines(seen));
        }
        unanswered = Optional.empty();
        return Optional.empty();
    }

    private static String lines(World world) {
        StringBuilder text = new StringBuilder();
        world.things().forEach((path, thing) -> text.append("  ")
                .append(path)
                .append(' ')
                .append(thing.hash().map(hash -> hash.substring(0, 8)).orElse("folder"))
                .append(' ')
                .append(thing.properties())
                .append(' ')
                .append(thing.lock().orElse(""))
                .append(' ')
                .append(thing.modified().orElse(""))
                .append('\n'));
        return text.toString();
    }

    private World look() throws IOException, InterruptedException {
        // a peer settles what a kill cut off when it is asked the first time, and only then is the disk looked at
        Change listing = new Change("PROPFIND", "", new TreeMap<>(Map.of("Depth", "1")), new byte[0], world);
        send("PROPFIND", url + "/", listing);
        TreeMap<String, Thing> things = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            // what is still to be swept no client sees
            paths = all.filter(path -> !folder.relativize(path).toString().contains(OWN))
                    .toList();
        }
        List<String> folders = new ArrayList<>();
        for (Path path : paths) {
            String name = path.equals(folder)
                    ? ""
                    : "/" + folder.relativize(path).toString().replace('\\', '/');
            if (Files.isDirectory(path)) {
                folders.add(name);
            }
            if (!name.isEmpty()) {
                things.put(
                        name,
                        Files.isDirectory(path) ? Thing.folder() : Thing.file(Changes.hash(Files.readAllBytes(path))));
            }
        }
        for (String one : folders) {
            Matcher response =
                    RESPONSE.matcher(send("PROPFIND", url + one + "/", listing).body());
            while (response.find()) {
                add(things, response.group(1));
            }
        }
        return new World(things);
    }

    private void add(Map<String, Thing> things, String response) {
        Matcher href = HREF.matcher(response);
        if (!href.find()) {
            throw new AssertionError(response);
        }
        String path = href.group(1).substring(url.length()).replaceFirst("/$", "");
        if (path.isEmpty()) {
            return;
        }
        TreeMap<String, String> properties = new TreeMap<>();
        Matcher property = PROPERTY.matcher(response);
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        Thing thing = things.getOrDefault(
                path,
                new Thing(Optional.of("listed, but not there"), new TreeMap<>(), Optional.empty(), Optional.empty()));
        things.put(
                path,
                thing.withProperties(properties)
                        .withLock(first(TOKEN, response))
                        .withModified(thing.isFolder() ? Optional.empty() : first(MODIFIED, response)));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Names of the peer's own that lie about in the share. */
    public List<String> leftOver() throws IOException {
        try (Stream<Path> all = Files.walk(share)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(OWN))
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            // swept this very moment
            return List.of("?");
        }
    }
}
