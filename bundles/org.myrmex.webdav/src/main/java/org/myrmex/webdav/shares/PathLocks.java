package org.myrmex.webdav.shares;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** So that of two who change one file at a time the second sees what the first did. Held for renames, not for uploads. */
final class PathLocks {
    private static final int STRIPES = 64;

    private final List<ReentrantLock> stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toList();

    Held none() {
        return new Held();
    }

    /** What a thread holds; ends with the block. */
    final class Held implements AutoCloseable {
        private final Deque<ReentrantLock> locks = new ArrayDeque<>();

        /** Takes them in one order, whoever asks: no two wait for each other. */
        void take(Path... paths) {
            Stream.of(paths)
                    .map(path -> Math.floorMod(path.hashCode(), STRIPES))
                    .sorted()
                    .distinct()
                    .map(stripes::get)
                    .forEach(lock -> {
                        lock.lock();
                        locks.push(lock);
                    });
        }

        @Override
        public void close() {
            while (!locks.isEmpty()) {
                locks.pop().unlock();
            }
        }
    }
}
