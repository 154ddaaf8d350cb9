package org.myrmex.commands.internal.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.api.sharing.Hit;
import org.myrmex.api.sharing.ShareSearch;
import org.myrmex.testkit.command.RecordingContext;

class SharingCommandsTest {
    private static final ContentId ID = ContentId.of(new byte[ContentId.LENGTH]);

    private final Parts parts = new Parts();
    private final List<DownloadRequest> requests = new ArrayList<>();

    @Test
    void aRelaySaysThatItDoesNotShare() {
        FailedException failed = assertThrows(
                FailedException.class, () -> new SharesCommand(parts).run(RecordingContext.plain(), List.of()));
        assertEquals("this peer runs without sharing; start it with: myrmex up --feature peer", failed.getMessage());
    }

    @Test
    void hitsComeAsEventsAndTheEndCountsThem() throws Exception {
        parts.searches = (words, hits) -> {
            assertEquals("blue danube", words);
            hits.accept(new Hit(ID, 1536, "audio/ogg", "danube.ogg", null));
            return search(2);
        };
        RecordingContext context = RecordingContext.withJson();
        assertEquals(0, new SearchCommand(parts).run(context, List.of("blue", "danube", "--wait", "1ms")));
        assertEquals(
                Map.of(
                        "event",
                        "hit",
                        "id",
                        ID.toString(),
                        "size",
                        1536L,
                        "type",
                        "audio/ogg",
                        "name",
                        "danube.ogg",
                        "link",
                        "magnet:?xt=urn:myrmex:" + ID + "&xl=1536&dn=danube.ogg"),
                context.rows().get(0));
        assertEquals(
                Map.of("event", "end", "hits", 1, "peers", 2), context.rows().get(1));
    }

    @Test
    void findingNothingIsAFailure() throws Exception {
        parts.searches = (words, hits) -> search(0);
        RecordingContext context = RecordingContext.plain();
        assertEquals(1, new SearchCommand(parts).run(context, List.of("blue", "--wait", "1ms")));
        assertEquals(1, context.errors().size());
    }

    @Test
    void aSearchThatSharingRefusesIsWrongUsage() {
        parts.searches = (words, hits) -> {
            throw new IllegalArgumentException("give a word of two letters");
        };
        assertThrows(UsageException.class, () -> new SearchCommand(parts)
                .run(RecordingContext.plain(), List.of("a", "--wait", "1ms")));
    }

    @Test
    void getPassesItsOptionsOnAndEndsWithThePath() throws Exception {
        parts.downloads = downloads(new StillDownload(Download.State.DONE));
        RecordingContext context = RecordingContext.withJson();
        List<String> args = List.of(ID.toString(), "-o", "d.ogg", "--limit", "512K", "--window", "1");
        assertEquals(0, new GetCommand(parts).run(context, args));
        DownloadRequest request = requests.get(0);
        assertEquals(Optional.of(context.cwd().resolve("d.ogg")), request.target());
        assertEquals(OptionalLong.of(524_288), request.limitBytesPerSecond());
        assertEquals(1, request.window());
        assertEquals(List.of(Map.of("event", "done", "path", "/downloads/d.ogg", "bytes", 10L)), context.rows());
    }

    @Test
    void aFailedDownloadSaysWhyAndFails() throws Exception {
        parts.downloads = downloads(new StillDownload(Download.State.FAILED));
        RecordingContext context = RecordingContext.plain();
        assertEquals(1, new GetCommand(parts).run(context, List.of(ID.toString())));
        assertEquals(List.of("the disk is full; make room"), context.errors());
    }

    @Test
    void aCallerWhoGoesEndsTheDownload() throws Exception {
        StillDownload download = new StillDownload(Download.State.FETCHING);
        parts.downloads = downloads(download);
        RecordingContext context = RecordingContext.plain();
        context.cancel();
        assertEquals(1, new GetCommand(parts).run(context, List.of(ID.toString())));
        assertTrue(download.cancelled);
    }

    @Test
    void aDownloadThatIsNotCompleteInTimeIsEndedAndSaysSo() throws Exception {
        StillDownload download = new StillDownload(Download.State.LOOKING);
        parts.downloads = downloads(download);
        RecordingContext context = RecordingContext.plain();
        assertEquals(1, new GetCommand(parts).run(context, List.of(ID.toString(), "--timeout", "0ms")));
        assertTrue(download.cancelled);
        assertEquals(1, context.errors().size());
    }

    @Test
    void aDownloadIsEndedByTheFirstDigitsOfItsId() throws Exception {
        StillDownload download = new StillDownload(Download.State.FETCHING);
        parts.downloads = downloads(download);
        RecordingContext context = RecordingContext.withJson();
        assertEquals(0, new DownloadsCommand(parts).run(context, List.of("cancel", "000000")));
        assertTrue(download.cancelled);
        assertEquals(ID.toString(), context.rows().get(0).get("id"));
        assertEquals("cancelled", context.rows().get(0).get("state"));
    }

    @Test
    void anIdThatNamesNoneOrSeveralOrAnEndedDownloadEndsNothing() {
        StillDownload download = new StillDownload(Download.State.FETCHING);
        parts.downloads = downloads(download);
        for (String id : List.of("00000", "123456")) {
            FailedException failed = assertThrows(FailedException.class, () -> new DownloadsCommand(parts)
                    .run(RecordingContext.plain(), List.of("cancel", id)));
            assertTrue(failed.getMessage().contains("; "), failed.getMessage());
        }
        assertThrows(UsageException.class, () -> new DownloadsCommand(parts)
                .run(RecordingContext.plain(), List.of("cancel")));
        assertFalse(download.cancelled);
        parts.downloads = downloads(new StillDownload(Download.State.DONE));
        assertThrows(FailedException.class, () -> new DownloadsCommand(parts)
                .run(RecordingContext.plain(), List.of("cancel", "000000")));
    }

    @Test
    void aLinkThatIsNoneIsWrongUsage() {
        parts.downloads = downloads(new StillDownload(Download.State.DONE));
        assertThrows(UsageException.class, () -> new GetCommand(parts)
                .run(RecordingContext.plain(), List.of("magnet:?xt=urn:btih:1")));
        assertEquals(List.of(), requests);
    }

    private static ShareSearch search(int peers) {
        return new ShareSearch() {
            @Override
            public int peersHeard() {
                return peers;
            }

            @Override
            public int hits() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    private Downloads downloads(Download download) {
        return new Downloads() {
            @Override
            public Download start(DownloadRequest request) {
                requests.add(request);
                return download;
            }

            @Override
            public List<Download> list() {
                return List.of(download);
            }

            @Override
            public Optional<Download> find(ContentId id) {
                return Optional.of(download);
            }

            @Override
            public Path folder() {
                return Path.of("downloads");
            }
        };
    }

    /** A download that stays in one state. */
    private static final class StillDownload implements Download {
        private final State state;
        private boolean cancelled;

        StillDownload(State state) {
            this.state = state;
        }

        @Override
        public ContentId id() {
            return ID;
        }

        @Override
        public State state() {
            return cancelled && !state.ended() ? State.CANCELLED : state;
        }

        @Override
        public Path target() {
            return Path.of("/downloads/d.ogg");
        }

        @Override
        public OptionalLong sizeBytes() {
            return OptionalLong.of(10);
        }

        @Override
        public long verifiedBytes() {
            return 10;
        }

        @Override
        public int sources() {
            return 1;
        }

        @Override
        public Optional<String> problem() {
            return state == State.FAILED ? Optional.of("the disk is full; make room") : Optional.empty();
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean await(long millis) {
            return state().ended();
        }
    }
}
