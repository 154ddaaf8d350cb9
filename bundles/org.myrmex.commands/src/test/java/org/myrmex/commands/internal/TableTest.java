package org.myrmex.commands.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private final List<String> lines = new ArrayList<>();
    private final Table table = new Table(lines::add);

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
        table.add(row("a", 1));
        table.add(row("long name", 1_000));
        table.flush();
        assertEquals(List.of("name       files", "a              1", "long name   1000"), lines);
    }

    @Test
    void rowsAfterAFlushKeepTheWidthsAndGetNoSecondHeader() {
        table.add(row("abc", 1));
        table.flush();
        table.add(row("a", 22));
        table.flush();
        assertEquals(List.of("name  files", "abc       1", "a        22"), lines);
    }

    @Test
    void aMissingCellIsADash() {
        table.add(row("a", 1));
        table.add(Map.of("name", "b"));
        table.flush();
        assertEquals("b         -", lines.get(2));
    }

    @Test
    void aLongTableIsPrintedAsItComes() {
        for (int i = 0; i < Table.MAX_WAITING; i++) {
            table.add(row("a", i));
        }
        assertEquals(Table.MAX_WAITING, lines.size());
    }

    private static Map<String, Object> row(String name, int files) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("files", files);
        return row;
    }
}
