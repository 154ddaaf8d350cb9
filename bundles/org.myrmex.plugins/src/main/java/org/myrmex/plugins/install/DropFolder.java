package org.myrmex.plugins.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Choice;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.folder.Settling;
import org.myrmex.plugins.folder.Sighting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder and what it brings about. All methods but {@link #view} and {@link #await} are called by one lane. */
final class DropFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final Finding NOT_YET = new Finding(
            Cause.REFUSED,
            "signatures of plugins are not checked yet, so that with trust 'signed' none is taken",
            "set trust to open in conf/org.myrmex.plugins.json");

    private final Path folder;
    private final FolderListing listing;
    private final PluginFiles files;
    private final Planner planner;
    private final Installer installer;
    private final LongSupplier nowMicros;
    private final BooleanSupplier trustsAll;
    private final Settling settling = new Settling();
    private final NavigableMap<String, Reading> readings = new TreeMap<>();
    private boolean unreadable;
    private int left;
    private View view = View.EMPTY;

    DropFolder(
            Path folder,
            PluginFiles files,
            Planner planner,
            Installer installer,
            LongSupplier nowMicros,
            BooleanSupplier trustsAll) {
        this.folder = folder;
        this.listing = new FolderListing(folder);
        this.files = files;
        this.planner = planner;
        this.installer = installer;
        this.nowMicros = nowMicros;
        this.trustsAll = trustsAll;
    }

    synchronized View view() {
        return view;
    }

    /** Waits until things stand so, or the time is up; how they stand then. */
    synchronized View await(java.util.function.Predicate<View> so, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !so.test(view) && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return view;
    }

    /**
     * Looks, and does what follows from it.
     *
     * @param again whether to apply the folder even if nothing changed
     */
    void look(boolean again) throws InterruptedException {
        FolderListing.Look look;
        try {
            look = listing.look(readings::containsKey);
            unreadable = false;
        } catch (IOException e) {
            if (!unreadable) {
                LOG.warn("the plugins folder cannot be read, so nothing changes; give the peer's user the right to", e);
            }
            unreadable = true;
            return;
        }
        if (look.left() > 0 && left == 0) {
            LOG.warn(
                    "there are more than {} files in the plugins folder; take out what is no plugin",
                    FolderListing.MAX_FILES);
        }
        boolean counted = left != look.left();
        left = look.left();
        Settling.Due due = settling.look(nowMicros.getAsLong(), look.sightings());
        due.gone().forEach(readings::remove);
        boolean changed = !due.gone().isEmpty() || counted || again;
        for (Sighting sighting : due.ready()) {
            changed |= read(sighting);
        }
        due.cutOff().forEach(this::cutOff);
        if (changed || !due.cutOff().isEmpty()) {
            apply();
        }
        if (settling.nextMicros().isEmpty()) {
            installer.forgetBefore();
        }
    }

    private boolean read(Sighting sighting) {
        String name = sighting.name();
        Reading reading = files.read(folder.resolve(name), sighting);
        if (reading.finding().cause() == Cause.BEING_COPIED) {
            settling.incomplete(name);
            // What ran before keeps running while its file is written anew.
            reading = new Reading(candidate(name), reading.finding(), Optional.empty());
        } else if (reading.candidate().isEmpty()) {
            LOG.warn("{}", reading.finding().asLine());
        }
        return !reading.equals(readings.put(name, reading));
    }

    private void cutOff(String name) {
        Optional<Candidate> before = candidate(name);
        Finding finding = new Finding(
                Cause.CUT_OFF,
                name + " is cut off: the end of the jar is missing"
                        + (before.isPresent() ? ", and what ran before keeps running until the peer stops" : ""),
                "copy it again");
        LOG.warn("{}", finding.asLine());
        readings.put(name, new Reading(before, finding, Optional.empty()));
    }

    /** The bundle in this file of the folder. */
    Optional<Candidate> candidate(String file) {
        return Optional.ofNullable(readings.get(file)).flatMap(Reading::candidate);
    }

    /** Brings the framework to what was read. */
    void apply() throws InterruptedException {
        List<Candidate> candidates = readings.values().stream()
                .flatMap(reading -> reading.candidate().stream())
                .toList();
        Choice choice = Choice.of(candidates);
        SortedMap<String, Candidate> wanted = new TreeMap<>(choice.taken());
        SortedMap<String, Lying> lying = new TreeMap<>();
        readings.forEach((name, reading) -> {
            if (!reading.finding().works()) {
                lying.put(name, new Lying(name, reading.bundle(), reading.finding()));
            }
        });
        for (Candidate candidate : candidates) {
            Optional<Finding> refusal = refusal(candidate)
                    .or(() -> Optional.ofNullable(choice.left().get(candidate.file())));
            refusal.ifPresent(finding ->
                    lying.put(candidate.file(), new Lying(candidate.file(), Optional.of(candidate), finding)));
            if (refusal.isPresent() && candidate.equals(wanted.get(candidate.name()))) {
                wanted.remove(candidate.name());
                LOG.warn("{}", refusal.get().asLine());
            }
        }
        installer.apply(wanted);
        installer.refused().forEach(refused -> lying.put(refused.file(), refused));
        publish(lying);
    }

    /** Also after a start ended, which changes no file. */
    void publish() {
        publish(view().lying());
    }

    private void publish(SortedMap<String, Lying> lying) {
        SortedMap<String, View.Item> items = new TreeMap<>();
        installer.plugins().forEach((name, plugin) -> items.put(name, View.item(plugin)));
        synchronized (this) {
            view = new View(items, lying, left, true);
            notifyAll();
        }
    }

    /** Why a candidate is not put in, whatever else lies in the folder. */
    Optional<Finding> refusal(Candidate candidate) {
        return trustsAll.getAsBoolean() ? planner.refusal(candidate) : Optional.of(NOT_YET);
    }

    /** When to look again although nobody said that something changed. */
    java.util.OptionalLong nextMicros() {
        return settling.nextMicros();
    }

    /** Hashes of the bytes that somebody may still need. */
    SortedSet<String> neededCopies() {
        SortedSet<String> needed = new TreeSet<>();
        readings.values()
                .forEach(reading -> reading.candidate().ifPresent(candidate -> needed.add(candidate.sha256())));
        installer.waitingFromBefore().forEach(before -> needed.add(before.sha256()));
        for (Plugin plugin : installer.plugins().values()) {
            needed.add(plugin.installed().sha256());
            plugin.before().ifPresent(before -> needed.add(before.sha256()));
        }
        return needed;
    }

    /** The file that holds this bundle, the one that counts first. */
    List<String> filesOf(String name) {
        return readings.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name)
                        || entry.getValue()
                                .bundle()
                                .filter(c -> c.name().equals(name))
                                .isPresent())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    Path folder() {
        return folder;
    }

    /** A file that was just written here, whole: there is nothing to wait for. */
    void written(Candidate candidate) {
        Sighting sighting = FolderListing.sighting(folder.resolve(candidate.file()));
        settling.known(nowMicros.getAsLong(), sighting);
        readings.put(candidate.file(), Reading.of(candidate));
    }
}
