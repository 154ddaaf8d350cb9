package org.myrmex.webdav.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockTableTest {
    private static final long NOW = 1_000_000L;
    private static final long LATER = 2_000_000L;

    private final TreeMap<String, Lock> kept = new TreeMap<>();
    private final LockTable table = new LockTable(store());
    private int next;

    private LockStore store() {
        return new LockStore() {
            @Override
            public List<Lock> all() {
                return List.copyOf(kept.values());
            }

            @Override
            public void put(Lock lock) {
                kept.put(lock.token(), lock);
            }

            @Override
            public void remove(String token) {
                kept.remove(token);
            }
        };
    }

    private Lock lock(String place, boolean deep, Scope scope) {
        return new Lock("urn:" + next++, place, "/p", deep, scope, "", "me", LATER, false);
    }

    private Lock made(String place) {
        return new Lock("urn:" + next++, place, "/p", true, Scope.EXCLUSIVE, "", "me", LATER, true);
    }

    private Lock granted(Lock lock) {
        assertEquals(Grant.Outcome.GRANTED, table.grant(lock, NOW).outcome());
        return lock;
    }

    /** RFC 4918, 6.1 and 7.4, in both directions of the tree. */
    @ParameterizedTest
    @CsvSource({
        "t:/a, false, EXCLUSIVE, t:/a, false, EXCLUSIVE, CONFLICT",
        "t:/a, false, EXCLUSIVE, t:/a, false, SHARED, CONFLICT",
        "t:/a, false, SHARED, t:/a, false, EXCLUSIVE, CONFLICT",
        "t:/a, false, SHARED, t:/a, true, SHARED, GRANTED",
        "t:/a, true, EXCLUSIVE, t:/a/b/c, false, SHARED, CONFLICT",
        "t:/a, false, EXCLUSIVE, t:/a/b, true, EXCLUSIVE, GRANTED",
        "t:/a/b/c, false, SHARED, t:/a, true, EXCLUSIVE, CONFLICT",
        "t:/a/b/c, false, EXCLUSIVE, t:/a, false, EXCLUSIVE, GRANTED",
        "t:/a/b/c, false, SHARED, t:/a, true, SHARED, GRANTED",
        "t:/a, true, EXCLUSIVE, t:/ab, true, EXCLUSIVE, GRANTED",
        "t:/a, true, EXCLUSIVE, t:/a.b, true, EXCLUSIVE, GRANTED",
        "t:/a, true, EXCLUSIVE, 't:/a\u0001', true, EXCLUSIVE, GRANTED",
        "t:, true, EXCLUSIVE, t:/a, false, EXCLUSIVE, CONFLICT",
        "t:/a, false, EXCLUSIVE, t:, true, EXCLUSIVE, CONFLICT",
        "t:/a, true, EXCLUSIVE, u:/a, true, EXCLUSIVE, GRANTED",
    })
    void locksStandAgainstEachOtherByTheTable(
            String first,
            boolean firstDeep,
            Scope firstScope,
            String second,
            boolean secondDeep,
            Scope secondScope,
            Grant.Outcome outcome) {
        Lock there = granted(lock(first, firstDeep, firstScope));
        Grant grant = table.grant(lock(second, secondDeep, secondScope), NOW);
        assertEquals(outcome, grant.outcome());
        assertEquals(outcome == Grant.Outcome.CONFLICT ? List.of(there) : List.of(), grant.conflicts());
    }

    @Test
    void aLockThatIsOverIsAbsentAtOnce() {
        Lock lock = granted(lock("t:/a", true, Scope.EXCLUSIVE));
        assertEquals(List.of(lock), table.covering("t:/a/b", LATER - 1));
        assertEquals(List.of(), table.covering("t:/a/b", LATER));
        assertEquals(List.of(), table.inside("t:", LATER));
        assertEquals(Optional.empty(), table.find(lock.token(), LATER));
        assertEquals(Optional.empty(), table.refresh(lock.token(), LATER + NOW, LATER));
        assertEquals(
                Grant.Outcome.GRANTED,
                table.grant(lock("t:/a", true, Scope.EXCLUSIVE), LATER).outcome());
        assertEquals(List.of("urn:1"), List.copyOf(kept.keySet()));
    }

    @Test
    void aRefreshLetsItLast() {
        Lock lock = granted(lock("t:/a", false, Scope.EXCLUSIVE));
        Lock longer = table.refresh(lock.token(), 2 * LATER, NOW).orElseThrow();
        assertEquals(2 * LATER, longer.expiresMicros());
        assertEquals(List.of(longer), table.covering("t:/a", LATER));
        assertEquals(longer, kept.get(lock.token()));
    }

    @Test
    void whatGoesTakesItsLocksAlong() {
        granted(lock("t:/a", true, Scope.SHARED));
        granted(lock("t:/a/b", false, Scope.SHARED));
        Lock other = granted(lock("t:/ab", false, Scope.SHARED));
        table.gone("t:/a");
        assertEquals(List.of(other), table.inside("t:", NOW));
        assertEquals(List.of(other), List.copyOf(kept.values()));
    }

    @Test
    void whatIsReplacedKeepsItsOwn() {
        Lock own = granted(lock("t:/a", false, Scope.SHARED));
        granted(lock("t:/a/b", false, Scope.SHARED));
        table.emptied("t:/a");
        assertEquals(List.of(own), table.inside("t:", NOW));
    }

    @Test
    void aFileThatLockMadeIsGivenOutOnceAndKeptUntilThatIsDone() {
        Lock lock = granted(made("t:/a"));
        granted(made("t:/b"));
        table.written("t:/b");
        assertTrue(table.isQuiet(NOW));
        assertEquals(List.of(), table.overdue(9, NOW));
        assertEquals(List.of(lock), table.overdue(9, LATER));
        assertEquals(List.of(), table.overdue(9, LATER));
        assertEquals(List.of(lock), new LockTable(store()).overdue(9, LATER), "after a kill in between");
        table.settle(lock);
        assertTrue(kept.isEmpty());
        assertTrue(table.isQuiet(LATER));
    }

    @Test
    void anUnlockedFileIsNobodysBusiness() {
        table.unlock(granted(made("t:/a")).token());
        assertEquals(List.of(), table.overdue(9, LATER));
        assertTrue(kept.isEmpty());
    }

    @Test
    void thereAreNoMoreThanTheLimits() {
        List<Grant.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i <= LockTable.MAX_ON_PLACE; i++) {
            outcomes.add(table.grant(lock("t:/s", false, Scope.SHARED), NOW).outcome());
        }
        assertEquals(LockTable.MAX_ON_PLACE, outcomes.indexOf(Grant.Outcome.OVER_LIMIT));
        outcomes.clear();
        for (int i = 0; i <= LockTable.MAX_OF_PRINCIPAL; i++) {
            outcomes.add(table.grant(lock("t:/" + i, false, Scope.SHARED), NOW).outcome());
        }
        assertEquals(LockTable.MAX_OF_PRINCIPAL - LockTable.MAX_ON_PLACE, outcomes.indexOf(Grant.Outcome.OVER_LIMIT));
        outcomes.clear();
        for (int i = 0; i <= LockTable.MAX_LOCKS; i++) {
            Lock of = new Lock("urn:o" + i, "t:/o" + i, "/p", false, Scope.EXCLUSIVE, "", "p" + i % 100, LATER, true);
            outcomes.add(table.grant(of, NOW).outcome());
        }
        assertEquals(LockTable.MAX_LOCKS - LockTable.MAX_OF_PRINCIPAL, outcomes.indexOf(Grant.Outcome.OVER_LIMIT));
        assertEquals(LockTable.MAX_LOCKS, kept.size());
        assertEquals(
                Grant.Outcome.GRANTED,
                table.grant(lock("t:/new", false, Scope.SHARED), LATER).outcome(),
                "those that are over make room");
    }

    @Test
    void locksOutliveTheTable() {
        Lock lock = granted(lock("t:/a", true, Scope.EXCLUSIVE));
        LockTable second = new LockTable(store());
        assertEquals(List.of(lock), second.covering("t:/a/b", NOW));
        second.unlock(lock.token());
        assertTrue(kept.isEmpty() && second.isEmpty());
    }

    @Test
    void aStormOfRefreshesLeavesOneLock() {
        Lock lock = granted(lock("t:/a", true, Scope.EXCLUSIVE));
        for (int i = 1; i <= 100_000; i++) {
            assertTrue(table.refresh(lock.token(), LATER + i, NOW).isPresent());
        }
        assertEquals(1, kept.size());
        assertEquals(1, table.inside("t:", LATER).size());
        assertTrue(table.isQuiet(LATER) && !table.isQuiet(LATER + 100_000));
    }

    @Test
    void longPathsTakeTheRoomOfManyShortOnes() {
        String name = "x".repeat(4_000);
        int granted = 0;
        while (table.grant(lock("t:/" + granted + name, false, Scope.EXCLUSIVE), NOW)
                        .outcome()
                == Grant.Outcome.GRANTED) {
            granted++;
        }
        assertTrue(granted > 1_000 && granted < 2_200, granted + " granted");
        table.gone("t:");
        granted(lock("t:/" + name, false, Scope.EXCLUSIVE));
    }
}
