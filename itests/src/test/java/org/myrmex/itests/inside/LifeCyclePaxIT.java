package org.myrmex.itests.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.myrmex.exam.PaxExamExtension;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** Each bundle of the peer may go and come back: then everything is as before, and nobody complained. */
@ExtendWith(PaxExamExtension.class)
class LifeCyclePaxIT {
    private static final long LIMIT_SECONDS = 20;

    private final List<String> frameworkErrors = Collections.synchronizedList(new ArrayList<>());
    private final FrameworkListener listener = this::frameworkEvent;

    private BundleContext context;
    private Picture picture;
    private List<String> before;
    private Path home;

    @Configuration
    static Option[] peer(Path folder) throws Exception {
        return PeerOptions.of("peer", folder);
    }

    @BeforeEach
    void look(BundleContext ofTheTests) throws Exception {
        context = ofTheTests;
        home = Path.of(context.getProperty("myrmex.home"));
        picture = new Picture(context);
        before = picture.awaitSatisfied();
        assertAnswers();
        context.addFrameworkListener(listener);
    }

    @AfterEach
    void nobodyComplained() throws IOException {
        context.removeFrameworkListener(listener);
        assertEquals(List.of(), frameworkErrors);
        assertEquals(List.of(), complaints());
    }

    @Test
    void bundlesStopAndStartInTheirOrder() throws Exception {
        for (Bundle bundle : picture.bundles()) {
            restart(bundle);
        }
        assertAnswers();
    }

    @Test
    void bundlesStopAndStartInReverseOrder() throws Exception {
        List<Bundle> reverse = new ArrayList<>(picture.bundles());
        Collections.reverse(reverse);
        for (Bundle bundle : reverse) {
            restart(bundle);
        }
        assertAnswers();
    }

    @Test
    void allBundlesStopTogetherAndStartTogether() throws Exception {
        List<Bundle> reverse = new ArrayList<>(picture.bundles());
        Collections.reverse(reverse);
        for (Bundle bundle : reverse) {
            bundle.stop();
        }
        for (Bundle bundle : picture.bundles()) {
            bundle.start();
        }
        picture.await(before);
        assertAnswers();
    }

    @Test
    void bundlesAreUpdatedFromTheirFilesAndRefreshed() throws Exception {
        for (Bundle bundle : picture.bundles()) {
            bundle.update();
            refresh(bundle);
            picture.await(before);
        }
        assertAnswers();
    }

    private void restart(Bundle bundle) throws Exception {
        bundle.stop();
        bundle.start();
        picture.await(before);
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        assertTrue(refreshed.await(LIMIT_SECONDS, TimeUnit.SECONDS), () -> bundle + " is refreshed");
    }

    private void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            frameworkErrors.add(event.getBundle() + ": " + event.getThrowable());
        }
    }

    private void assertAnswers() throws Exception {
        assertEquals(0, status());
        assertEquals(200, awaitHealth());
    }

    /** As the launcher asks. */
    private int status() {
        try {
            ServiceReference<?> reference = context.getServiceReferences(BiFunction.class, "(myrmex.commands=true)")
                    .iterator()
                    .next();
            @SuppressWarnings("unchecked") // The property in the filter promises these parameters.
            var commands = (BiFunction<List<String>, Map<String, Object>, Integer>) context.getService(reference);
            Consumer<String> nobody = line -> {};
            int code = commands.apply(List.of("status"), Map.of("out", nobody, "err", nobody));
            context.ungetService(reference);
            return code;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server starts on its own thread, and the peer is critical until it listens for neighbours again. */
    private int awaitHealth() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        int code = health();
        while (code != 200 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            code = health();
        }
        return code;
    }

    private int health() throws IOException, InterruptedException {
        try {
            String base = Files.readString(home.resolve("run/http")).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create(base).resolve("/health"))
                    .header(
                            "Authorization",
                            "Bearer "
                                    + Files.readString(home.resolve("run/token"))
                                            .strip())
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (NoSuchFileException | ConnectException notYet) {
            return 0;
        }
    }

    /** Errors in the peer's log, and lines of stack traces. */
    private List<String> complaints() throws IOException {
        return Files.readAllLines(home.resolve("logs/myrmex.log")).stream()
                .filter(line -> line.contains(" ERROR ") || line.stripLeading().startsWith("at "))
                .toList();
    }
}
